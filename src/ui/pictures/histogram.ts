import { bin, max } from 'd3-array';
import { scaleLinear } from 'd3-scale';

export interface Bar {
  /** of the values in it */
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** fractions of the plot: from the left, and of its height */
  readonly x: number;
  readonly width: number;
  readonly height: number;
}

export interface Histogram {
  readonly bars: readonly Bar[];
  readonly domain: readonly [number, number];
  /** fraction of the plot's width, cut at its ends */
  place(value: number): number;
  readonly ticks: readonly number[];
}

/**
 * Equal bins over [−limit, limit]; what lies beyond is counted in the outermost bin.
 * @param values every one is counted once
 */
export function histogramOf(
  values: ArrayLike<number>,
  { limit, bins }: { readonly limit: number; readonly bins: number },
): Histogram {
  const domain: [number, number] = [-limit, limit];
  const edges = Array.from({ length: bins - 1 }, (_, i) => -limit + (2 * limit * (i + 1)) / bins);
  const clamp = (value: number) => Math.max(-limit, Math.min(limit, value));
  const counted = bin<number, number>().domain(domain).thresholds(edges).value(clamp)(Array.from(values));
  const most = max(counted, ({ length }) => length) ?? 1;
  const scale = scaleLinear(domain, [0, 1]).clamp(true);
  return {
    bars: counted.map((values, i) => {
      const [from, to] = [values.x0 ?? edges[i - 1] ?? -limit, values.x1 ?? edges[i] ?? limit];
      const count = values.length;
      return { from, to, count, x: scale(from), width: scale(to) - scale(from), height: count / most };
    }),
    domain,
    place: (value) => scale(value),
    ticks: scale.ticks(5),
  };
}
