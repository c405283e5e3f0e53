import type { Method, ParameterSpec, PlainState } from '../core/method';
import type { RunConfig } from '../core/method-config';
import { fromTensors } from '../core/method-state';
import { adamFromPlain, adamToPlain } from '../core/optimiser/adam';
import { encodeCapsule, shapedState, stateFor, type Capsule } from '../data/capsule';
import { decodeCheckpoint, encodeCheckpoint } from '../data/checkpoint';
import type { Provenance, RunRecord } from '../data/run-record';
import { UserError } from '../lib/user-error';
import { Diverged } from './failures';
import { Run } from './run';

/** Runs to files and back: a capsule proves and re-runs a run, a checkpoint goes on with it bit for bit. */

const THEN = '; then ';
/** the last so many are named: a run on a failing device may move often */
const MOST_DEVICES = 3;
/** letters that the schema of a record takes */
const LONGEST = 200;

export async function capsuleOf(run: Run): Promise<Uint8Array<ArrayBuffer>> {
  return encodeCapsule(await contentOf(run));
}

/**
 * To be taken between steps, once all losses are read back: a resumed run goes on with the next batch.
 * @throws Diverged when there is nothing to go on with
 */
export async function checkpointOf(run: Run): Promise<Uint8Array<ArrayBuffer>> {
  const { step, method } = run;
  const [content, moments] = await Promise.all([contentOf(run), adamToPlain(run.adam, method.parameters)]);
  const sound = Object.values(content.tensors).every(({ values }) => values.every(Number.isFinite));
  if (!sound) throw new Diverged(step, run.config);
  const trained = method.parameters.filter(({ group }) => group !== 'statistic');
  const named = (moment: 'moment1' | 'moment2'): PlainState =>
    Object.fromEntries(trained.map(({ name }) => [name, moments[`${moment}.${name}`]!]));
  return encodeCheckpoint({
    ...content,
    step,
    epochSeconds: run.epochSeconds,
    // batches, crops and starting values follow from the seed: no stream stays open between steps
    random: {},
    moments: {
      first: shapedState(trained, named('moment1')),
      second: shapedState(trained, named('moment2')),
    },
  });
}

/** What is written down about a run in every file that holds one. */
export function recordOf(run: Run): RunRecord {
  return {
    config: run.config,
    classes: run.classes,
    curves: {
      losses: Float32Array.from(run.losses),
      accuracies: Float32Array.from(run.accuracies),
      epochs: [...run.epochs],
    },
    unprompted: run.unprompted,
    seconds: run.seconds,
    result: run.result,
    provenance: run.provenance,
    ...(run.fork && { fork: run.fork }),
  };
}

async function contentOf(run: Run): Promise<Capsule> {
  if (!run.mapping) {
    throw new UserError('This run has not begun yet, so there is nothing to save. Train at least one step.');
  }
  const record = recordOf(run);
  const mapping = Int32Array.from(run.mapping);
  const tensors = shapedState(run.method.parameters, await fromTensors(run.state));
  return { ...record, tensors, mapping };
}

/**
 * The run as it stood when its checkpoint was taken.
 * @throws UserError when the file is damaged or belongs to other data or another network
 */
export function resumeRun(
  bytes: Uint8Array<ArrayBuffer>,
  {
    id,
    provenance,
    methodFor,
  }: { id: string; provenance: Provenance; methodFor: (config: RunConfig) => Method },
): Run {
  const checkpoint = decodeCheckpoint(bytes);
  const made = checkpoint.provenance;
  if (made.dataHash !== provenance.dataHash || made.backboneHash !== provenance.backboneHash) {
    throw new UserError(
      'This run was trained on other data or with another network than the ones now loaded. Open those first.',
    );
  }
  const method = methodFor(checkpoint.config);
  const { config, classes, curves, tensors, moments, step, mapping, fork } = checkpoint;
  const trained = method.parameters.filter(({ group }) => group !== 'statistic');
  const plainMoments = {
    ...prefixed('moment1', trained, stateFor(trained, moments.first)),
    ...prefixed('moment2', trained, stateFor(trained, moments.second)),
  };
  const run = new Run({
    id,
    config,
    method,
    classes,
    provenance: { ...provenance, device: devices(made.device, provenance.device) },
    state: stateFor(method.parameters, tensors),
    adam: adamFromPlain(plainMoments, method.parameters, step, fork?.born),
    ...(fork && { fork }),
  });
  run.mapping = mapping;
  run.unprompted = checkpoint.unprompted;
  run.seconds = checkpoint.seconds;
  run.epochSeconds = checkpoint.epochSeconds;
  run.result = checkpoint.result;
  run.losses.push(...curves.losses);
  run.accuracies.push(...curves.accuracies);
  run.epochs.push(...curves.epochs);
  return run;
}

/** Bits differ between devices, so a run that moved names each. @param before those so far, in words */
function devices(before: string, now: string): string {
  const known = before.split(THEN);
  const all = known.at(-1) === now ? known : [...known, now];
  return all.slice(-MOST_DEVICES).join(THEN).slice(0, LONGEST);
}

function prefixed(moment: string, trained: readonly ParameterSpec[], state: PlainState): PlainState {
  return Object.fromEntries(trained.map(({ name }) => [`${moment}.${name}`, state[name]!]));
}
