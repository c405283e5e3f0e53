/**
 * The four steps of BatchNorm with ReLU in training (batch-norm-relu.ts), per channel over batch and pixels, with
 * x̂ = (x − μ) / √(σ² + ε) and g = dy where y is positive, else 0.
 * x − μ is what is summed, never x: on flat backgrounds Σ g x would drown the difference in rounding.
 */
import { runOperation, type InPlace, type Operation } from '../kernels/operation';
import * as tf from '../tf';
import type { Tensor1D, Tensor2D, Tensor4D } from '../tf';
import { channelAffine } from './channel-affine';
import { meanOverPixels, sumOverPixels } from './sums';

export interface Normalised {
  /** [B, H, W, C] */
  readonly x: Tensor4D;
  /** μ and σ² of x [2, C] */
  readonly moments: Tensor2D;
}

interface Passed extends Normalised {
  /** relu(γ x̂ + β) [B, H, W, C] */
  readonly y: Tensor4D;
  /** ∂loss/∂y */
  readonly dy: Tensor4D;
}

export interface Epsilon {
  readonly epsilon: number;
}

/** μ and σ², biased (divided by n) [2, C]. */
export const channelMoments: Operation<Pick<Normalised, 'x'>, object, Tensor2D> = {
  kernel: 'SmmChannelMoments',
  portable({ x }) {
    const mean = meanOverPixels(x);
    return tf.stack([mean, meanOverPixels(tf.square(minusMean(x, mean)))]) as Tensor2D;
  },
};

/** y = relu(γ x̂ + β). */
export const normaliseRelu: Operation<Normalised & Affine, Epsilon, Tensor4D> = {
  kernel: 'SmmBatchNormRelu',
  portable({ x, moments, scale, shift }, { epsilon }) {
    const [mean, variance] = rowsOf(moments);
    const gain = tf.mul(scale, inverseDeviation(variance, epsilon)) as Tensor1D;
    return channelAffine(minusMean(x, mean), gain, shift, 'relu');
  },
};

/** Σ g and Σ g x̂ [2, C]: the gradients of β and γ. */
export const normaliseReluSums: Operation<Passed, Epsilon, Tensor2D> = {
  kernel: 'SmmBatchNormReluSums',
  portable({ x, y, dy, moments }, { epsilon }) {
    const [mean, variance] = rowsOf(moments);
    const passed: Tensor4D = tf.mul(dy, tf.step(y));
    const products = sumOverPixels(tf.mul(passed, minusMean(x, mean)));
    return tf.stack([
      sumOverPixels(passed),
      tf.mul(products, inverseDeviation(variance, epsilon)),
    ]) as Tensor2D;
  },
};

/** ∂loss/∂x = γ / √(σ² + ε) · (g − Σ g / n − x̂ Σ g x̂ / n). */
export const normaliseReluBack: Operation<
  Passed & { readonly sums: Tensor2D } & Pick<Affine, 'scale'>,
  Epsilon,
  Tensor4D
> = {
  kernel: 'SmmBatchNormReluBack',
  portable({ x, y, dy, moments, sums, scale }, { epsilon }) {
    const count = x.size / x.shape[3];
    const [mean, variance] = rowsOf(moments);
    const [sumOfPassed, sumOfScaled] = rowsOf(sums);
    const inverse = inverseDeviation(variance, epsilon);
    const gain = tf.div(tf.mul(scale, inverse), count) as Tensor1D;
    const passed: Tensor4D = tf.mul(dy, tf.step(y));
    const direct = channelAffine(passed, tf.mul(gain, count), tf.neg(tf.mul(gain, sumOfPassed)));
    const slope = tf.neg(tf.mul(tf.mul(gain, inverse), sumOfScaled)) as Tensor1D;
    return tf.add(direct, channelAffine(minusMean(x, mean), slope, tf.fill(slope.shape, 0)));
  },
};

interface MovingAverageInputs {
  /** the average so far [C] */
  readonly running: Tensor1D;
  readonly moments: Tensor2D;
}

interface MovingAverageAttributes {
  /** which of the moments: 0 = μ, 1 = σ² */
  readonly row: 0 | 1;
  /** n / (n − 1) for an unbiased variance */
  readonly factor: number;
  readonly momentum: number;
}

/** (1 − momentum) · running + momentum · factor · moment [C] */
export const movingAverage: Operation<MovingAverageInputs, MovingAverageAttributes, Tensor1D> = {
  kernel: 'SmmMovingAverage',
  portable({ running, moments }, { row, factor, momentum }) {
    const current = tf.mul(rowsOf(moments)[row], factor);
    return tf.add(tf.mul(running, 1 - momentum), tf.mul(current, momentum));
  },
};

/**
 * μ and σ² of x [2, C], and the running ones behind it [C] each: `movingAverage` of μ, and of σ² unbiased. Backends that
 * have a kernel do this in one go, the others step by step.
 */
export const trackedMoments: Operation<
  Pick<Normalised, 'x'> & { readonly runningMean: Tensor1D; readonly runningVariance: Tensor1D },
  { readonly momentum: number },
  [Tensor2D, Tensor1D, Tensor1D]
> = {
  kernel: 'SmmTrackedMoments',
  portable({ x, runningMean, runningVariance }, { momentum }) {
    const count = x.size / x.shape[3];
    const moments = runOperation(channelMoments, { x }, {});
    const moved = (running: Tensor1D, which: Pick<MovingAverageAttributes, 'row' | 'factor'>): Tensor1D =>
      runOperation(movingAverage, { running, moments }, { ...which, momentum });
    return [
      moments,
      moved(runningMean, { row: 0, factor: 1 }),
      moved(runningVariance, { row: 1, factor: count / (count - 1) }),
    ];
  },
};

/**
 * The whole way back: ∂x [B, H, W, C], ∂β [C] and ∂γ [C]. `inPlace` may put ∂x where x was. In one go or step by step,
 * as above.
 */
export const normaliseReluGradients: Operation<
  Passed & Pick<Affine, 'scale'>,
  Epsilon & InPlace,
  [Tensor4D, Tensor1D, Tensor1D]
> = {
  kernel: 'SmmBatchNormReluGradients',
  portable({ scale, ...passed }, { epsilon }) {
    const sums = runOperation(normaliseReluSums, passed, { epsilon });
    const input = runOperation(normaliseReluBack, { ...passed, sums, scale }, { epsilon });
    return [input, ...rowsOf(sums)];
  },
};

export interface Affine {
  /** γ [C] */
  readonly scale: Tensor1D;
  /** β [C] */
  readonly shift: Tensor1D;
}

/** [2, C] → both rows [C] */
export function rowsOf(pair: Tensor2D): [Tensor1D, Tensor1D] {
  return tf.unstack(pair) as [Tensor1D, Tensor1D];
}

function minusMean(x: Tensor4D, mean: Tensor1D): Tensor4D {
  return channelAffine(x, tf.fill(mean.shape, 1), tf.neg(mean));
}

function inverseDeviation(variance: Tensor1D, epsilon: number): Tensor1D {
  return tf.rsqrt(tf.add(variance, epsilon));
}
