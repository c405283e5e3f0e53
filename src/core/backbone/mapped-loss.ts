/** Cross-entropy over the k mapped logits only (paper.md A.2, eq. 2), with its gradient by the pooled features. */
import { runOperation, type Operation } from '../kernels/operation';
import {
  cast,
  concat,
  div,
  exp,
  gather,
  log,
  matMul,
  max,
  mul,
  oneHot,
  slice,
  sub,
  sum,
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

interface MappedErrorsInputs {
  /** [n, classes] of n ≤ B samples */
  readonly logits: Tensor2D;
  /** [n] int32, 0..k−1 */
  readonly labels: Tensor1D;
  /** π [k] int32 */
  readonly mapping: Tensor1D;
}

/**
 * All that a sample contributes, [n, k + 1]: first ∂loss/∂mapped, (softmax(mapped) − truth) / B, then its share of the
 * loss, −log softmax(mapped)[label] / B.
 * @param batch B, size of the whole batch the mean is taken over
 */
export const mappedErrors: Operation<MappedErrorsInputs, { batch: number }, Tensor2D> = {
  kernel: 'SmmMappedErrors',
  portable({ logits, labels, mapping }, { batch }) {
    const mapped = gather(logits, mapping, 1);
    const shifted = sub(mapped, max(mapped, 1, true));
    const exponentials = exp(shifted);
    const total = sum(exponentials, 1, true);
    const truth = cast(oneHot(labels, mapping.shape[0]), 'float32');
    const errors: Tensor2D = sub(div(exponentials, total), truth);
    const losses: Tensor2D = sum(mul(sub(log(total), shifted), truth), 1, true);
    return div(concat([errors, losses], 1), batch);
  },
};

interface MappedErrorsBackInputs {
  /** what mappedErrors gives [n, k + 1] */
  readonly errors: Tensor2D;
  /** the classifier's weights, a row for each class [classes, features] */
  readonly rows: Tensor2D;
  /** π [k] int32: the only rows a mapped loss can reach */
  readonly mapping: Tensor1D;
}

/** ∂loss/∂features [n, features] */
export const mappedErrorsBack: Operation<MappedErrorsBackInputs, object, Tensor2D> = {
  kernel: 'SmmMappedErrorsBack',
  portable: ({ errors, rows, mapping }) =>
    matMul(slice(errors, [0, 0], [-1, mapping.shape[0]]), gather(rows, mapping)),
};

/** The samples' shares of the loss, added up. */
export const mappedErrorsLoss: Operation<{ readonly errors: Tensor2D }, object, Scalar> = {
  kernel: 'SmmMappedErrorsLoss',
  portable: ({ errors }) => sum(slice(errors, [0, errors.shape[1] - 1], [-1, 1])),
};

/** Loss and gradient of n of the B samples of a batch; the caller disposes both. */
export function mappedLoss(
  { rows, ...inputs }: MappedErrorsInputs & Pick<MappedErrorsBackInputs, 'rows'>,
  { batch }: { batch: number },
): MappedLoss {
  return tidy(() => {
    const errors = runOperation(mappedErrors, inputs, { batch });
    const { mapping } = inputs;
    return {
      loss: runOperation(mappedErrorsLoss, { errors }, {}),
      gradient: runOperation(mappedErrorsBack, { errors, rows, mapping }, {}),
    };
  });
}
