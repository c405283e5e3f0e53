import { runOperation } from '../kernels/operation';
import * as tf from '../tf';
import type { Tensor1D, Tensor4D } from '../tf';
import { weightGradient } from './convolution-weight-gradient';
import type { Layer } from './differentiable';
import { sumOverPixels } from './sums';

export interface Convolution {
  readonly weight: { readonly name: string; readonly value: Tensor4D };
  readonly bias: { readonly name: string; readonly value: Tensor1D };
  /**
   * Ahead of a BatchNorm that uses batch statistics the bias cancels out, and its gradient is zero in exact
   * arithmetic. We return that zero. Summing it up instead gives rounding noise of 1e-8, which Adam, dividing
   * by its own size, would turn into full steps in random directions.
   */
  readonly cancelledBias: boolean;
}

/**
 * 3×3 convolution, stride 1, zero padding 1, with bias: [B, H, W, in] → [B, H, W, out].
 * Its way back is made of forward kernels: the input's gradient is the convolution with the filter turned
 * by 180° and its channels exchanged; for the weight's see convolution-weight-gradient.ts.
 */
export function convolution({ weight, bias, cancelledBias }: Convolution): Layer {
  return (input, { inputGradient }) => {
    const value = tf.fused.conv2d({
      x: input,
      filter: weight.value,
      strides: 1,
      pad: 'same',
      bias: bias.value,
    });
    return {
      value,
      statistics: {},
      pullback: (gradient) => ({
        input: inputGradient ? turnedConvolution(gradient, weight.value) : null,
        parameters: {
          [weight.name]: runOperation(weightGradient, { x: input, dy: gradient }, {}),
          [bias.name]: cancelledBias ? tf.fill(bias.value.shape, 0) : sumOverPixels(gradient),
        },
      }),
      dispose: () => value.dispose(),
    };
  };
}

function turnedConvolution(gradient: Tensor4D, weight: Tensor4D): Tensor4D {
  return tf.tidy(() => {
    const turned = tf.transpose(tf.reverse(weight, [0, 1]), [0, 1, 3, 2]);
    return tf.conv2d(gradient, turned, 1, 'same');
  });
}
