import { add, type Tensor1D, type Tensor2D, type Tensor4D } from '../tf';
import { fusedPointwise } from './fused';
import type { InPlace, Operation } from './operation';
import { gatedBy } from './relu6-gate';

interface PointwiseInputs {
  /** [B, H, W, in] */
  readonly x: Tensor4D;
  /** [in, out] */
  readonly filter: Tensor2D;
  /** [out] */
  readonly bias: Tensor1D | null;
  /** what is added to the result, a residual connection [B, H, W, out] */
  readonly addend: Tensor4D | null;
  /** relu6's output, through whose gate the sum goes last [B, H, W, out] */
  readonly gate: Tensor4D | null;
}

/** relu6?(x·W + b) + addend for every pixel, gated: a 1×1 convolution, forwards or backwards [B, H, W, out]. */
export const pointwise: Operation<PointwiseInputs, { relu6: boolean } & InPlace, Tensor4D> = {
  kernel: 'SmmPointwise',
  portable({ x, filter, bias, addend, gate }, { relu6 }) {
    const product = fusedPointwise({
      x,
      filter,
      ...(bias && { bias }),
      activation: relu6 ? 'relu6' : 'linear',
    });
    return gatedBy(gate, plus(addend, product));
  },
};

/** A sum where there is something to add. Consumes the value. */
export function plus(addend: Tensor4D | null, value: Tensor4D): Tensor4D {
  if (!addend) return value;
  const sum: Tensor4D = add(value, addend);
  value.dispose();
  return sum;
}
