import type { Backbone } from '../core/backbone/backbone';
import type { Normalisation } from '../core/normalisation';
import { countParameters } from '../core/ablation/parameter-count';
import type { Dataset } from '../data/dataset';
import { compileFirstSteps } from './compile-ahead';
import type { RunControl } from './control';
import { diagnose } from './diagnostics';
import type { Clock } from './eta';
import { evaluate } from './evaluation';
import type { EpochRecord, TrainingEvent } from './events';
import { inOurWords } from './failures';
import { RunStopped } from './gate';
import { keepRun } from './keep-run';
import { Lockstep } from './lockstep';
import { frequencyMapping, mappingForEpoch } from './mapping';
import type { Run } from './run';
import type { SampleViewer } from './sample-viewer';
import { trainOnBatches } from './train-epoch';
import type { TaskFacts } from './task-facts';
import { workbench, type Workbench } from './workbench';

type Unprompted = NonNullable<Run['unprompted']>;

/** What a run needs from its surroundings. It never asks a host for time, randomness or a device itself. */
export interface TrainingDependencies {
  readonly backbone: Backbone;
  /** the backbone's input unit */
  readonly normalisation: Normalisation;
  readonly dataset: Dataset;
  readonly control: RunControl;
  readonly viewer: SampleViewer;
  /** shared by all runs on this data and backbone */
  readonly facts: TaskFacts;
  readonly clock: Clock;
  /** gives the thread a moment for its messages, between batches */
  readonly breathe: () => Promise<void>;
  /** the backend's name, as `done` states it */
  readonly backend: string;
}

/**
 * Trains a run from where it stands to its end and tells about it in plain events: Algorithm 1 of the paper, in
 * mini-batches (paper.md A.8). The same for the page's worker and for the command line. The run belongs to the
 * caller, who can look at it, save it or go on with it afterwards.
 *
 * A checkpoint comes after each epoch, inside long ones too, and before a pause; where there is no epoch, at the end.
 * @throws UserError when there is no memory for it, or the run diverges
 */
export function trainRun(run: Run, dependencies: TrainingDependencies): AsyncGenerator<TrainingEvent> {
  return train(workbench(run, dependencies, new Lockstep()));
}

/** The same for a run that may have others beside it. Closes the bench. */
export async function* train(bench: Workbench): AsyncGenerator<TrainingEvent> {
  const { run } = bench;
  try {
    yield started(bench);
    yield* compileFirstSteps(bench);
    yield* await bench.viewer.look();
    run.unprompted ??= yield* withoutPrompt(bench);
    yield { type: 'unprompted', runId: run.id, ...run.unprompted };
    while (run.epochs.length < run.plannedEpochs) yield* trainEpoch(bench);
    yield* finish(bench, run.unprompted);
  } catch (error) {
    if (!(error instanceof RunStopped)) throw inOurWords(error);
    yield { type: 'stopped', runId: run.id, step: run.step };
  } finally {
    bench.close();
  }
}

function started({ run, train }: Workbench): TrainingEvent {
  return {
    type: 'started',
    runId: run.id,
    config: run.config,
    classes: run.classes,
    parameters: countParameters(run.config.method),
    stepsPerEpoch: train.steps,
    totalSteps: run.plannedEpochs * train.steps,
    fromStep: run.step,
    ...(run.fork && { fork: run.fork }),
  };
}

/** The line every run is compared with: r(x) alone, with the mapping that fits it best. */
async function* withoutPrompt(bench: Workbench): AsyncGenerator<TrainingEvent, Unprompted> {
  const { test: loader } = bench;
  const mapping = yield* frequencyMapping(bench, { stage: 'unprompted-mapping', prompting: null, epoch: 1 });
  const { accuracy } = yield* evaluate(bench, { stage: 'unprompted-test', prompting: null, loader, mapping });
  return { testAccuracy: accuracy, mapping: [...mapping] };
}

/** One turn of the outer loop: map the labels, train on every batch, test with the same mapping. */
async function* trainEpoch(bench: Workbench): AsyncGenerator<TrainingEvent> {
  const { run, test: loader, viewer } = bench;
  const { method } = run;
  const epoch = run.epochs.length + 1;
  const learningRate = run.learningRates(epoch);
  // a run that was kept inside the epoch has its mapping
  const begun = run.mapping && run.stepsInEpoch(bench.train.steps) > 0;
  const mapping = begun ? run.mapping! : yield* mappingForEpoch(bench, epoch);
  run.mapping = mapping;
  // the samples' first answers in target classes: until now there was no mapping
  if (epoch === 1) yield* await viewer.look();
  const trained = yield* trainOnBatches(bench, epoch);
  const prompting = { method, state: run.state, mapping };
  const tested = yield* evaluate(bench, { stage: 'test', prompting, loader, mapping });
  const record: EpochRecord = {
    epoch,
    step: run.step,
    ...trained,
    testAccuracy: tested.accuracy,
    learningRate,
    mapping: [...mapping],
  };
  run.epochs.push(record);
  yield { type: 'epoch', runId: run.id, ...record };
  yield* keepRun(bench);
}

/** The numbers that stay: last and best test accuracy, and the clean training loss (paper.md C.0 b). */
async function* finish(bench: Workbench, unprompted: Unprompted): AsyncGenerator<TrainingEvent> {
  const { run, train: loader, backend } = bench;
  const { method, state } = run;
  const mapping = (run.mapping ??= Int32Array.from(unprompted.mapping));
  // without an epoch this is all that is ever kept of it
  if (run.plannedEpochs === 0) yield* keepRun(bench);
  const prompting = method.parameters.length > 0 ? { method, state, mapping } : null;
  const clean = yield* evaluate(bench, { stage: 'clean-loss', prompting, loader, mapping });
  const untrained = { epoch: 0, testAccuracy: unprompted.testAccuracy };
  // of a fork only what is its own
  const own = run.epochs.filter(({ step }) => step > (run.fork?.step ?? 0));
  const scores = own.map(({ epoch, testAccuracy }) => ({ epoch, testAccuracy }));
  run.result = {
    unprompted: { testAccuracy: unprompted.testAccuracy },
    last: scores.at(-1) ?? untrained,
    best: scores.reduce(
      (best, score) => (score.testAccuracy > best.testAccuracy ? score : best),
      scores[0] ?? untrained,
    ),
    cleanTrainLoss: clean.loss,
    parameters: countParameters(run.config.method),
    diagnostics: yield* diagnose(bench),
    seconds: run.seconds,
  };
  yield* await bench.viewer.look();
  yield { type: 'done', runId: run.id, ...run.result, backend };
}
