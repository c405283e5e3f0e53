import type { RunConfig } from '../core/method-config';
import { changeLive, changeRun } from '../store/actions';
import { withEpoch, withSamples, withSnapshot, withSteps } from '../store/growing-run';
import { explorer } from '../store/store';
import type { TrainingEvent } from '../training/events';

/** Writes what a run says into its place in the store, whoever trains it. */
export function recordEvent(event: TrainingEvent): void {
  const { runId } = event;
  switch (event.type) {
    case 'started': {
      const { contents, device } = explorer.getState().engine;
      changeRun(runId, (run) => ({
        ...run,
        config: event.config,
        classes: event.classes,
        sourceClasses: contents?.sourceClasses ?? run.sourceClasses,
        testCount: testCountOf(event.config, contents?.testCount ?? null),
        parameters: event.parameters,
        stepsPerEpoch: event.stepsPerEpoch,
        totalSteps: event.totalSteps,
        ...(run.fork && event.fork ? { fork: { ...run.fork, parts: event.fork } } : {}),
        provenance: { ...run.provenance, backend: device?.backend ?? '', adapter: device?.adapter ?? '' },
      }));
      return;
    }
    case 'samples':
      return changeRun(runId, (run) => withSamples(run, event.samples));
    case 'snapshot':
      return changeRun(runId, (run) => withSnapshot(run, event.snapshot));
    case 'unprompted':
      return changeRun(runId, (run) => ({ ...run, unprompted: { testAccuracy: event.testAccuracy } }));
    case 'steps':
      return changeRun(runId, (run) => withSteps(run, event));
    case 'epoch':
      return changeRun(runId, (run) => withEpoch(run, event));
    case 'done':
      return changeRun(runId, (run) => ({
        ...run,
        unprompted: event.unprompted,
        last: event.last,
        best: event.best,
        parameters: event.parameters,
      }));
    case 'progress':
    case 'paused':
    case 'resumed':
    case 'stopped':
    case 'failed':
    case 'checkpoint':
      return;
    default:
      return event satisfies never;
  }
}

/** What the live run's words mean for the run bar. */
export function followLive(event: TrainingEvent): void {
  switch (event.type) {
    case 'started':
      return changeLive({ step: event.fromStep });
    case 'progress': {
      const { phase, done, total, eta } = event;
      return changeLive({ progress: { phase, done, total, eta } });
    }
    case 'steps':
      return changeLive({ step: event.fromStep + event.losses.length - 1 });
    case 'paused':
      return changeLive({ status: 'paused', step: event.step });
    case 'resumed':
      return changeLive({ status: 'running' });
    case 'stopped':
    case 'failed':
      return changeLive({ status: 'stopped', step: event.step, progress: null });
    case 'done':
      return changeLive({ status: 'done', progress: null });
    default:
      return;
  }
}

/** How many pictures a run is tested on: all that there are, or fewer where the run says so. */
function testCountOf({ training }: RunConfig, available: number | null): number | null {
  const { testLimit } = training;
  return testLimit === null || available === null ? available : Math.min(testLimit, available);
}
