import * as tf from '../tf';
import type { Tensor1D } from '../tf';
import { channelAffine } from './channel-affine';
import type { Layer } from './differentiable';
import { meanOverPixels } from './sums';

/** PyTorch's defaults (paper.md A.4). */
const EPSILON = 1e-5;
const MOMENTUM = 0.1;

export interface BatchNorm {
  /** names of γ, β and the running statistics are `<name>.weight`, `.bias`, `.running_mean`, `.running_var` */
  readonly name: string;
  /** γ [C] */
  readonly scale: Tensor1D;
  /** β [C] */
  readonly shift: Tensor1D;
  readonly runningMean: Tensor1D;
  readonly runningVariance: Tensor1D;
}

/**
 * BatchNorm on batch statistics, then ReLU: relu(γ (x − μ) / √(σ² + ε) + β), [B, H, W, C].
 *
 * With x̂ = (x − μ) / √(σ² + ε), n values per channel and g = gradient where the output is positive:
 *   ∂β = Σ g,   ∂γ = Σ g x̂,   ∂x = γ / √(σ² + ε) · (g − ∂β / n − x̂ ∂γ / n).
 * x − μ is what is kept, not x: on flat backgrounds Σ g x would drown the difference in rounding.
 */
export function batchNormRelu({ name, scale, shift, runningMean, runningVariance }: BatchNorm): Layer {
  return (input) => {
    const count = input.size / input.shape[3];
    const saved = tf.tidy(() => {
      const mean = meanOverPixels(input);
      const centred = channelAffine(input, tf.fill(mean.shape, 1), tf.neg(mean));
      const variance = meanOverPixels(tf.square(centred));
      const inverseDeviation = tf.rsqrt(tf.add(variance, EPSILON)) as Tensor1D;
      const value = channelAffine(centred, tf.mul(scale, inverseDeviation), shift, 'relu');
      const unbiased = tf.mul(variance, count / (count - 1)) as Tensor1D;
      return {
        centred,
        inverseDeviation,
        value,
        runningMean: movingAverage(runningMean, mean),
        runningVariance: movingAverage(runningVariance, unbiased),
      };
    });
    const { centred, inverseDeviation, value } = saved;
    return {
      value,
      statistics: {
        [`${name}.running_mean`]: saved.runningMean,
        [`${name}.running_var`]: saved.runningVariance,
      },
      pullback: (gradient) =>
        tf.tidy(() => {
          const passed = tf.mul(gradient, tf.step(value)) as tf.Tensor4D;
          const meanPassed = meanOverPixels(passed);
          const meanScaled = tf.mul(meanOverPixels(tf.mul(passed, centred)), inverseDeviation) as Tensor1D;
          const gain = tf.mul(scale, inverseDeviation) as Tensor1D;
          const direct = channelAffine(passed, gain, tf.neg(tf.mul(gain, meanPassed)));
          const slope = tf.neg(tf.mul(tf.mul(gain, inverseDeviation), meanScaled)) as Tensor1D;
          return {
            input: tf.add(direct, channelAffine(centred, slope, tf.fill(slope.shape, 0))) as tf.Tensor4D,
            parameters: {
              [`${name}.weight`]: tf.mul(meanScaled, count),
              [`${name}.bias`]: tf.mul(meanPassed, count),
            },
          };
        }),
      dispose: () => tf.dispose([centred, inverseDeviation, value]),
    };
  };
}

/** The same on running statistics: one pass, nothing kept. The caller owns the result. */
export function evaluateBatchNormRelu(
  { scale, shift, runningMean, runningVariance }: BatchNorm,
  input: tf.Tensor4D,
): tf.Tensor4D {
  return tf.tidy(() => {
    const gain = tf.mul(scale, tf.rsqrt(tf.add(runningVariance, EPSILON))) as Tensor1D;
    return channelAffine(input, gain, tf.sub(shift, tf.mul(runningMean, gain)), 'relu');
  });
}

function movingAverage(running: Tensor1D, current: Tensor1D): Tensor1D {
  return tf.add(tf.mul(running, 1 - MOMENTUM), tf.mul(current, MOMENTUM));
}
