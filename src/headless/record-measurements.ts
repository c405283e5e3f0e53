/** What is measured about a planned run apart from its training. */
import { deserialize, serialize } from 'node:v8';
import type { RunConfig } from '../core/method-config';
import { approximate, type Solutions, type Solved } from '../training/approximation/approximate';
import { RunStopped } from '../training/gate';
import { timedPass } from '../training/timed-pass';
import { breathe } from './breathe';
import { RECORDED_TASK, type PlannedRun } from './record-plan';
import type { RecordingTools } from './record-run';
import type { Recordings } from './recordings';

export async function recordApproximation(planned: PlannedRun, tools: RecordingTools): Promise<void> {
  const { task, recordings, control, progress } = tools;
  const { probe: size, epochs } = RECORDED_TASK.approximation;
  const config = { ...planned.config, training: { ...planned.config.training, epochs } };
  try {
    const approximation = await approximate({
      task,
      config,
      size,
      control,
      breathe,
      progress: (what, done) => progress.note(`${what}: epoch ${done} of at most ${epochs}`),
      solutions: solutionsIn(recordings),
    });
    await recordings.write(planned, 'approximation', json(approximation));
  } catch (error) {
    if (!(error instanceof RunStopped)) throw error;
  }
}

export async function recordTiming(planned: PlannedRun, { task, recordings }: RecordingTools): Promise<void> {
  const clock = () => performance.now();
  const timing = await timedPass({ task, config: planned.config, clock, breathe });
  await recordings.write(planned, 'timing', json(timing));
}

/** Solutions of smaller classes, kept for those that they are nested in. */
export function solutionsIn(recordings: Recordings): Solutions {
  const named = (config: RunConfig) => ({ name: 'solution', config });
  return {
    async get(config) {
      const bytes = await recordings.read(named(config), 'solution');
      return bytes && (deserialize(bytes) as Solved);
    },
    put: (config, solved) => recordings.write(named(config), 'solution', serialize(solved)),
  };
}

function json(value: object): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}
