import * as tf from './tf';
import type { Tensor2D } from './tf';

/**
 * q(x) = softmax over the target classes of the mapped logits of the unprompted image (paper.md C.5), [B, k]. Soft, so
 * that training and test do the same, and without a gradient: the caller hands in plain logits.
 * @param logits f_P(r(x)) [B, classes]
 * @param mapping π [k]
 */
export function unpromptedRouting(logits: Tensor2D, mapping: Int32Array): Tensor2D {
  return tf.tidy(() => tf.softmax(tf.gather(logits, tf.tensor1d(mapping, 'int32'), 1)));
}

/** One for the label of each image, zero for the rest, [B, k]: what class-label-leak is told. */
export function labelRouting(labels: Int32Array, classes: number): Tensor2D {
  // not tf.oneHot: on wasm it fills a float tensor with the bits of integers
  const weights = new Float32Array(labels.length * classes);
  labels.forEach((label, row) => (weights[row * classes + label] = 1));
  return tf.tensor2d(weights, [labels.length, classes]);
}
