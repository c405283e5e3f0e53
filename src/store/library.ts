import type { RunEntry, RunSummary } from '../data/run-entry';
import type { Live } from './engine';
import type { Queue } from './queue';

/** The runs that can be compared, whether or not they are open on the page: their numbers, as plain values. */
export interface Library {
  /** `unavailable`: this browser keeps nothing; what was shipped is there all the same */
  readonly state: 'loading' | 'ready' | 'unavailable';
  /** why it is unavailable, where the browser does keep things; null = it keeps nothing */
  readonly problem?: string | null;
  /** kept in this browser, the one changed last first */
  readonly entries: readonly RunEntry[];
  /** came with the page */
  readonly shipped: readonly RunSummary[];
  /** by run, for those whose curves have been read */
  readonly curves: Readonly<Record<string, StepCurves>>;
}

/** Values of each step, step 1 first. */
export interface StepCurves {
  readonly losses: Float32Array;
  readonly accuracies: Float32Array;
}

export const initialLibrary: Library = {
  state: 'loading',
  entries: [],
  shipped: [],
  curves: {},
};

/** The library with an entry added or changed: it is now the one changed last. */
export function withEntry(library: Library, entry: RunEntry): Library {
  const others = library.entries.filter(({ id }) => id !== entry.id);
  return { ...library, entries: [entry, ...others] };
}

export function withoutEntries(library: Library, ids: readonly string[]): Library {
  const curves = Object.entries(library.curves).filter(([id]) => !ids.includes(id));
  return {
    ...library,
    entries: library.entries.filter(({ id }) => !ids.includes(id)),
    curves: Object.fromEntries(curves),
  };
}

/** The library with the runs that came with the page; those of the same name make room. */
export function withShipped(library: Library, runs: readonly RunSummary[]): Library {
  const others = library.shipped.filter(({ id }) => runs.every((run) => run.id !== id));
  return { ...library, shipped: [...others, ...runs] };
}

/** The library with the recorded lab. It goes first: of two recordings of one variant, the lab's was also measured. */
export function withLab(library: Library, runs: readonly RunSummary[]): Library {
  const others = library.shipped.filter(({ id }) => runs.every((run) => run.id !== id));
  return { ...library, shipped: [...runs, ...others] };
}

export function withCurves(library: Library, curves: Readonly<Record<string, StepCurves>>): Library {
  return { ...library, curves: { ...library.curves, ...curves } };
}

/** Runs of an earlier visit that ended without anybody wanting it, and that can go on. */
export function interruptedRuns({ library, queue, live }: InterruptedParts): readonly RunEntry[] {
  const busy = new Set([live.runId, ...queue.map(({ id }) => id)]);
  return library.entries.filter(
    ({ id, underWay, result, source, checkpoints }) =>
      underWay && result === null && source === 'trained-here' && checkpoints.length > 0 && !busy.has(id),
  );
}

interface InterruptedParts {
  readonly library: Library;
  readonly queue: Queue;
  readonly live: Pick<Live, 'runId'>;
}

/** On this browser's disk, all runs together. */
export function libraryBytes({ entries }: Library): number {
  return entries.reduce((sum, { bytes }) => sum + bytes, 0);
}
