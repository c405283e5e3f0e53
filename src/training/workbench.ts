import type { Backbone } from '../core/backbone/backbone';
import { CheckpointSchedule } from './checkpoint-schedule';
import type { RunControl } from './control';
import { TimeToGo } from './eta';
import type { FirstSteps } from './first-steps';
import { Loader, trainLoader } from './loader';
import { needsMappingPass } from './mapping';
import type { Lockstep, Member } from './lockstep';
import type { Run } from './run';
import type { SampleViewer } from './sample-viewer';
import { StepReadback } from './step-readback';
import type { TrainingDependencies } from './trainer';
import type { TaskFacts } from './task-facts';

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
  /** its place among the runs that train beside it */
  readonly member: Member;
  readonly facts: TaskFacts;
  /** the backend's name, as `done` states it */
  readonly backend: string;
  /** what is compiled before it begins */
  readonly firstSteps: () => FirstSteps;
  /** gives the thread a moment for its messages */
  readonly breathe: () => Promise<void>;
  /** leaves the group and frees what was on its way back from the device */
  close(): void;
}

/** @param lockstep the group that it joins: all must have joined before the first of them trains */
export function workbench(run: Run, dependencies: TrainingDependencies, lockstep: Lockstep): Workbench {
  const { backbone, dataset, normalisation, control, viewer, facts, clock, breathe, backend } = dependencies;
  const { training } = run.config;
  const train = trainLoader(dependencies, training);
  const test = new Loader({
    ...{ name: 'test', split: dataset.test, limit: training.testLimit },
    ...{ training, normalisation, shelf: facts.shelf },
  });
  const time = new TimeToGo(clock, workAhead(run, train, test));
  const readback = new StepReadback();
  const member = lockstep.join();
  const unlisten = control.listen(() => lockstep.poke());
  return {
    run,
    backbone,
    train,
    test,
    control,
    time,
    readback,
    schedule: new CheckpointSchedule(clock, run.step),
    viewer,
    member,
    facts,
    backend,
    firstSteps: () => ({ config: run.config, backbone, normalisation, dataset, inView: viewer.inView }),
    breathe,
    close() {
      unlisten();
      member.leave();
      readback.dispose();
    },
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
    // and at the end once over the training set for the clean loss; three times over the test set to see a leak
    evaluation:
      (epochs.length + (run.method.needs.routing === 'label' ? 3 : 0)) * test.batches + train.batches,
  };
}
