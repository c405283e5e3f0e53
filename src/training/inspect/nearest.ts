/** The k nearest neighbours of every point, exactly: what a layout is made of should not hang on chance. */

export interface Neighbours {
  readonly k: number;
  /** [N, k], the point itself first, then by distance */
  readonly indices: Int32Array;
  /** [N, k], Euclidean */
  readonly distances: Float64Array;
}

/** Coordinates that are added up before looking whether it is far enough already. */
const STRETCH = 16;

/**
 * Yields how far it is, 0..1. Fastest where the first coordinates vary most, as principal components do.
 * @param points [N, width]
 */
export function* nearest(
  points: Float32Array,
  { width, k }: { readonly width: number; readonly k: number },
): Generator<number, Neighbours> {
  const count = points.length / width;
  const indices = new Int32Array(count * k).fill(-1);
  const squares = new Float64Array(count * k).fill(Infinity);
  for (let point = 0; point < count; point++) {
    indices[point * k] = point;
    squares[point * k] = 0;
  }
  const insert = (point: number, other: number, square: number): void => {
    const first = point * k;
    let place = first + k - 1;
    for (; place > first + 1 && squares[place - 1]! > square; place--) {
      squares[place] = squares[place - 1]!;
      indices[place] = indices[place - 1]!;
    }
    squares[place] = square;
    indices[place] = other;
  };
  for (let point = 0; point < count; point++) {
    for (let other = 0; other < point; other++) {
      const enough = Math.max(squares[point * k + k - 1]!, squares[other * k + k - 1]!);
      const square = squareUpTo(points, { from: point * width, to: other * width, width, enough });
      if (square < squares[point * k + k - 1]!) insert(point, other, square);
      if (square < squares[other * k + k - 1]!) insert(other, point, square);
    }
    if (point % 64 === 63) yield (point / count) ** 2;
  }
  return { k, indices, distances: squares.map(Math.sqrt) };
}

/** The squared distance of two rows, or some number that is at least `enough`. */
function squareUpTo(
  points: Float32Array,
  at: { readonly from: number; readonly to: number; readonly width: number; readonly enough: number },
): number {
  const { from, to, width, enough } = at;
  let sum = 0;
  for (let start = 0; start < width; start += STRETCH) {
    const end = Math.min(start + STRETCH, width);
    for (let column = start; column < end; column++) {
      const difference = points[from + column]! - points[to + column]!;
      sum += difference * difference;
    }
    if (sum >= enough) return sum;
  }
  return sum;
}

/** Which part of each point's neighbours it shares in two spaces, on average, itself left out; 0..1. */
export function sharedNeighbours(one: Neighbours, other: Neighbours): number {
  const { k } = one;
  const count = one.indices.length / k;
  let shared = 0;
  for (let point = 0; point < count; point++) {
    const known = new Set(one.indices.subarray(point * k + 1, (point + 1) * k));
    for (let place = 1; place < k; place++) if (known.has(other.indices[point * k + place]!)) shared++;
  }
  return shared / (count * (k - 1));
}
