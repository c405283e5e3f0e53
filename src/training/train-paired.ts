import { merge } from '../lib/merge';
import type { RunControl } from './control';
import type { TrainingEvent } from './events';
import { Diverged } from './failures';
import { Lockstep } from './lockstep';
import type { Run } from './run';
import type { SampleViewer } from './sample-viewer';
import { train, type TrainingDependencies } from './trainer';
import { workbench, type Workbench } from './workbench';

/** A run with what is its own while it trains; turn all controls to turn the group. */
export interface PairedRun {
  readonly run: Run;
  readonly control: RunControl;
  readonly viewer: SampleViewer;
}

/**
 * Trains runs side by side on one task, each bit for bit as it would train alone. A batch that they have in common
 * is decoded, resized and augmented once, pictures without a prompt go through the backbone once, and while the
 * backbone works for one run the generators of the others do: k runs take less than k times as long as one.
 *
 * A run that diverges says `failed` and leaves; so does one whose control is stopped, with `stopped`.
 */
export function trainPaired(
  paired: readonly PairedRun[],
  dependencies: Omit<TrainingDependencies, 'control' | 'viewer'>,
): AsyncGenerator<TrainingEvent> {
  const lockstep = new Lockstep();
  const benches = paired.map(({ run, control, viewer }) =>
    workbench(run, { ...dependencies, control, viewer }, lockstep),
  );
  return merge(benches.map(untilItFails), {
    leaving: () => paired.forEach(({ control }) => control.stop()),
  });
}

async function* untilItFails(bench: Workbench): AsyncGenerator<TrainingEvent> {
  const { run } = bench;
  try {
    yield* train(bench);
  } catch (error) {
    if (!(error instanceof Diverged)) throw error;
    yield { type: 'failed', runId: run.id, step: run.step, message: error.message };
  }
}
