/**
 * Forks a run: another variant goes on from where a run stood at a step, with all that both have in common. The run
 * is taken up from a checkpoint before that step and replayed, which gives the very bits that it had.
 */
import type { Method, ParameterSpec, PlainState } from '../core/method';
import type { RunConfig } from '../core/method-config';
import { fromTensors, initialState } from '../core/method-state';
import { adamFromPlain, adamToPlain } from '../core/optimiser/adam';
import { mappingPart } from '../core/ablation/mapping';
import { blocks } from '../core/ablation/registry';
import type { Fork } from '../data/run-record';
import { UserError } from '../lib/user-error';
import { goOn, methodFor, type Task } from './begin-run';
import type { RunControl } from './control';
import type { TrainingEvent } from './events';
import { mappingWithoutAsking } from './mapping';
import { Run } from './run';
import { SampleViewer } from './sample-viewer';
import { SamplesInView } from './samples-in-view';
import { trainRun, type TrainingDependencies } from './trainer';

export interface ForkPoint {
  /** of the run to fork, taken at this step or before */
  readonly checkpoint: Uint8Array<ArrayBuffer>;
  /** the last one that the fork has in common with it */
  readonly step: number;
}

export interface ForkOptions {
  readonly task: Task;
  readonly dependencies: Omit<TrainingDependencies, 'control' | 'viewer'>;
  /** stops the replay */
  readonly control: RunControl;
  /** how far the replay has come */
  readonly progress: (done: number, total: number) => void;
}

/**
 * The run as it stood at the step, replayed from its checkpoint; null when that was stopped.
 * @throws UserError when it never comes to the step
 */
export async function replayRun(
  { checkpoint, step }: ForkPoint,
  { task, dependencies, control, progress }: ForkOptions,
): Promise<Run | null> {
  const run = goOn(task, { id: 'replay', checkpoint });
  const from = run.step;
  if (from > step) {
    throw new UserError(`The checkpoint was taken after step ${step}. Fork at a later step.`);
  }
  if (from === step) return run;
  const viewer = new SampleViewer({ ...task, run, view: new SamplesInView(task.dataset) });
  for await (const event of trainRun(run, { ...dependencies, control, viewer })) {
    // held, not stopped: a run that holds has read back all of its curves
    if (standsAt(step, run, event)) control.pause();
    if (event.type === 'progress' && event.phase === 'training') progress(run.step - from, step - from);
    if (event.type === 'paused' && run.step === step) break;
  }
  if (run.step === step) return run;
  run.dispose();
  run.method.dispose();
  if (control.stopped) return null;
  throw new UserError(`The run has no step ${step}. Fork it at one that it has trained.`);
}

/** After the step; at the end of an epoch after its test, which belongs to it. */
function standsAt(step: number, run: Run, event: TrainingEvent): boolean {
  if (event.type === 'epoch') return event.step === step;
  const ends = event.type === 'progress' && event.phase === 'training' && event.done === event.total;
  return event.type === 'progress' && event.phase === 'training' && run.step === step && !ends;
}

/**
 * A variant that goes on from a run. Parameters of the same name and shape are carried over, with Adam's moments and
 * BatchNorm's statistics; the others begin as they would in a run of their own, at their own first step.
 * @param origin stays the caller's
 * @throws UserError when the two are not trained alike
 */
export async function forkRun(
  origin: Run,
  { task, id, config }: { task: Task; id: string; config: RunConfig },
): Promise<Run> {
  checkAlike(origin.config, config);
  if (origin.epochs.length >= config.training.epochs) {
    throw new UserError(
      'The run ends at this step, so that nothing is left to train. Fork it at an earlier one.',
    );
  }
  const method = methodFor(task, config);
  const [state, moments] = await Promise.all([
    fromTensors(origin.state),
    adamToPlain(origin.adam, origin.method.parameters),
  ]);
  const fork = forkOf(origin, method);
  const carried = new Set(fork.carried);
  const start = initialState(method, config.training.seed);
  const trained = method.parameters.filter(({ group }) => group !== 'statistic');
  const run = new Run({
    id,
    config,
    method,
    classes: origin.classes,
    provenance: origin.provenance,
    state: chosen(method.parameters, (name) => (carried.has(name) ? state : start)[name]!),
    adam: adamFromPlain(
      Object.fromEntries(
        trained.flatMap(({ name, shape }) =>
          ['moment1', 'moment2'].map((moment) => [
            `${moment}.${name}`,
            carried.has(name) ? moments[`${moment}.${name}`]! : zeros(shape),
          ]),
        ),
      ),
      method.parameters,
      origin.step,
      fork.born,
    ),
    fork,
  });
  run.unprompted = origin.unprompted;
  run.mapping = mappingAt(origin, run, task.backbone.classes);
  run.losses.push(...origin.losses);
  run.accuracies.push(...origin.accuracies);
  run.epochs.push(...origin.epochs);
  run.epochSeconds = origin.epochSeconds;
  return run;
}

/** π that a fork goes on with: another way of making one, made once, holds from its first step on. */
function mappingAt(origin: Run, run: Run, sourceClasses: number): Int32Array | null {
  const [from, to] = [origin.config.method, run.config.method];
  const once = mappingPart(to).made === 'once' && from.mapping !== to.mapping;
  const own = once ? mappingWithoutAsking(run, { epoch: 1, sourceClasses }) : null;
  return own ?? (origin.mapping && Int32Array.from(origin.mapping));
}

function forkOf(origin: Run, method: Method): Fork {
  const { step } = origin;
  const known = new Map(origin.method.parameters.map((spec) => [spec.name, spec]));
  const isCarried = ({ name, shape, group }: ParameterSpec) => {
    const other = known.get(name);
    return other?.group === group && other.shape.join() === shape.join();
  };
  const carried = method.parameters.filter(isCarried);
  const fresh = method.parameters.filter((spec) => !isCarried(spec));
  const before = origin.fork?.born ?? {};
  const births = [
    ...carried.flatMap(({ name }) => (name in before ? [[name, before[name]!] as const] : [])),
    ...fresh.map(({ name }) => [name, step] as const),
  ];
  return {
    step,
    carried: carried.map(({ name }) => name),
    fresh: fresh.map(({ name }) => name),
    from: origin.config.method,
    born: Object.fromEntries(births),
  };
}

/** @throws UserError when anything but a switch differs */
function checkAlike(origin: RunConfig, config: RunConfig): void {
  const switches = new Set<string>(blocks.map(({ id }) => id));
  const rest = ({ method, training, data, backbone }: RunConfig) => {
    const fixed = sorted(method).filter(([name]) => !switches.has(name));
    return JSON.stringify([fixed, sorted(training), data, backbone]);
  };
  if (rest(origin) !== rest(config)) {
    throw new UserError(
      'A fork goes on with the same data, size, batches, rates and seed; only switches can be changed. Begin a run of its own for the rest.',
    );
  }
}

const sorted = (values: object) => Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));

function chosen(parameters: readonly ParameterSpec[], valuesOf: (name: string) => Float32Array): PlainState {
  return Object.fromEntries(parameters.map(({ name }) => [name, valuesOf(name)]));
}

function zeros(shape: readonly number[]): Float32Array {
  return new Float32Array(shape.reduce((size, extent) => size * extent, 1));
}
