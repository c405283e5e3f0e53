import { mean, median, quantile, tickStep } from 'd3-array';
import { scaleLinear, type ScaleLinear } from 'd3-scale';

/** How much the loss of each picture changed, in bars. All sides share their edges. */

export interface Bar {
  /** nats; −∞ and ∞ where the bar takes in all that lies beyond the axis */
  readonly from: number;
  readonly to: number;
  /** where it is drawn */
  readonly left: number;
  readonly right: number;
  /** numbers of the pictures, by their change */
  readonly indices: readonly number[];
}

/** Parts of the pictures at either end that are gathered in one bar each. */
const tail = 0.005;
const fewest = 45;

/** Edges in nats that hold zero, so that no bar is better and worse at once. */
export function barEdges(sides: readonly Float32Array[]): number[] {
  const all = Float32Array.from(sides.flatMap((side) => Array.from(side))).sort();
  const [low, high] = [Math.min(0, quantile(all, tail) ?? 0), Math.max(0, quantile(all, 1 - tail) ?? 0)];
  const step = high > low ? tickStep(low, high, fewest) : 0.1;
  const [first, last] = [Math.min(-1, Math.floor(low / step)), Math.max(1, Math.ceil(high / step))];
  // from whole numbers: sums of a step drift
  return Array.from({ length: last - first + 1 }, (_, at) => rounded((first + at) * step));
}

export function barsOf(changes: Float32Array, edges: readonly number[]): Bar[] {
  const order = Array.from(changes.keys()).sort((a, b) => changes[a]! - changes[b]! || a - b);
  const count = edges.length - 1;
  const inside: number[][] = Array.from({ length: count }, () => []);
  let bar = 0;
  for (const index of order) {
    // what did not change at all is not worse
    while (bar < count - 1 && changes[index]! > edges[bar + 1]!) bar++;
    inside[bar]!.push(index);
  }
  return inside.map((indices, at) => {
    const [left, right] = [edges[at]!, edges[at + 1]!];
    const open = (beyond: boolean) => beyond && indices.length > 0;
    const below = open(at === 0 && changes[indices[0]!]! < left);
    const above = open(at === count - 1 && changes[indices.at(-1)!]! > right);
    return { from: below ? -Infinity : left, to: above ? Infinity : right, left, right, indices };
  });
}

export interface Facts {
  readonly count: number;
  /** pictures whose loss rose */
  readonly worse: number;
  readonly mean: number;
  readonly median: number;
}

export function factsOf(changes: Float32Array): Facts {
  return {
    count: changes.length,
    worse: changes.reduce((sum, change) => sum + Number(change > 0), 0),
    mean: mean(changes) ?? 0,
    median: median(changes) ?? 0,
  };
}

export const margin = { top: 24, bottom: 30, left: 36, right: 12, between: 18 };

export interface Plot {
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleLinear<number, number>;
  /** of one side; the next stands below */
  readonly height: number;
}

export function plotOf(
  sides: readonly (readonly Bar[])[],
  { width, height }: { readonly width: number; readonly height: number },
): Plot {
  const bars = sides.flat();
  const [first, last] = [sides[0]?.[0]?.left ?? 0, sides[0]?.at(-1)?.right ?? 1];
  const most = Math.max(1, ...bars.map(({ indices }) => indices.length));
  const rows = Math.max(1, sides.length);
  const room = (height - margin.top - margin.bottom - margin.between * (rows - 1)) / rows;
  return {
    x: scaleLinear([first, last], [margin.left, width - margin.right]),
    y: scaleLinear([0, most], [room, 0]).nice(3),
    height: room,
  };
}

/** Where a key leads among bars: past the empty ones; null for a key that leads nowhere. */
export function nextBar(key: string, bars: readonly Bar[], at: number): number | null {
  const full = bars.flatMap(({ indices }, bar) => (indices.length > 0 ? [bar] : []));
  switch (key) {
    case 'ArrowRight':
      return full.find((bar) => bar > at) ?? null;
    case 'ArrowLeft':
      return full.findLast((bar) => bar < at) ?? null;
    case 'Home':
      return full[0] ?? null;
    case 'End':
      return full.at(-1) ?? null;
    default:
      return null;
  }
}

function rounded(value: number): number {
  return Number(value.toPrecision(12));
}
