import type { SurveyLayout } from '../../data/layout';

/** Points of a layout on the screen: one scale for all sides, so that a move is the same length on each. */

export interface Plane {
  readonly width: number;
  readonly height: number;
  /** of each side [count · 2], CSS pixels */
  readonly sides: readonly Float32Array[];
}

const padding = 18;
/** Between two sides, and the least width of one, in CSS pixels. */
const between = 12;
const narrowest = 240;

/** How large each of some sides is where they share a place; where it is narrow they stand under each other. */
export function paneExtent(
  { width, tallest = 460 }: { readonly width: number; readonly tallest?: number },
  count: number,
): { width: number; height: number } {
  const columns = Math.max(1, Math.min(count, Math.floor((width + between) / (narrowest + between))));
  const own = Math.floor((width - between * (columns - 1)) / columns);
  return { width: own, height: Math.round(Math.min(own, tallest)) };
}

/** As large as it fits, both axes alike: distances mean little, but not more along one of them. */
export function planeOf(
  { count, sides, positions }: SurveyLayout,
  { width, height }: { readonly width: number; readonly height: number },
): Plane {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let at = 0; at < positions.length; at += 2) {
    left = Math.min(left, positions[at]!);
    right = Math.max(right, positions[at]!);
    top = Math.min(top, positions[at + 1]!);
    bottom = Math.max(bottom, positions[at + 1]!);
  }
  const scale = Math.min(
    (width - 2 * padding) / Math.max(right - left, 1e-6),
    (height - 2 * padding) / Math.max(bottom - top, 1e-6),
  );
  const [x, y] = [(width - scale * (left + right)) / 2, (height - scale * (top + bottom)) / 2];
  const placed = positions.map((value, at) => value * scale + (at % 2 === 0 ? x : y));
  return {
    width,
    height,
    sides: Array.from({ length: sides }, (_, side) =>
      placed.subarray(side * count * 2, (side + 1) * count * 2),
    ),
  };
}

export interface Spot {
  readonly x: number;
  readonly y: number;
}

export function spotOf(points: Float32Array, index: number): Spot {
  return { x: points[index * 2]!, y: points[index * 2 + 1]! };
}

/** The point nearest to a spot within a reach; null where there is none. */
export function pointNear(points: Float32Array, { x, y }: Spot, reach: number): number | null {
  let [found, least] = [null as number | null, reach ** 2];
  for (let index = 0; index < points.length / 2; index++) {
    const square = (points[index * 2]! - x) ** 2 + (points[index * 2 + 1]! - y) ** 2;
    if (square <= least) [found, least] = [index, square];
  }
  return found;
}

const ways: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
};

/**
 * The nearest point in a direction: what lies aside counts double, and beyond 45° nothing counts. Null for another
 * key, or where there is none.
 */
export function pointTowards(points: Float32Array, from: number, key: string): number | null {
  const way = ways[key];
  if (!way) return null;
  const { x, y } = spotOf(points, from);
  let [found, least] = [null as number | null, Infinity];
  for (let index = 0; index < points.length / 2; index++) {
    const [dx, dy] = [points[index * 2]! - x, points[index * 2 + 1]! - y];
    const [ahead, aside] = [dx * way[0] + dy * way[1], Math.abs(dx * way[1]) + Math.abs(dy * way[0])];
    if (ahead <= 0 || aside > ahead) continue;
    const cost = ahead + 2 * aside;
    if (cost < least) [found, least] = [index, cost];
  }
  return found;
}

/** The n points nearest to one, itself first; ties by number. */
export function pointsAround(points: Float32Array, index: number, count: number): number[] {
  const { x, y } = spotOf(points, index);
  const square = (at: number) => (points[at * 2]! - x) ** 2 + (points[at * 2 + 1]! - y) ** 2;
  return Array.from({ length: points.length / 2 }, (_, at) => at)
    .sort((a, b) => square(a) - square(b) || a - b)
    .slice(0, count);
}

/** Points inside a closed course, by the even-odd rule. */
export function pointsInside(points: Float32Array, course: readonly Spot[]): number[] {
  const inside: number[] = [];
  for (let index = 0; index < points.length / 2; index++) {
    if (isInside(spotOf(points, index), course)) inside.push(index);
  }
  return inside;
}

function isInside({ x, y }: Spot, course: readonly Spot[]): boolean {
  let odd = false;
  course.forEach((to, at) => {
    const from = course.at(at - 1)!;
    if (from.y > y === to.y > y) return;
    if (x < ((to.x - from.x) * (y - from.y)) / (to.y - from.y) + from.x) odd = !odd;
  });
  return odd;
}

export interface ClassName extends Spot {
  readonly label: number;
}

/** Between two names. */
const line = 13;

/** Where the classes' names stand: at the median of their points, pushed down where they would lie over each other. */
export function classNames(
  points: Float32Array,
  labels: ArrayLike<number>,
  { classes, width, height }: { readonly classes: number; readonly width: number; readonly height: number },
): ClassName[] {
  const names = Array.from({ length: classes }, (_, label) => {
    const own = Array.from(labels, (one, index) => (one === label ? index : -1)).filter((i) => i >= 0);
    if (own.length === 0) return [];
    const median = (axis: 0 | 1) => {
      const sorted = own.map((index) => points[index * 2 + axis]!).sort((a, b) => a - b);
      return sorted[sorted.length >> 1]!;
    };
    return [{ label, x: Math.min(Math.max(median(0), 30), width - 30), y: median(1) }];
  }).flat();
  const placed: ClassName[] = [];
  for (const name of names.sort((a, b) => a.y - b.y)) {
    let { y } = name;
    for (const other of placed) {
      if (Math.abs(other.x - name.x) < 56 && Math.abs(other.y - y) < line) y = other.y + line;
    }
    placed.push({ ...name, y: Math.min(y, height - 8) });
  }
  return placed;
}
