import type { TrainingEvent } from './events';
import { checkpointOf } from './saved-run';
import { stepEvents } from './step-events';
import type { Workbench } from './workbench';

/** A checkpoint of the run as it stands, its curves up to this very step. */
export async function* keepRun({ run, readback, schedule }: Workbench): AsyncGenerator<TrainingEvent> {
  yield* stepEvents(run, await readback.turn({ witness: run.witness(), all: true }));
  const { step } = run;
  const bytes = await checkpointOf(run);
  schedule.taken(step);
  yield { type: 'checkpoint', runId: run.id, step, bytes };
}
