import type { TrainingEvent } from './events';
import { keepRun } from './keep-run';
import type { Position, Round } from './lockstep';
import { stepEvents } from './step-events';
import type { Workbench } from './workbench';

/** Thrown at a gate after the person stopped the run; caught where the run began, never shown. */
export class RunStopped extends Error {
  override readonly name = 'RunStopped';
}

/**
 * Stands in front of every batch: lets the thread answer messages, waits for the runs that train beside this one,
 * holds while the run is paused (after showing where it stands, and keeping it: who pauses may close the page) and
 * ends it when it was stopped.
 */
export async function* gate(
  bench: Workbench,
  batch: Omit<Position, 'epoch'>,
): AsyncGenerator<TrainingEvent, Round> {
  const { control, run, member } = bench;
  await bench.breathe();
  member.arrive({ epoch: run.epochs.length, ...batch });
  let held = false;
  for (;;) {
    if (control.stopped) throw new RunStopped('The run was stopped.');
    // paused runs stand side by side: one that is a batch behind comes up first
    const hold = control.paused && !member.behind;
    if (hold === held) {
      if (!hold && member.turn) return member.begin();
      await member.changed();
      continue;
    }
    held = hold;
    if (held) yield* paused(bench);
    else if (!control.stepping) yield { type: 'resumed', runId: run.id, step: run.step };
  }
}

async function* paused(bench: Workbench): AsyncGenerator<TrainingEvent> {
  const { run } = bench;
  yield* stepEvents(run, await bench.readback.turn({ witness: run.witness(), all: true }));
  yield* await bench.viewer.look();
  if (bench.schedule.moved(run.step)) yield* keepRun(bench);
  yield { type: 'paused', runId: run.id, step: run.step };
}
