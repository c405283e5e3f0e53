/**
 * One axis of an interpolation as a matrix A [side, coarse] in plain numbers: row i says which coarse values pixel i
 * is made of. The whole interpolation is m = A g Aᵀ, its exact adjoint ∂g = Aᵀ ∂m A, on every backend alike.
 */
export type AxisWeights = (axis: Axis) => Float32Array<ArrayBuffer>;

export interface Axis {
  /** values before, h = ⌊side / patch⌋ */
  readonly coarse: number;
  /** values after, H */
  readonly side: number;
  /** p */
  readonly patch: number;
}

/** Row i of A has its one at min(⌊i / p⌋, h − 1): the last patch takes what is left over (paper.md A.7). */
export const patchWise: AxisWeights = (axis) =>
  weights(axis, (i) => [[Math.min(Math.floor(i / axis.patch), axis.coarse - 1), 1]]);

/** Row i of A has its one at ⌊i h / H⌋. */
export const nearest: AxisWeights = (axis) =>
  weights(axis, (i) => [[Math.floor((i * axis.coarse) / axis.side), 1]]);

/** Two taps at half-pixel centres; beyond the outermost centres the outermost value. */
export const bilinear: AxisWeights = (axis) =>
  weights(axis, (i) => {
    const at = Math.min(Math.max(centre(i, axis), 0), axis.coarse - 1);
    const before = Math.floor(at);
    const after = Math.min(before + 1, axis.coarse - 1);
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
      const index = Math.min(Math.max(before + offset, 0), axis.coarse - 1);
      return [index, keys(at - (before + offset))];
    });
  });

type Tap = readonly [index: number, weight: number];

function weights(
  { coarse, side }: Axis,
  tapsOf: (pixel: number) => readonly Tap[],
): Float32Array<ArrayBuffer> {
  const matrix = new Float32Array(side * coarse);
  for (let pixel = 0; pixel < side; pixel++) {
    for (const [index, weight] of tapsOf(pixel)) matrix[pixel * coarse + index]! += weight;
  }
  return matrix;
}

/** Where the centre of a pixel lies between the centres of coarse values. */
function centre(pixel: number, { coarse, side }: Axis): number {
  return ((pixel + 0.5) * coarse) / side - 0.5;
}

/** Keys' kernel with a = −0.75, PyTorch's choice. */
function keys(distance: number): number {
  const a = -0.75;
  const x = Math.abs(distance);
  if (x <= 1) return ((a + 2) * x - (a + 3)) * x * x + 1;
  if (x < 2) return ((a * x - 5 * a) * x + 8 * a) * x - 4 * a;
  return 0;
}
