/**
 * BatchNorm with ReLU and the 2×2 pool behind it as one: what comes between is made again from x where it is needed,
 * and never kept. Worth it where memory is dear and a kernel does it in one pass; elsewhere the two layers are two.
 */
import type { InPlace, Operation } from '../kernels/operation';
import * as tf from '../tf';
import type { Tensor2D, Tensor4D } from '../tf';
import {
  normaliseRelu,
  normaliseReluBack,
  normaliseReluSums,
  type Affine,
  type Epsilon,
  type Normalised,
} from './batch-norm-operations';
import { maxPoolBack, pooledMaxima } from './max-pool';

interface Pooled extends Normalised, Affine {
  /** by the maxima [B, ⌊H/2⌋, ⌊W/2⌋, C] */
  readonly dy: Tensor4D;
}

/** The maxima of relu(γ x̂ + β) [B, ⌊H/2⌋, ⌊W/2⌋, C]. */
export const normaliseReluPool: Operation<Normalised & Affine, Epsilon, Tensor4D> = {
  kernel: 'SmmBatchNormReluPool',
  portable: (inputs, attributes) => pooledMaxima(normaliseRelu.portable(inputs, attributes)),
};

/** Σ g and Σ g x̂ [2, C], with g where a window's first maximum is positive. */
export const normaliseReluPoolSums: Operation<Pooled, Epsilon, Tensor2D> = {
  kernel: 'SmmBatchNormReluPoolSums',
  portable: (inputs, attributes) =>
    normaliseReluSums.portable({ ...inputs, ...unpooled(inputs, attributes) }, attributes),
};

/** ∂loss/∂x [B, H, W, C]; `inPlace` puts it where x was. */
export const normaliseReluPoolBack: Operation<
  Pooled & { readonly sums: Tensor2D },
  Epsilon & InPlace,
  Tensor4D
> = {
  kernel: 'SmmBatchNormReluPoolBack',
  portable: (inputs, attributes) =>
    normaliseReluBack.portable({ ...inputs, ...unpooled(inputs, attributes) }, attributes),
};

/** What the pool stood on, and the gradient by that. */
function unpooled({ dy, ...inputs }: Pooled, attributes: Epsilon): { y: Tensor4D; dy: Tensor4D } {
  const y = normaliseRelu.portable(inputs, attributes);
  return { y, dy: maxPoolBack.portable({ x: y, y: pooledMaxima(y), dy }, {}) };
}

/** Whether the current backend does all three in one pass each. */
export function poolsInOnePass(): boolean {
  return [normaliseReluPool, normaliseReluPoolSums, normaliseReluPoolBack].every(({ kernel }) =>
    tf.getKernel(kernel, tf.getBackend()),
  );
}
