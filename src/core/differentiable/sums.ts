/**
 * Sums over leading axes, as averages over long thin windows.
 *
 * A stock `sum` over leading axes transposes the whole tensor first, and a product with a row of ones repacks
 * it; an average pool reads it once, on every backend. One axis at a time keeps each chain of additions short,
 * which is what keeps float32 accurate.
 */
import type { Operation } from '../kernels/operation';
import * as tf from '../tf';
import type { Tensor1D, Tensor4D } from '../tf';

/** Σ over the batch: [B, H, W, C] → [1, H, W, C] */
export function sumOverBatch(values: Tensor4D): Tensor4D {
  return tf.tidy(() => {
    const [batch, height, width, channels] = values.shape;
    const mean = meanOfRows(tf.reshape(values, [1, batch, height, width * channels]));
    return tf.mul(tf.reshape(mean, [1, height, width, channels]), batch);
  });
}

/** The same, by one pass where the backend has one. */
export const batchSums: Operation<{ readonly x: Tensor4D }, object, Tensor4D> = {
  kernel: 'SmmBatchSums',
  portable: ({ x }) => sumOverBatch(x),
};

/** Mean over batch and pixels: [B, H, W, C] → [C] */
export function meanOverPixels(values: Tensor4D): Tensor1D {
  return tf.tidy(() => {
    const [batch, height, width, channels] = values.shape;
    const image = meanOfRows(tf.reshape(values, [1, batch, height, width * channels]));
    const row = meanOfRows(tf.reshape(image, [1, height, width, channels]));
    const pixel = meanOfRows(tf.reshape(row, [1, width, 1, channels]));
    return tf.reshape(pixel, [channels]);
  });
}

/** Σ over batch and pixels: [B, H, W, C] → [C] */
export function sumOverPixels(values: Tensor4D): Tensor1D {
  return tf.tidy(() => tf.mul(meanOverPixels(values), values.size / values.shape[3]));
}

/** The same, by one pass where the backend has one. */
export const channelSums: Operation<{ readonly x: Tensor4D }, object, Tensor1D> = {
  kernel: 'SmmChannelSums',
  portable: ({ x }) => sumOverPixels(x),
};

/** [1, n, columns, C] → [1, 1, columns, C] */
function meanOfRows(values: Tensor4D): Tensor4D {
  return tf.avgPool(values, [values.shape[1], 1], 1, 'valid');
}
