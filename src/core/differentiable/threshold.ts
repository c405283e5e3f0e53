import * as tf from '../tf';
import type { Layer } from './differentiable';

/**
 * 1 where s > 0, else 0, element by element. A step has no useful derivative, so the way back takes the slope of a
 * sigmoid instead (a straight-through gradient, paper.md C.1): ∂s = ∂out · 4σ(s)σ(−s), which is ∂out itself at the
 * threshold and never quite zero, so whatever is off can come on again.
 */
export const threshold: Layer = (input) => {
  const value = tf.step(input);
  return {
    value,
    statistics: {},
    pullback: (gradient) => ({
      input: tf.tidy(() => {
        const on = tf.sigmoid(input);
        return tf.mul(gradient, tf.mul(tf.mul(on, tf.sub(1, on)), 4));
      }),
      parameters: {},
    }),
    dispose: () => value.dispose(),
  };
};
