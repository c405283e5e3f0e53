import type { SampleSet, ViewSnapshot } from '../data/snapshot';
import type { RunView, Snapshot } from './run-view';

/** A person's pictures among those of a stored run: there are only its last weights, so they have its last step alone. */
export interface OwnSamples {
  readonly samples: SampleSet;
  /** of these samples */
  readonly snapshot: ViewSnapshot;
}

/** The run with these pictures behind its own ones. */
export function withOwnSamples(run: RunView, { samples, snapshot }: OwnSamples): RunView {
  const last = run.snapshots.at(-1);
  if (!run.samples || !last || run.samples.side !== samples.side) return run;
  const bare = withoutSamples(run, samples.ids);
  const before = bare.snapshots.at(-1)!;
  return {
    ...bare,
    samples: joinedSamples(bare.samples!, samples),
    snapshots: [...bare.snapshots.slice(0, -1), joinedSnapshot(before, snapshot, samples)],
  };
}

/** The run without these pictures. */
export function withoutSamples(run: RunView, ids: readonly string[]): RunView {
  const { samples } = run;
  if (!samples?.ids.some((id) => ids.includes(id))) return run;
  const kept = rowsWithout(samples.ids, ids);
  return {
    ...run,
    samples: {
      ...samples,
      ids: kept.map((row) => samples.ids[row]!),
      labels: Int32Array.from(kept, (row) => samples.labels[row]!),
      natives: kept.map((row) => samples.natives[row]!),
      resized: rowsOf(samples.resized, kept, samples.ids.length),
    },
    snapshots: run.snapshots.map((snapshot) => snapshotWithout(snapshot, ids, samples.side)),
  };
}

function joinedSamples(first: SampleSet, more: SampleSet): SampleSet {
  return {
    ...first,
    ids: [...first.ids, ...more.ids],
    labels: Int32Array.from([...first.labels, ...more.labels]),
    natives: [...first.natives, ...more.natives],
    resized: joined(first.resized, more.resized),
  };
}

function joinedSnapshot(first: Snapshot, more: ViewSnapshot, { ids, side }: SampleSet): Snapshot {
  const ofEach = isOfEach(first.pattern, first.sampleIds.length, side);
  return {
    ...first,
    sampleIds: [...first.sampleIds, ...ids],
    masks: first.masks && more.masks && joined(first.masks, more.masks),
    pattern: ofEach && first.pattern && more.pattern ? joined(first.pattern, more.pattern) : first.pattern,
    targets: joined(first.targets, more.targets),
    sourceClasses: Int32Array.from([...first.sourceClasses, ...more.sourceClasses]),
    sourceProbabilities: joined(first.sourceProbabilities, more.sourceProbabilities),
  };
}

function snapshotWithout(snapshot: Snapshot, ids: readonly string[], side: number): Snapshot {
  const { sampleIds, masks, pattern, targets, sourceClasses, sourceProbabilities } = snapshot;
  const kept = rowsWithout(sampleIds, ids);
  const count = sampleIds.length;
  if (kept.length === count) return snapshot;
  return {
    ...snapshot,
    sampleIds: kept.map((row) => sampleIds[row]!),
    masks: masks && rowsOf(masks, kept, count),
    pattern: pattern && isOfEach(pattern, count, side) ? rowsOf(pattern, kept, count) : pattern,
    targets: rowsOf(targets, kept, count),
    sourceClasses: Int32Array.from(rowsOf(sourceClasses, kept, count)),
    sourceProbabilities: rowsOf(sourceProbabilities, kept, count),
  };
}

/** A stored run shows many pictures, so one δ for each is larger than a picture. */
function isOfEach(pattern: Float32Array | null, count: number, side: number): boolean {
  return pattern !== null && count > 1 && pattern.length === count * side * side * 3;
}

function rowsWithout(all: readonly string[], ids: readonly string[]): readonly number[] {
  return all.flatMap((id, row) => (ids.includes(id) ? [] : [row]));
}

function joined(first: Float32Array, more: Float32Array): Float32Array {
  const whole = new Float32Array(first.length + more.length);
  whole.set(first);
  whole.set(more, first.length);
  return whole;
}

function rowsOf(values: Float32Array | Int32Array, rows: readonly number[], count: number): Float32Array {
  const size = values.length / count;
  const result = new Float32Array(rows.length * size);
  rows.forEach((row, i) => result.set(values.subarray(row * size, (row + 1) * size), i * size));
  return result;
}
