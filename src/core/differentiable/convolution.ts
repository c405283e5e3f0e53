import { runOperation, type Operation } from '../kernels/operation';
import { zeros } from '../kernels/zeros';
import * as tf from '../tf';
import type { Tensor1D, Tensor4D } from '../tf';
import { weightGradient } from './convolution-weight-gradient';
import type { Layer } from './differentiable';
import { channelSums } from './sums';

export interface Convolution {
  readonly weight: { readonly name: string; readonly value: Tensor4D };
  readonly bias: { readonly name: string; readonly value: Tensor1D };
  /**
   * Ahead of a BatchNorm that uses batch statistics the bias cancels out, and its gradient is zero in exact
   * arithmetic. We return that zero. Summing it up instead gives rounding noise of 1e-8, which Adam, dividing
   * by its own size, would turn into full steps in random directions.
   */
  readonly cancelledBias: boolean;
  /** the gradient by the input may take the input's place, where a backend can do that: nobody reads it afterwards */
  readonly over?: boolean;
}

/**
 * 3×3 convolution, stride 1, zero padding 1, with bias: [B, H, W, in] → [B, H, W, out].
 * For the weight's gradient see convolution-weight-gradient.ts.
 */
export function convolution({ weight, bias, cancelledBias, over = false }: Convolution): Layer {
  return (input, { inputGradient }) => {
    const value = runOperation(convolve, { x: input, weight: weight.value, bias: bias.value }, {});
    return {
      value,
      statistics: {},
      pullback(gradient) {
        // first: it reads the input
        const byWeight = runOperation(weightGradient, { x: input, dy: gradient }, {});
        const back = { dy: gradient, weight: weight.value, place: over ? input : null };
        return {
          input: inputGradient ? runOperation(convolveBack, back, {}) : null,
          parameters: {
            [weight.name]: byWeight,
            [bias.name]: cancelledBias
              ? zeros<Tensor1D>(bias.value.shape)
              : runOperation(channelSums, { x: gradient }, {}),
          },
        };
      },
      dispose: () => value.dispose(),
    };
  };
}

interface ConvolveInputs {
  /** [B, H, W, in] */
  readonly x: Tensor4D;
  /** [3, 3, in, out] */
  readonly weight: Tensor4D;
  /** [out] */
  readonly bias: Tensor1D;
}

/** [B, H, W, out] */
export const convolve: Operation<ConvolveInputs, object, Tensor4D> = {
  kernel: 'SmmConvolution',
  portable: ({ x, weight, bias }) => tf.fused.conv2d({ x, filter: weight, strides: 1, pad: 'same', bias }),
};

interface ConvolveBackInputs {
  /** [B, H, W, out] */
  readonly dy: Tensor4D;
  /** [3, 3, in, out] */
  readonly weight: Tensor4D;
  /** whose place the result may take [B, H, W, in]; its values are not read */
  readonly place: Tensor4D | null;
}

/** ∂loss/∂x [B, H, W, in]: the convolution with the filter turned by 180° and its channels exchanged. */
export const convolveBack: Operation<ConvolveBackInputs, object, Tensor4D> = {
  kernel: 'SmmConvolutionBack',
  portable: ({ dy, weight }) =>
    tf.conv2d(dy, tf.transpose(tf.reverse(weight, [0, 1]), [0, 1, 3, 2]), 1, 'same'),
};
