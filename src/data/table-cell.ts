/** One metric of one variant over its seeds, and how far that lies from the reference. */
import { lazy } from '../lib/lazy';
import { bootstrapMean, summarise, type Interval } from '../lib/statistics';
import type { MeasuredRun, Metric } from './metrics';
import type { RunSource } from './run-entry';

export interface Cell {
  /** mean, least or any of the seeds', as the metric has it; Infinity where one was not reached */
  readonly value: number;
  /** sample standard deviation over the seeds; null for a single one */
  readonly deviation: number | null;
  /** of the value itself, where the metric knows it */
  readonly interval: Interval | null;
  /** ascending by seed */
  readonly seeds: readonly SeedValue[];
  /** null for the reference, and where no pair of runs can be compared */
  readonly difference: Difference | null;
  readonly provenance: CellProvenance;
}

export interface SeedValue {
  readonly seed: number;
  readonly runId: string;
  readonly value: number;
}

export interface Difference {
  /** variant less reference */
  readonly value: number;
  /** 95 %: Student's t over the pairs, or drawn from the probe's images; null where neither can be said */
  readonly interval: Interval | null;
  /** of the same seed on both sides */
  readonly pairs: readonly { readonly seed: number; readonly value: number }[];
  readonly verdict: Verdict;
}

/** `unclear`: the interval holds zero, there is none, or a bound was sought with one seed only. `same`: no difference in any pair. */
export type Verdict = 'better' | 'worse' | 'unclear' | 'same' | 'neutral';

/** What a person can ask of any number. */
export interface CellProvenance {
  /** how many runs stand behind the value */
  readonly count: number;
  readonly seeds: readonly number[];
  readonly devices: readonly string[];
  readonly sources: readonly RunSource[];
}

interface Row {
  /** one for each seed */
  readonly runs: readonly MeasuredRun[];
  readonly referenceRuns: readonly MeasuredRun[];
  /** what to take the difference to; null for the reference itself */
  readonly paired: readonly MeasuredRun[] | null;
}

/** @returns null where no finished run has the number, or where it was timed on several devices */
export function cellOf(metric: Metric, { runs, referenceRuns, paired }: Row): Cell | null {
  const measure = (some: readonly MeasuredRun[]) => measuredOf(metric, some, referenceRuns);
  const found = measure(runs);
  const devices = new Set(found.map(({ device }) => device));
  const summary = summarise(found.map(({ value }) => value));
  if (!summary || (metric.device && devices.size > 1)) return null;
  const least = found.reduce((best, candidate) => (candidate.value < best.value ? candidate : best));
  // an interval is drawn thousands of times, and a table has a hundred of them
  const difference = lazy(() => paired && differenceOf(metric, found, measure(paired)));
  return {
    value: metric.over === 'mean' ? summary.mean : least.value,
    deviation: metric.over === 'any' ? null : summary.deviation,
    interval: metric.interval?.(least.run) ?? null,
    seeds: found.map(({ run, seed, value }) => ({ seed, runId: run.id, value })),
    get difference() {
      return difference();
    },
    provenance: {
      count: found.length,
      seeds: found.map(({ seed }) => seed),
      devices: [...devices],
      sources: [...new Set(found.map(({ run }) => run.source))],
    },
  };
}

interface Measured {
  readonly run: MeasuredRun;
  readonly seed: number;
  readonly value: number;
  readonly device: string;
}

function measuredOf(
  metric: Metric,
  runs: readonly MeasuredRun[],
  references: readonly MeasuredRun[],
): Measured[] {
  const bySeed = new Map<number, MeasuredRun>();
  for (const one of references) {
    const { seed } = one.config.training;
    if (one.result && !bySeed.has(seed)) bySeed.set(seed, one);
  }
  return runs.flatMap((run) => {
    if (run.result === null) return [];
    const { seed } = run.config.training;
    const value = metric.value(run, bySeed.get(seed) ?? null);
    const device = (metric.device ? metric.device(run) : run.provenance.device) ?? '';
    // a loss that left the numbers: to leave that seed out would flatter the variant
    return value === null ? [] : [{ run, seed, value: Number.isNaN(value) ? Infinity : value, device }];
  });
}

function differenceOf(
  metric: Metric,
  variant: readonly Measured[],
  reference: readonly Measured[],
): Difference | null {
  const bySeed = new Map(reference.map((measured) => [measured.seed, measured]));
  const pairs = variant.flatMap(({ seed, value, device }) => {
    const partner = bySeed.get(seed);
    if (!partner || (metric.device && partner.device !== device)) return [];
    // two that were both never reached are equally far
    return [{ seed, value: value === partner.value ? 0 : value - partner.value }];
  });
  const found = metric.over === 'least' ? leastDifference(metric, variant, reference) : meanDifference(pairs);
  if (!found) return null;
  const difference = { ...found, interval: metric.over === 'any' ? null : found.interval, pairs };
  const seeds = Math.min(variant.length, reference.length);
  return { ...difference, verdict: verdictOf(metric, difference, seeds) };
}

type Compared = Pick<Difference, 'value' | 'interval'>;

function meanDifference(pairs: Difference['pairs']): Compared | null {
  const summary = summarise(pairs.map(({ value }) => value));
  return summary && { value: summary.mean, interval: summary.interval };
}

/** Least less least: each is an upper bound, so seeds are no pairs here. The interval is drawn from the probe's images. */
function leastDifference(
  metric: Metric,
  variant: readonly Measured[],
  reference: readonly Measured[],
): Compared | null {
  if (variant.length === 0 || reference.length === 0) return null;
  const least = (some: readonly Measured[]) => some.reduce((a, b) => (b.value < a.value ? b : a));
  const [one, other] = [least(variant), least(reference)];
  const [images, others] = [metric.perImage?.(one.run), metric.perImage?.(other.run)];
  const comparable = images && others && images.length > 0 && images.length === others.length;
  return {
    value: one.value - other.value,
    interval: comparable ? drawnInterval(images, others) : null,
  };
}

const drawn = new WeakMap<readonly number[], WeakMap<readonly number[], Interval>>();

/** Drawn once for each pair of runs: a table is worked out anew whenever a run joins it. */
function drawnInterval(images: readonly number[], others: readonly number[]): Interval {
  const known = drawn.get(images) ?? new WeakMap<readonly number[], Interval>();
  drawn.set(images, known);
  const interval = known.get(others) ?? bootstrapMean(images.map((value, i) => value - others[i]!));
  known.set(others, interval);
  return interval;
}

function verdictOf(
  { better, over }: Metric,
  { value, interval, pairs }: Omit<Difference, 'verdict'>,
  seeds: number,
): Verdict {
  if (value === 0 && pairs.every((pair) => pair.value === 0)) return 'same';
  if (better === 'neither') return 'neutral';
  // an interval over images says nothing of how far another seed would have come
  if (over === 'least' && seeds < 2) return 'unclear';
  const sure = over === 'any' || (interval && (interval[0] > 0 || interval[1] < 0));
  if (!sure) return 'unclear';
  return value > 0 === (better === 'higher') ? 'better' : 'worse';
}
