import type { EpochRecord } from '../training/events';
import type { SampleSet, ViewSnapshot } from '../data/snapshot';
import type { RunView, Snapshot } from './run-view';

/** How many snapshots a run keeps; beyond it every second one goes, the first and the newest stay. */
export const snapshotLimit = 96;

/**
 * The values with more at the end. Room is left behind the last value and shared between the results, so a
 * long curve costs one copy per doubling. Append to the newest result only.
 */
export function appended(values: Float32Array, more: Float32Array): Float32Array {
  const length = values.length + more.length;
  let room = values;
  if (values.byteOffset !== 0 || values.buffer.byteLength < length * 4) {
    room = new Float32Array(Math.max(256, 2 * length));
    room.set(values);
  }
  const whole = new Float32Array(room.buffer, 0, length);
  whole.set(more, values.length);
  return whole;
}

/** The run with the steps fromStep … added; steps that it already has (after a rewind) are written anew. */
export function withSteps(
  run: RunView,
  steps: { readonly fromStep: number; readonly losses: Float32Array; readonly accuracies: Float32Array },
): RunView {
  if (run.losses.length === 0) {
    return {
      ...run,
      curvesFrom: steps.fromStep,
      losses: appended(run.losses, steps.losses),
      accuracies: appended(run.accuracies, steps.accuracies),
    };
  }
  const kept = Math.max(0, steps.fromStep - run.curvesFrom);
  // a rewound curve gets its own memory: the old one may still be on screen
  const keep = (values: Float32Array) => (kept < values.length ? values.slice(0, kept) : values);
  return {
    ...run,
    losses: appended(keep(run.losses), steps.losses),
    accuracies: appended(keep(run.accuracies), steps.accuracies),
  };
}

export function withSamples(run: RunView, samples: SampleSet): RunView {
  return { ...run, samples };
}

/** The run with one more snapshot of the samples now in view; one of the same step is replaced. */
export function withSnapshot(run: RunView, snapshot: ViewSnapshot): RunView {
  const entry: Snapshot = { ...snapshot, sampleIds: run.samples?.ids ?? [] };
  const before = run.snapshots.filter(({ step }) => step < entry.step);
  const all = [...before, entry];
  const thinned =
    all.length > snapshotLimit ? all.filter((_, i) => i % 2 === 0 || i === all.length - 1) : all;
  return { ...run, snapshots: thinned };
}

export function withEpoch(run: RunView, record: EpochRecord): RunView {
  const epochs = [...run.epochs.filter(({ epoch }) => epoch < record.epoch), record];
  const best = epochs.reduce((a, b) => (b.testAccuracy > a.testAccuracy ? b : a));
  return {
    ...run,
    epochs,
    last: { epoch: record.epoch, testAccuracy: record.testAccuracy },
    best: { epoch: best.epoch, testAccuracy: best.testAccuracy },
  };
}

/** The run with what happened before it was resumed; steps that have come in since then stay behind it. */
export function withPast(
  run: RunView,
  past: Pick<RunView, 'losses' | 'accuracies' | 'epochs' | 'unprompted'>,
): RunView {
  const known = past.losses.length;
  const since = Math.max(0, known + 1 - run.curvesFrom);
  const whole: RunView = {
    ...run,
    curvesFrom: 1,
    losses: appended(past.losses.slice(), run.losses.slice(since)),
    accuracies: appended(past.accuracies.slice(), run.accuracies.slice(since)),
    epochs: [],
    unprompted: run.unprompted ?? past.unprompted,
  };
  return [...past.epochs, ...run.epochs].reduce(withEpoch, whole);
}
