import { add, type Tensor, type Tensor1D, type Tensor2D, type Tensor4D } from '../tf';
import { fusedPointwise, type Activation } from './fused';
import type { Gated, InPlace, Operation } from './operation';
import { gatedBy } from './relu-gate';

interface PointwiseInputs {
  /** [B, H, W, in] */
  readonly x: Tensor4D;
  /** [in, out], or turned [out, in] */
  readonly filter: Tensor2D;
  /** [out] */
  readonly bias: Tensor1D | null;
  /** what is added to the result, a residual connection [B, H, W, out] */
  readonly addend: Tensor4D | null;
  /** output of an activation, through whose gate the sum goes last [B, H, W, out] */
  readonly gate: Tensor4D | null;
}

interface PointwiseAttributes extends Gated, InPlace {
  readonly activation: Activation;
  /** the filter lies as PyTorch stores it, and as its way back takes it: one copy then serves both ways */
  readonly turned?: boolean;
}

/** activation(x·W + b) + addend for every pixel, gated: a 1×1 convolution, forwards or backwards [B, H, W, out]. */
export const pointwise: Operation<PointwiseInputs, PointwiseAttributes, Tensor4D> = {
  kernel: 'SmmPointwise',
  portable({ x, filter, bias, addend, gate }, { activation, gateOf, turned = false }) {
    const product = fusedPointwise({
      x,
      filter,
      turned,
      ...(bias && { bias }),
      activation,
    });
    return gatedBy(gate && { activation: gate, of: gateOf }, plus(addend, product));
  },
};

/** A sum where there is something to add. Consumes the value. */
export function plus<T extends Tensor>(addend: T | null, value: T): T {
  if (!addend) return value;
  const sum: T = add(value, addend);
  value.dispose();
  return sum;
}
