import { bisector, extent, quantile } from 'd3-array';
import { scaleLinear, scaleLog, type ScaleContinuousNumeric } from 'd3-scale';
import { area, line } from 'd3-shape';
import type { MeanPoint, SeedCurve } from '../../data/curve-family';

/** Scales and paths for families of curves, without a component in sight. */

export type Scale = ScaleContinuousNumeric<number, number>;

export const margin = { top: 8, right: 10, bottom: 24, left: 46 };

/** Most variants that can be told apart on one chart. */
export const familyLimit = 8;

/** Most points of one line: a screen has no room for more. */
const pointLimit = 600;

export interface Size {
  readonly width: number;
  readonly height: number;
}

export function stepScale(last: number, { width }: Size): Scale {
  return scaleLinear([0, Math.max(1, last)], [margin.left, width - margin.right]);
}

/** A linear axis spans at least this much: what varies less is shown as flat, and its ticks stay apart as they are written. */
const leastSpan = 0.01;

/** @param form logarithmic only where all is above zero */
export function valueScale(
  [low, high]: readonly [number, number],
  { height }: Size,
  form: 'linear' | 'log',
): Scale {
  const range = [height - margin.bottom, margin.top];
  if (form === 'log' && low > 0) return scaleLog([low, Math.max(high, low * 1.01)], range);
  const missing = Math.max(0, leastSpan - (high - low));
  return scaleLinear([low - missing / 2, high + missing / 2], range).nice(5);
}

/** Whole steps to label: at most one for each 110 pixels. */
export function stepTicks(scale: Scale, { width }: Pick<Size, 'width'>): readonly number[] {
  return scale.ticks(Math.max(2, Math.floor(width / 110))).filter(Number.isInteger);
}

/** All but the strayest hundredth of what is drawn, so that one bad first batch does not flatten the rest. */
export function valueDomain(
  families: readonly { readonly mean: readonly MeanPoint[] }[],
): readonly [number, number] {
  const values = families.flatMap(({ mean }) =>
    mean.flatMap(({ y, deviation }) => [y - (deviation ?? 0), y + (deviation ?? 0)]),
  );
  const sorted = values.filter(Number.isFinite);
  return [quantile(sorted, 0.005) ?? 0, quantile(sorted, 0.995) ?? 1];
}

/** A log axis has a tick at 1, 2 and 5 of each power of ten. */
export function valueTicks(scale: Scale, form: 'linear' | 'log'): readonly number[] {
  if (form === 'linear') return scale.ticks(5);
  const marks = scale.ticks().filter((value) => /^[125](e|\.0*e)/.test(value.toExponential()));
  if (marks.length >= 3) return marks;
  // within less than a decade round numbers read better
  const [low = 1, high = 10] = scale.domain();
  return scaleLinear()
    .domain([low, high])
    .ticks(5)
    .filter((value) => value > 0);
}

export function meanPath(mean: readonly MeanPoint[], x: Scale, y: Scale): string {
  const draw = line<MeanPoint>(
    (point) => x(point.x),
    (point) => y(point.y),
  )
    .defined((point) => Number.isFinite(y(point.y)))
    .digits(1);
  return draw(thinned(mean) as MeanPoint[]) ?? '';
}

/** ± one standard deviation; empty for a single seed. */
export function bandPath(mean: readonly MeanPoint[], x: Scale, y: Scale): string {
  const bottom = Math.max(...y.range());
  const inside = (value: number) => (Number.isFinite(y(value)) ? y(value) : bottom);
  const draw = area<MeanPoint>()
    .x((point) => x(point.x))
    .y0(({ y: value, deviation }) => inside(value - deviation!))
    .y1(({ y: value, deviation }) => inside(value + deviation!))
    .defined(({ deviation }) => deviation !== null)
    .digits(1);
  return draw(thinned(mean) as MeanPoint[]) ?? '';
}

export function seedPath({ x: steps, y: values }: SeedCurve, x: Scale, y: Scale): string {
  const points = Array.from({ length: steps.length }, (_, i) => ({
    x: steps[i]!,
    y: values[i]!,
    deviation: null,
  }));
  return meanPath(points, x, y);
}

function thinned<Point>(points: readonly Point[]): readonly Point[] {
  if (points.length <= pointLimit) return points;
  const stride = Math.ceil(points.length / pointLimit);
  return points.filter((_, i) => i % stride === 0 || i === points.length - 1);
}

const byStep = bisector(({ x }: MeanPoint) => x);

/** What was last measured at a step; null before the first. */
export function pointAt(mean: readonly MeanPoint[], step: number): MeanPoint | null {
  return mean[byStep.right(mean, step) - 1] ?? null;
}

/** The last step of anything on the chart. */
export function lastStep(families: readonly { readonly curves: readonly SeedCurve[] }[]): number {
  const ends = families.flatMap(({ curves }) => curves.map(({ x }) => x[x.length - 1] ?? 0));
  return extent(ends)[1] ?? 0;
}
