/** Cross-entropy over the k mapped logits only (paper.md A.2, eq. 2), with its gradient by the pooled features. */
import {
  cast,
  div,
  exp,
  gather,
  log,
  matMul,
  max,
  mul,
  oneHot,
  scalar,
  sub,
  sum,
  tensor1d,
  tidy,
  type Scalar,
  type Tensor1D,
  type Tensor2D,
} from '../tf';

export interface MappedLoss {
  /** (1/B) Σ −log softmax(mapped)[label], over the samples given */
  readonly loss: Scalar;
  /** ∂loss/∂features [n, features] */
  readonly gradient: Tensor2D;
}

/**
 * @param logits [n, classes] of n ≤ B samples
 * @param labels [n], 0..k−1
 * @param mapping π [k] as a tensor
 * @param rows [k, features] rows π of the classifier's weights: the only ones a mapped loss can reach
 * @param batch B, size of the whole batch the mean is taken over
 */
export function mappedLoss({
  logits,
  labels,
  mapping,
  rows,
  batch,
}: {
  logits: Tensor2D;
  labels: Int32Array;
  mapping: Tensor1D;
  rows: Tensor2D;
  batch: number;
}): MappedLoss {
  return tidy(() => {
    const mapped = gather(logits, mapping, 1);
    const shifted = sub(mapped, max(mapped, 1, true));
    const exponentials = exp(shifted);
    const total = sum(exponentials, 1, true);
    const truth = cast(oneHot(tensor1d(labels, 'int32'), mapping.shape[0]), 'float32');
    const share = scalar(1 / batch);
    const loss = mul(sum(mul(sub(log(total), shifted), truth)), share) as Scalar;
    const gradient: Tensor2D = matMul(mul<Tensor2D>(sub(div(exponentials, total), truth), share), rows);
    return { loss, gradient };
  });
}
