/**
 * One axis of an interpolation as a matrix A [to, from] in plain numbers: row i says which values the new value i is
 * made of. The whole interpolation is m = A g Aᵀ, its exact adjoint ∂g = Aᵀ ∂m A, on every backend alike.
 */
export type AxisWeights = (axis: Axis) => Float32Array<ArrayBuffer>;

export interface Axis {
  /** values before: a mask's h = ⌊H / p⌋ */
  readonly from: number;
  /** values after: H */
  readonly to: number;
  /** p */
  readonly patch: number;
}

/** Row i of A has its one at min(⌊i / p⌋, h − 1): the last patch takes what is left over (paper.md A.7). */
export const patchWise: AxisWeights = (axis) =>
  weights(axis, (i) => [[Math.min(Math.floor(i / axis.patch), axis.from - 1), 1]]);

/** Row i of A has its one at ⌊i h / H⌋. */
export const nearest: AxisWeights = (axis) =>
  weights(axis, (i) => [[Math.floor((i * axis.from) / axis.to), 1]]);

/** Two taps at half-pixel centres; beyond the outermost centres the outermost value. */
export const bilinear: AxisWeights = (axis) =>
  weights(axis, (i) => {
    const at = Math.min(Math.max(centre(i, axis), 0), axis.from - 1);
    const before = Math.floor(at);
    const after = Math.min(before + 1, axis.from - 1);
    return [
      [before, 1 - (at - before)],
      [after, at - before],
    ];
  });

/** Keys' four taps at half-pixel centres; a value beyond the border is the one at the border. */
export const bicubic: AxisWeights = (axis) =>
  weights(axis, (i) => {
    const at = centre(i, axis);
    const before = Math.floor(at);
    return [-1, 0, 1, 2].map((offset): Tap => {
      const index = Math.min(Math.max(before + offset, 0), axis.from - 1);
      return [index, keys(at - (before + offset))];
    });
  });

/** To fewer values: row i averages the values that the i-th of `to` equal parts touches, as PyTorch's area pooling. */
export function average({ from, to }: Pick<Axis, 'from' | 'to'>): Float32Array<ArrayBuffer> {
  return weights({ from, to }, (i) => {
    const start = Math.floor((i * from) / to);
    const end = Math.ceil(((i + 1) * from) / to);
    return Array.from({ length: end - start }, (_, tap): Tap => [start + tap, 1 / (end - start)]);
  });
}

type Tap = readonly [index: number, weight: number];

function weights(
  { from, to }: Pick<Axis, 'from' | 'to'>,
  tapsOf: (row: number) => readonly Tap[],
): Float32Array<ArrayBuffer> {
  const matrix = new Float32Array(to * from);
  for (let row = 0; row < to; row++) {
    for (const [index, weight] of tapsOf(row)) matrix[row * from + index]! += weight;
  }
  return matrix;
}

/** Where the centre of a pixel lies between the centres of coarse values. */
function centre(pixel: number, { from, to }: Axis): number {
  return ((pixel + 0.5) * from) / to - 0.5;
}

/** Keys' kernel with a = −0.75, PyTorch's choice. */
function keys(distance: number): number {
  const a = -0.75;
  const x = Math.abs(distance);
  if (x <= 1) return ((a + 2) * x - (a + 3)) * x * x + 1;
  if (x < 2) return ((a * x - 5 * a) * x + 8 * a) * x - 4 * a;
  return 0;
}
