import type { TrainingEvent } from './events';
import type { Run } from './run';
import type { StepValues } from './step-readback';
import type { Workbench } from './workbench';

/** Thrown at a gate after the person stopped the run; caught where the run began, never shown. */
export class RunStopped extends Error {
  override readonly name = 'RunStopped';
}

/**
 * Stands in front of every batch: lets the thread answer messages, holds while the run is paused (after showing
 * where it stands) and ends it when it was stopped.
 */
export async function* gate(bench: Workbench): AsyncGenerator<TrainingEvent> {
  const { control, run } = bench;
  await bench.breathe();
  if (control.paused) {
    yield* stepEvents(run, await bench.readback.turn({ all: true }));
    yield* await bench.viewer.look();
    yield { type: 'paused', runId: run.id, step: run.step };
    await control.released();
    if (!control.stepping && !control.stopped) yield { type: 'resumed', runId: run.id, step: run.step };
  }
  if (control.stopped) throw new RunStopped('The run was stopped.');
}

/** Takes what came back from the device into the run's curves, and says so. */
export function* stepEvents(run: Run, groups: readonly StepValues[]): Generator<TrainingEvent> {
  for (const values of groups) {
    run.note(values);
    yield { type: 'steps', runId: run.id, ...values };
  }
}
