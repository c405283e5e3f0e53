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
import {
  normaliseReluPool,
  normaliseReluPoolBack,
  normaliseReluPoolSums,
} from './batch-norm-pool-operations';
import { channelAffine } from './channel-affine';
import type { Layer, LayerPass } from './differentiable';

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

interface Consuming {
  /** the gradient by x may take x's place, where a backend can do that: nobody reads x after the way back */
  readonly over?: boolean;
}

/**
 * BatchNorm on batch statistics, then ReLU: relu(γ (x − μ) / √(σ² + ε) + β), [B, H, W, C].
 *
 * With x̂ = (x − μ) / √(σ² + ε), n values per channel and g = gradient where the output is positive:
 *   ∂β = Σ g,   ∂γ = Σ g x̂,   ∂x = γ / √(σ² + ε) · (g − ∂β / n − x̂ ∂γ / n).
 */
export function batchNormRelu(norm: BatchNorm, { over = false }: Consuming = {}): Layer {
  return (x) => {
    const { scale, shift } = norm;
    const epsilon = EPSILON;
    const moments = runOperation(channelMoments, { x }, {});
    const y = runOperation(normaliseRelu, { x, moments, scale, shift }, { epsilon });
    return {
      value: y,
      statistics: statisticsOf(norm, moments, x),
      pullback(dy) {
        const passed = { x, y, dy, moments };
        const sums = runOperation(normaliseReluSums, passed, { epsilon });
        const input = runOperation(normaliseReluBack, { ...passed, sums, scale }, { epsilon, inPlace: over });
        return { input, parameters: parametersOf(norm, sums) };
      },
      dispose: () => tf.dispose([moments, y]),
    };
  };
}

/**
 * The same with a 2×2 pool behind it (max-pool.ts), as one layer: what the pool reads is not kept.
 */
export function batchNormReluPool(norm: BatchNorm, { over = false }: Consuming = {}): Layer {
  return (x) => {
    const { scale, shift } = norm;
    const epsilon = EPSILON;
    const moments = runOperation(channelMoments, { x }, {});
    const value = runOperation(normaliseReluPool, { x, moments, scale, shift }, { epsilon });
    return {
      value,
      statistics: statisticsOf(norm, moments, x),
      pullback(dy) {
        const passed = { x, dy, moments, scale, shift };
        const sums = runOperation(normaliseReluPoolSums, passed, { epsilon });
        const input = runOperation(normaliseReluPoolBack, { ...passed, sums }, { epsilon, inPlace: over });
        return { input, parameters: parametersOf(norm, sums) };
      },
      dispose: () => tf.dispose([moments, value]),
    };
  };
}

function statisticsOf(
  { name, runningMean, runningVariance }: BatchNorm,
  moments: Tensor2D,
  x: tf.Tensor4D,
): LayerPass['statistics'] {
  const count = x.size / x.shape[3];
  return {
    [`${name}.running_mean`]: moved(runningMean, moments, { row: 0, factor: 1 }),
    [`${name}.running_var`]: moved(runningVariance, moments, { row: 1, factor: count / (count - 1) }),
  };
}

/** @param sums ∂β and ∂γ; consumed */
function parametersOf({ name }: BatchNorm, sums: Tensor2D): tf.NamedTensorMap {
  const [shiftGradient, scaleGradient] = rowsOf(sums);
  sums.dispose();
  return { [`${name}.weight`]: scaleGradient, [`${name}.bias`]: shiftGradient };
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
