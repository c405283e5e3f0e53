import { integers } from './kernels/integers';
import { runOperation, type Operation } from './kernels/operation';
import * as tf from './tf';
import type { Scalar, Tensor1D, Tensor2D } from './tf';

interface MappedHitsInputs {
  /** over the source classes [B, sources] */
  readonly logits: Tensor2D;
  /** [B] int32, 0..k−1 */
  readonly labels: Tensor1D;
  /** π [k] int32 */
  readonly mapping: Tensor1D;
}

/** Fraction 0..1 of the samples whose largest mapped logit, the first of equals, is their label's. */
export const mappedHits: Operation<MappedHitsInputs, object, Scalar> = {
  kernel: 'SmmMappedHits',
  portable({ logits, labels, mapping }) {
    const predicted = tf.argMax(tf.gather(logits, mapping, 1), 1);
    return tf.mean(tf.cast(tf.equal(predicted, labels), 'float32'));
  },
};

/** The same of plain labels [B] and a plain mapping π [k]; stays on the device, and the caller disposes. */
export function batchAccuracy(logits: Tensor2D, labels: Int32Array, mapping: Int32Array): Scalar {
  return tf.tidy(() =>
    runOperation(mappedHits, { logits, labels: integers(labels), mapping: integers(mapping) }, {}),
  );
}
