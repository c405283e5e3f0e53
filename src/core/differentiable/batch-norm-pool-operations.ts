/**
 * BatchNorm with ReLU and the 2×2 pool behind it as one: what comes between is made again from x where it is needed,
 * and never kept. Worth it where memory is dear and a kernel does it in one pass; elsewhere the two layers are two.
 */
import type { InPlace, Operation } from '../kernels/operation';
import * as tf from '../tf';
import type { Tensor1D, Tensor4D } from '../tf';
import {
  normaliseRelu,
  normaliseReluGradients,
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

/** The whole way back: ∂x [B, H, W, C], ∂β [C] and ∂γ [C]. `inPlace` may put ∂x where x was. */
export const normaliseReluPoolGradients: Operation<
  Pooled,
  Epsilon & InPlace,
  [Tensor4D, Tensor1D, Tensor1D]
> = {
  kernel: 'SmmBatchNormReluPoolGradients',
  portable: (inputs, attributes) =>
    normaliseReluGradients.portable({ ...inputs, ...unpooled(inputs, attributes) }, attributes),
};

/** What the pool stood on, and the gradient by that. */
function unpooled({ dy, ...inputs }: Pooled, attributes: Epsilon): { y: Tensor4D; dy: Tensor4D } {
  const y = normaliseRelu.portable(inputs, attributes);
  return { y, dy: maxPoolBack.portable({ x: y, y: pooledMaxima(y), dy }, {}) };
}

/** Whether the current backend does them together. */
export function poolsInOnePass(): boolean {
  return [normaliseReluPool, normaliseReluPoolGradients].every(({ kernel }) =>
    tf.getKernel(kernel, tf.getBackend()),
  );
}
