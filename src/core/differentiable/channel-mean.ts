import * as tf from '../tf';
import type { Tensor4D } from '../tf';
import type { Layer } from './differentiable';

/** The mean over C channels, in each of three: [B, h, w, C] → [B, h, w, 3]. With one channel it is three copies. */
export const channelMean: Layer = (input) => {
  const channels = input.shape[3];
  const value = spread(input, 3, 1 / channels);
  return {
    value,
    statistics: {},
    pullback: (gradient) => ({ input: spread(gradient, channels, 1 / channels), parameters: {} }),
    dispose: () => value.dispose(),
  };
};

/** Σ over the channels times `factor`, in each of `outputs` channels: a 1×1 convolution, one pass over the data. */
function spread(values: Tensor4D, outputs: number, factor: number): Tensor4D {
  return tf.tidy(() => {
    const filter: Tensor4D = tf.fill([1, 1, values.shape[3], outputs], factor);
    return tf.conv2d(values, filter, 1, 'valid');
  });
}
