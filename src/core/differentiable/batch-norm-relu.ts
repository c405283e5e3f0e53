import { runOperation } from '../kernels/operation';
import * as tf from '../tf';
import type { Tensor1D, Tensor2D } from '../tf';
import {
  channelMoments,
  movingAverage,
  normaliseRelu,
  normaliseReluBack,
  normaliseReluSums,
  rowsOf,
} from './batch-norm-operations';
import { channelAffine } from './channel-affine';
import type { Layer } from './differentiable';

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
 */
export function batchNormRelu({ name, scale, shift, runningMean, runningVariance }: BatchNorm): Layer {
  return (x) => {
    const epsilon = EPSILON;
    const count = x.size / x.shape[3];
    const moments = runOperation(channelMoments, { x }, {});
    const y = runOperation(normaliseRelu, { x, moments, scale, shift }, { epsilon });
    return {
      value: y,
      statistics: {
        [`${name}.running_mean`]: moved(runningMean, moments, { row: 0, factor: 1 }),
        [`${name}.running_var`]: moved(runningVariance, moments, { row: 1, factor: count / (count - 1) }),
      },
      pullback(dy) {
        const passed = { x, y, dy, moments };
        const sums = runOperation(normaliseReluSums, passed, { epsilon });
        const input = runOperation(normaliseReluBack, { ...passed, sums, scale }, { epsilon });
        const [shiftGradient, scaleGradient] = rowsOf(sums);
        sums.dispose();
        return {
          input,
          parameters: { [`${name}.weight`]: scaleGradient, [`${name}.bias`]: shiftGradient },
        };
      },
      dispose: () => tf.dispose([moments, y]),
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

function moved(
  running: Tensor1D,
  moments: Tensor2D,
  which: { readonly row: 0 | 1; readonly factor: number },
): Tensor1D {
  return runOperation(movingAverage, { running, moments }, { ...which, momentum: MOMENTUM });
}
