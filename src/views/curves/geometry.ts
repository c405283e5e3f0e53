import { line } from 'd3-shape';
import { extent, quantile } from 'd3-array';
import { scaleLinear, type ScaleLinear } from 'd3-scale';
import type { KeyCommand } from '../../ui/keys';

/** Scales, paths and averages of the curves, without a component in sight. */

export type Scale = ScaleLinear<number, number>;

/** Room round the plot for tick labels, in CSS pixels; `gap` parts the lines from their direct labels. */
export const margin = { top: 10, bottom: 22, left: 30, gap: 10 };

/** Width of one letter of a direct label in rem: a little more than the widest fonts need. */
const letter = 0.42;

/** Where the plot ends and the direct labels begin: the longest has room, the lines keep half of the width. */
export function plotEnd({ width, rem }: { width: number; rem: number }, labels: readonly string[]): number {
  const longest = Math.max(6, ...labels.map(({ length }) => length));
  return Math.max(width / 2, width - margin.gap - letter * rem * longest);
}

/** Trailing mean: out[i] = mean of the last `window` values up to i, of fewer at the start. */
export function trailingMean(values: Float32Array, window: number): Float32Array {
  const means = new Float32Array(values.length);
  let sum = 0;
  values.forEach((value, i) => {
    sum += value - (i >= window ? values[i - window]! : 0);
    means[i] = sum / Math.min(i + 1, window);
  });
  return means;
}

/** Mean of the last `window` of the first `count` values. */
export function meanBefore(values: Float32Array, count: number, window: number): number {
  const last = values.subarray(Math.max(0, count - window), count);
  return last.reduce((sum, value) => sum + value, 0) / last.length;
}

export interface Point {
  readonly step: number;
  readonly value: number;
}

/**
 * The values as points, thinned to about `limit` where there are more: of each stretch its least and greatest
 * value stay, so that no peak is lost.
 * @param from step of the first value
 */
export function thinned(
  values: Float32Array,
  { from, limit }: { readonly from: number; readonly limit: number },
): Point[] {
  const point = (i: number): Point => ({ step: from + i, value: values[i]! });
  if (values.length <= limit) return Array.from(values, (_, i) => point(i));
  const stretch = Math.ceil((2 * values.length) / limit);
  const points: Point[] = [];
  for (let start = 0; start < values.length; start += stretch) {
    const end = Math.min(start + stretch, values.length);
    let [least, greatest] = [start, start];
    for (let i = start; i < end; i += 1) {
      if (values[i]! < values[least]!) least = i;
      if (values[i]! > values[greatest]!) greatest = i;
    }
    points.push(point(Math.min(least, greatest)));
    if (least !== greatest) points.push(point(Math.max(least, greatest)));
  }
  return points;
}

/** A line through the points; where a loss has left the numbers it ends. */
export function linePath(points: readonly Point[], x: Scale, y: Scale): string {
  const path = line<Point>(
    ({ step }) => x(step),
    ({ value }) => y(value),
  )
    .defined(({ value }) => Number.isFinite(value))
    .digits(2);
  return path(points as Point[]) ?? '';
}

/** Steps from 0 to the end of the longest run, over the plot up to `end`. */
export function stepScale(totalSteps: number, end: number): Scale {
  return scaleLinear([0, Math.max(1, totalSteps)], [margin.left, Math.max(margin.left + 1, end)]);
}

/** Rounded values from low to high, over the height of the plot. */
export function valueScale([low, high]: readonly [number, number], height: number): Scale {
  return scaleLinear([low, high], [height - margin.bottom, margin.top]);
}

const bounds = new WeakMap<Float32Array, readonly [number, number]>();

/** What all but the strayest losses lie between: the first batches of a bad start may leave it. */
function boundsOf(losses: Float32Array): readonly [number, number] {
  const known = bounds.get(losses);
  if (known) return known;
  const found = [quantile(losses, 0.005) ?? 0, quantile(losses, 0.995) ?? 1] as const;
  bounds.set(losses, found);
  return found;
}

/** The rounded range for the losses of several runs. */
export function lossDomain(runs: readonly Float32Array[]): readonly [number, number] {
  const [low = 0, high = 1] = extent(runs.filter(({ length }) => length > 0).flatMap(boundsOf));
  return rounded(low, high);
}

/** The rounded range of accuracies 0..1, the unprompted one included. */
export function accuracyDomain(accuracies: readonly number[]): readonly [number, number] {
  const [low = 0, high = 1] = extent(accuracies);
  return rounded(Math.max(0, low - 0.02), Math.min(1, high + 0.02));
}

function rounded(low: number, high: number): readonly [number, number] {
  const [from, to] = scaleLinear([low, Math.max(high, low + 1e-3)], [0, 1])
    .nice(5)
    .domain();
  return [from!, to!];
}

/** Pixels that the label of an epoch takes with the room beside it. */
const epochRoom = 30;

/**
 * Epoch ends to label on the axis: every one, or every 2nd, 5th, 10th … so that at most ten are labelled, fewer on a
 * narrow plot.
 * @param width of the plot, in pixels
 */
export function epochTicks(
  totalSteps: number,
  { stepsPerEpoch, width }: { readonly stepsPerEpoch: number; readonly width: number },
): readonly { epoch: number; step: number }[] {
  if (stepsPerEpoch < 1) return [];
  const epochs = Math.floor(totalSteps / stepsPerEpoch);
  const most = Math.min(10, Math.max(1, Math.floor(width / epochRoom)));
  const power = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, epochs / most))));
  const every = [1, 2, 5, 10].map((step) => step * power).find((step) => epochs / step <= most) ?? 10 * power;
  return Array.from({ length: Math.floor(epochs / every) + 1 }, (_, i) => ({
    epoch: i * every,
    step: i * every * stepsPerEpoch,
  }));
}

/** The candidate nearest to a step; undefined without any. */
export function nearest(steps: readonly number[], step: number): number | undefined {
  return steps.reduce<number | undefined>(
    (best, candidate) =>
      best === undefined || Math.abs(candidate - step) < Math.abs(best - step) ? candidate : best,
    undefined,
  );
}

/** The step that a key leads to among ascending steps; undefined for a key that leads nowhere. */
export function stepped(
  command: KeyCommand<'chart'> | null,
  steps: readonly number[],
  step: number,
): number | undefined {
  const far = Math.ceil(steps.length / 10);
  const next = steps.findIndex((candidate) => candidate > step);
  const before = steps.findLastIndex((candidate) => candidate < step);
  switch (command) {
    case 'forth':
      return steps[next] ?? steps.at(-1);
    case 'back':
      return steps[before] ?? steps[0];
    case 'farForth':
      return next < 0 ? steps.at(-1) : steps[Math.min(next + far - 1, steps.length - 1)];
    case 'farBack':
      return steps[Math.max(before - far + 1, 0)];
    case 'first':
      return steps[0];
    case 'last':
      return steps.at(-1);
    case null:
      return undefined;
  }
}
