import * as tf from '../tf';
import type { Tensor2D, Tensor4D } from '../tf';
import type { Differentiable } from './differentiable';

/**
 * A pattern for each image out of one for each class: δ(x) = Σ_c q_c(x) δ_c, [B, H, W, 3]. The weights q are given and
 * get no gradient: the router must not chase its own prompt (paper.md C.5).
 *
 * @param patterns δ_c [k, H, W, 3]
 * @param weights q [B, k], rows sum to one
 * @returns its pullback gives ∂loss/∂δ_c [k, H, W, 3]
 */
export function patternMixture(patterns: Tensor4D, weights: Tensor2D): Differentiable<Tensor4D> {
  const [classes, height, width, channels] = patterns.shape;
  const batch = weights.shape[0];
  const size = height * width * channels;
  const value: Tensor4D = tf.tidy(() =>
    tf.reshape(tf.matMul(weights, tf.reshape(patterns, [classes, size])), [batch, height, width, channels]),
  );
  return {
    value,
    pullback: (gradient) =>
      tf.tidy(() => {
        const perImage: Tensor2D = tf.reshape(gradient, [batch, size]);
        return tf.reshape(tf.matMul(weights, perImage, true, false), patterns.shape);
      }),
    dispose: () => value.dispose(),
  };
}
