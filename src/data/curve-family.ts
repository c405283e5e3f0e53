/** The curves of one variant: every seed, and what they say together. */
import { summarise } from '../lib/statistics';

export interface SeedCurve {
  readonly runId: string;
  readonly seed: number;
  /** false while its run still trains */
  readonly finished: boolean;
  /** ascending: steps, or epochs */
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
}

export interface CurveFamily {
  readonly curves: readonly SeedCurve[];
  /** seeds behind the mean, everywhere on the line */
  readonly count: number;
  /** over the finished seeds (over all while none is), as far as every one of them goes */
  readonly mean: readonly MeanPoint[];
}

export interface MeanPoint {
  readonly x: number;
  readonly y: number;
  /** sample standard deviation, half the width of the band; null for a single seed */
  readonly deviation: number | null;
}

/** @param smooth what is done to each seed's values before they are put together; the chart must say so */
export function curveFamily(
  curves: readonly SeedCurve[],
  smooth: (values: ArrayLike<number>) => ArrayLike<number> = (values) => values,
): CurveFamily {
  const finished = curves.filter((curve) => curve.finished);
  const meant = finished.length > 0 ? finished : curves;
  const [first, ...others] = meant;
  if (!first) return { curves, count: 0, mean: [] };
  const smoothed = meant.map(({ y }) => smooth(y));
  const mean: MeanPoint[] = [];
  const shortest = Math.min(...meant.map(({ x }) => x.length));
  for (let i = 0; i < shortest; i++) {
    const x = first.x[i]!;
    // seeds of other lengths of epoch have no point in common from here on
    if (others.some((other) => other.x[i] !== x)) break;
    const { mean: y, deviation } = summarise(smoothed.map((values) => values[i]!))!;
    mean.push({ x, y, deviation });
  }
  return { curves, count: meant.length, mean };
}
