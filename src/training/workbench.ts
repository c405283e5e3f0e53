import type { Backbone } from '../core/backbone/backbone';
import { CheckpointSchedule } from './checkpoint-schedule';
import type { RunControl } from './control';
import { TimeToGo } from './eta';
import { Loader } from './loader';
import { needsMappingPass } from './mapping';
import type { Run } from './run';
import type { SampleViewer } from './sample-viewer';
import { StepReadback } from './step-readback';
import type { TrainingDependencies } from './trainer';

/** What the phases of one run work with, as long as the run trains. */
export interface Workbench {
  readonly run: Run;
  readonly backbone: Backbone;
  readonly train: Loader;
  readonly test: Loader;
  readonly control: RunControl;
  readonly time: TimeToGo;
  readonly readback: StepReadback;
  readonly schedule: CheckpointSchedule;
  readonly viewer: SampleViewer;
  /** gives the thread a moment for its messages */
  readonly breathe: () => Promise<void>;
}

export function workbench(run: Run, dependencies: TrainingDependencies): Workbench {
  const { backbone, dataset, control, viewer, clock, breathe, normalisation } = dependencies;
  const { training } = run.config;
  const train = new Loader({ split: dataset.train, limit: training.trainLimit, training, normalisation });
  const test = new Loader({ split: dataset.test, limit: training.testLimit, training, normalisation });
  const time = new TimeToGo(clock, workAhead(run, train, test));
  return {
    run,
    backbone,
    train,
    test,
    control,
    time,
    readback: new StepReadback(),
    schedule: new CheckpointSchedule(clock, run.step),
    viewer,
    breathe,
  };
}

/** Batches of each phase until the run is done. */
function workAhead(run: Run, train: Loader, test: Loader): ConstructorParameters<typeof TimeToGo>[1] {
  const epochs = Array.from({ length: run.plannedEpochs }, (_, index) => index + 1).slice(run.epochs.length);
  const begun = run.stepsInEpoch(train.steps);
  const mapped = epochs.filter(
    (epoch, i) => needsMappingPass(run.config.method, epoch) && !(i === 0 && begun),
  );
  return {
    unprompted: run.unprompted ? 0 : train.batches + test.batches,
    mapping: mapped.length * train.batches,
    training: epochs.length * train.steps - begun,
    // and once over the training set at the end, for the clean training loss
    evaluation: epochs.length * test.batches + train.batches,
  };
}
