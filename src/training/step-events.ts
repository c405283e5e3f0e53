import type { TrainingEvent } from './events';
import { Diverged } from './failures';
import type { Run } from './run';
import type { StepValues } from './step-readback';

/**
 * Takes what came back from the device into the run's curves, and says so.
 * @throws Diverged after the curves have shown where
 */
export function* stepEvents(run: Run, groups: readonly StepValues[]): Generator<TrainingEvent> {
  for (const { sound, ...values } of groups) {
    run.note(values);
    const { fromStep, losses } = values;
    const last = fromStep + losses.length - 1;
    const wrong = losses.findIndex((loss) => !Number.isFinite(loss));
    yield { type: 'steps', runId: run.id, ...values };
    if (wrong >= 0) throw new Diverged(fromStep + wrong, run.config);
    if (!sound) throw new Diverged(last, run.config);
  }
}
