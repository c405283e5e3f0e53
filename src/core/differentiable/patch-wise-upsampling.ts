import * as tf from '../tf';
import type { Tensor4D } from '../tf';
import type { Differentiable } from './differentiable';

/**
 * Patch-wise upsampling U_p (eq. 3): full[i, j] = coarse[min(⌊i/p⌋, h−1), min(⌊j/p⌋, w−1)].
 * Every coarse value fills a p × p block; where p does not divide the side, the last row and column fill the
 * strip that is left over as well. Its adjoint is the sum over each block ("needs no backpropagation" in the
 * paper means no arithmetic, not a stopped gradient: φ would never learn).
 *
 * @param coarse [B, h, w, C]
 * @param options.side H = W, at least h · p and less than (h + 1) · p
 */
export function patchWiseUpsampling(
  coarse: Tensor4D,
  { side, patch }: { readonly side: number; readonly patch: number },
): Differentiable<Tensor4D> {
  const value = tf.tidy(() => repeatBlocks(coarse, { side, patch }));
  return {
    value,
    pullback: (gradient) => tf.tidy(() => sumOverBlocks(gradient, coarse.shape, patch)),
    dispose: () => value.dispose(),
  };
}

/** [B, h, w, C] → [B, H, W, C] */
export function repeatBlocks(
  coarse: Tensor4D,
  { side, patch }: { readonly side: number; readonly patch: number },
): Tensor4D {
  const [batch, height, width, channels] = coarse.shape;
  if (patch === 1) return coarse.clone();
  if (height * patch === side) return repeat(coarse, patch);
  const lastRow = tf.slice(coarse, [0, height - 1, 0, 0], [batch, 1, width, channels]);
  const taller: Tensor4D = tf.concat([coarse, lastRow], 1);
  const lastColumn = tf.slice(taller, [0, 0, width - 1, 0], [batch, height + 1, 1, channels]);
  const covering = repeat(tf.concat([taller, lastColumn], 2), patch);
  return tf.slice(covering, [0, 0, 0, 0], [batch, side, side, channels]);
}

/** Exact for whole factors on every backend (paper.md A.7). */
function repeat(coarse: Tensor4D, patch: number): Tensor4D {
  const [, height, width] = coarse.shape;
  return tf.image.resizeNearestNeighbor(coarse, [height * patch, width * patch]);
}

/** Its adjoint, [B, H, W, C] → `coarse` */
export function sumOverBlocks(gradient: Tensor4D, coarse: Tensor4D['shape'], patch: number): Tensor4D {
  const [batch, height, width, channels] = coarse;
  const side = gradient.shape[1];
  if (patch === 1) return gradient.clone();
  if (height * patch === side) return blockSums(gradient, patch);
  const beyond: [number, number] = [0, (height + 1) * patch - side];
  const sums = blockSums(tf.pad(gradient, [[0, 0], beyond, beyond, [0, 0]]), patch);
  const rows = foldLast(sums, 1, [batch, height, width + 1, channels]);
  return foldLast(rows, 2, coarse);
}

function blockSums(values: Tensor4D, patch: number): Tensor4D {
  return tf.mul(tf.avgPool(values, patch, patch, 'valid'), patch * patch);
}

/** Adds the last row (axis 1) or column (axis 2) to the one before it. */
function foldLast(values: Tensor4D, axis: 1 | 2, shape: Tensor4D['shape']): Tensor4D {
  const begin: [number, number, number, number] = [0, 0, 0, 0];
  begin[axis] = shape[axis];
  const size: [number, number, number, number] = [...shape];
  size[axis] = 1;
  const toLast: [number, number][] = shape.map((_, index) =>
    index === axis ? [shape[axis] - 1, 0] : [0, 0],
  );
  return tf.add(tf.slice(values, [0, 0, 0, 0], shape), tf.pad(tf.slice(values, begin, size), toLast));
}
