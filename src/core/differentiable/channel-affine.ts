import * as tf from '../tf';
import type { Tensor1D, Tensor4D } from '../tf';

/**
 * scale · x + shift per channel, with ReLU on request: a 1×1 depthwise convolution, which every backend does
 * in a single pass over the data (a broadcast multiply and add are two, and slower each).
 * @param values [B, H, W, C]
 * @param scale [C]
 * @param shift [C]
 */
export function channelAffine(
  values: Tensor4D,
  scale: Tensor1D,
  shift: Tensor1D,
  activation: 'linear' | 'relu' = 'linear',
): Tensor4D {
  return tf.tidy(() =>
    tf.fused.depthwiseConv2d({
      x: values,
      filter: tf.reshape(scale, [1, 1, scale.size, 1]),
      strides: 1,
      pad: 'valid',
      bias: shift,
      activation,
    }),
  );
}
