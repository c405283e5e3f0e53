import type { Method, ParameterSpec, PlainState } from '../core/method';
import type { RunConfig } from '../core/method-config';
import { fromTensors } from '../core/method-state';
import { adamFromPlain, adamToPlain } from '../core/optimiser/adam';
import { encodeCapsule, shapedState, stateFor, type Capsule } from '../data/capsule';
import { decodeCheckpoint, encodeCheckpoint } from '../data/checkpoint';
import type { Provenance, RunRecord } from '../data/run-record';
import { UserError } from '../lib/user-error';
import { Run } from './run';

/** Runs to files and back: a capsule proves and re-runs a run, a checkpoint goes on with it bit for bit. */

export async function capsuleOf(run: Run): Promise<Uint8Array<ArrayBuffer>> {
  return encodeCapsule(await contentOf(run));
}

/** To be taken between epochs: a resumed run begins the next one. */
export async function checkpointOf(run: Run): Promise<Uint8Array<ArrayBuffer>> {
  const { step, method } = run;
  const [content, moments] = await Promise.all([contentOf(run), adamToPlain(run.adam, method.parameters)]);
  const trained = method.parameters.filter(({ group }) => group !== 'statistic');
  const named = (moment: 'moment1' | 'moment2'): PlainState =>
    Object.fromEntries(trained.map(({ name }) => [name, moments[`${moment}.${name}`]!]));
  return encodeCheckpoint({
    ...content,
    step,
    // batches, crops and starting values follow from the seed: no stream stays open between epochs
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
  const { config, classes, curves, tensors, moments, step, mapping } = checkpoint;
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
    provenance,
    state: stateFor(method.parameters, tensors),
    adam: adamFromPlain(plainMoments, method.parameters, step),
  });
  run.mapping = mapping;
  run.unprompted = checkpoint.unprompted;
  run.seconds = checkpoint.seconds;
  run.result = checkpoint.result;
  run.losses.push(...curves.losses);
  run.accuracies.push(...curves.accuracies);
  run.epochs.push(...curves.epochs);
  return run;
}

function prefixed(moment: string, trained: readonly ParameterSpec[], state: PlainState): PlainState {
  return Object.fromEntries(trained.map(({ name }) => [`${moment}.${name}`, state[name]!]));
}
