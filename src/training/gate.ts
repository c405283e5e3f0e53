import type { TrainingEvent } from './events';
import { keepRun } from './keep-run';
import { stepEvents } from './step-events';
import type { Workbench } from './workbench';

/** Thrown at a gate after the person stopped the run; caught where the run began, never shown. */
export class RunStopped extends Error {
  override readonly name = 'RunStopped';
}

/**
 * Stands in front of every batch: lets the thread answer messages, holds while the run is paused (after showing
 * where it stands, and keeping it: who pauses may close the page) and ends it when it was stopped.
 */
export async function* gate(bench: Workbench): AsyncGenerator<TrainingEvent> {
  const { control, run } = bench;
  await bench.breathe();
  if (control.paused) {
    yield* stepEvents(run, await bench.readback.turn({ witness: run.witness(), all: true }));
    yield* await bench.viewer.look();
    if (bench.schedule.moved(run.step)) yield* keepRun(bench);
    yield { type: 'paused', runId: run.id, step: run.step };
    await control.released();
    if (!control.stepping && !control.stopped) yield { type: 'resumed', runId: run.id, step: run.step };
  }
  if (control.stopped) throw new RunStopped('The run was stopped.');
}
