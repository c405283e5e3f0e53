import { runOperation } from '../kernels/operation';
import * as tf from '../tf';
import type { Tensor1D, Tensor4D } from '../tf';
import { normaliseRelu, normaliseReluGradients, trackedMoments } from './batch-norm-operations';
import { normaliseReluPool, normaliseReluPoolGradients } from './batch-norm-pool-operations';
import { channelAffine } from './channel-affine';
import type { Layer, LayerGradients, LayerPass } from './differentiable';

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
    const [moments, ...running] = momentsOf(norm, x);
    const value = runOperation(normaliseRelu, { x, moments, scale, shift }, { epsilon });
    return {
      value,
      statistics: statisticsOf(norm, running),
      pullback(dy) {
        const passed = { x, y: value, dy, moments, scale };
        return gradientsOf(norm, runOperation(normaliseReluGradients, passed, { epsilon, inPlace: over }));
      },
      dispose: () => tf.dispose([moments, value]),
    };
  };
}

/** The same with a 2×2 pool behind it (max-pool.ts), as one layer: what the pool reads is not kept. */
export function batchNormReluPool(norm: BatchNorm, { over = false }: Consuming = {}): Layer {
  return (x) => {
    const { scale, shift } = norm;
    const epsilon = EPSILON;
    const [moments, ...running] = momentsOf(norm, x);
    const value = runOperation(normaliseReluPool, { x, moments, scale, shift }, { epsilon });
    return {
      value,
      statistics: statisticsOf(norm, running),
      pullback(dy) {
        const passed = { x, dy, moments, scale, shift };
        return gradientsOf(
          norm,
          runOperation(normaliseReluPoolGradients, passed, { epsilon, inPlace: over }),
        );
      },
      dispose: () => tf.dispose([moments, value]),
    };
  };
}

function momentsOf({ runningMean, runningVariance }: BatchNorm, x: Tensor4D) {
  return runOperation(trackedMoments, { x, runningMean, runningVariance }, { momentum: MOMENTUM });
}

function statisticsOf({ name }: BatchNorm, [mean, variance]: readonly Tensor1D[]): LayerPass['statistics'] {
  return { [`${name}.running_mean`]: mean!, [`${name}.running_var`]: variance! };
}

function gradientsOf(
  { name }: BatchNorm,
  [input, byShift, byScale]: readonly [Tensor4D, Tensor1D, Tensor1D],
): LayerGradients {
  return { input, parameters: { [`${name}.weight`]: byScale, [`${name}.bias`]: byShift } };
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
