import { bin } from 'd3-array';
import { scaleLinear, type ScaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';

/** Places of guesses and answers, without a component in sight. */

export type Scale = ScaleLinear<number, number>;

/** Rounded so that a hand can set it: about a hundred places between the ends, at 1, 2 or 5 of some power of ten. */
export function stepOf(low: number, high: number): number {
  const wanted = (high - low) / 100;
  const power = 10 ** Math.floor(Math.log10(wanted));
  const step = [5, 2, 1].map((digit) => digit * power).find((one) => one <= wanted * 1.0001) ?? power;
  // as it is written, without what binary fractions leave over
  return Number(step.toPrecision(1));
}

/** The value at the nearest step, within the ends. */
export function snapped(value: number, [low, high]: readonly [number, number]): number {
  const step = stepOf(low, high);
  const steps = Math.round((value - low) / step);
  return Number(Math.min(high, Math.max(low, low + steps * step)).toPrecision(12));
}

/** The scale that was answered on, widened where the answer lies outside. */
export function domainOf(
  [low, high]: readonly [number, number],
  values: readonly number[],
): readonly [number, number] {
  if (values.every((value) => value >= low && value <= high)) return [low, high];
  const [from, to] = scaleLinear([Math.min(low, ...values), Math.max(high, ...values)], [0, 1])
    .nice(6)
    .domain();
  return [from!, to!];
}

export interface Stack {
  /** middle of its stretch of the scale */
  readonly value: number;
  readonly count: number;
}

/** Guesses that lie together, in at most `most` stretches of the scale. */
export function stacksOf(
  values: readonly number[],
  { domain: [low, high], most }: { readonly domain: readonly [number, number]; readonly most: number },
): readonly Stack[] {
  const width = (high - low) / most;
  const edges = Array.from({ length: most - 1 }, (_, i) => low + (i + 1) * width);
  return bin<number, number>()
    .domain([low, high])
    .thresholds(edges)(values)
    .flatMap((some) => {
      if (some.length === 0) return [];
      return [{ value: (some.x0! + some.x1!) / 2, count: some.length }];
    });
}

/** A curve with a value at each column; columns that are not drawn yet leave it open. */
export function curvePath(values: readonly (number | null)[], x: Scale, y: Scale): string {
  const path = line<number | null>(
    (_, column) => x(column),
    (value) => y(value ?? 0),
  )
    .defined((value) => value !== null)
    .digits(1);
  return path(values as (number | null)[]) ?? '';
}

/** What lies between two curves: the gap, or a band round the measured one. */
export function betweenPath(
  lower: readonly number[],
  upper: readonly number[],
  { x, y }: { readonly x: Scale; readonly y: Scale },
): string {
  const path = area<number>()
    .x((_, column) => x(column))
    .y0((_, column) => y(lower[column]!))
    .y1((value) => y(value))
    .digits(1);
  return path(upper as number[]) ?? '';
}

/** The column nearest to a horizontal place. */
export function columnAt(place: number, { x, count }: { readonly x: Scale; readonly count: number }): number {
  return Math.min(count - 1, Math.max(0, Math.round(x.invert(place))));
}

interface Stroke {
  readonly column: number;
  readonly value: number;
}

/** The curve after a stroke: every column between the last place of the hand and this one is drawn, straight. */
export function drawn(
  values: readonly (number | null)[],
  from: Stroke | null,
  to: Stroke,
): readonly (number | null)[] {
  const start = from ?? to;
  const [low, high] = [Math.min(start.column, to.column), Math.max(start.column, to.column)];
  return values.map((value, column) => {
    if (column < low || column > high) return value;
    if (column === to.column || start.column === to.column) return to.value;
    const share = (column - start.column) / (to.column - start.column);
    return start.value + share * (to.value - start.value);
  });
}

/** Labels that keep apart: those that would touch move away from each other, in their order. */
export function columnLabels(columns: readonly number[], most: number): readonly number[] {
  const every = Math.max(1, Math.ceil(columns.length / most));
  return columns.flatMap((_, i) => (i % every === 0 || i === columns.length - 1 ? [i] : []));
}
