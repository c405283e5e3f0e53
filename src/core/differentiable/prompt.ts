import type { Normalisation } from '../normalisation';
import * as tf from '../tf';
import type { Tensor3D, Tensor4D } from '../tf';
import type { Differentiable } from './differentiable';
import { sumOverBatch } from './sums';

export interface PromptGradients {
  /** ∂loss/∂δ [H, W, 3] */
  readonly pattern: Tensor3D;
  /** ∂loss/∂m [B, H, W, 3]; null for a mask that nothing trains */
  readonly mask: Tensor4D | null;
}

export interface Prompt extends Differentiable<PromptGradients> {
  /** the pattern as it is added, [H, W, 3]; belongs to the state or to this pass, never to the caller */
  readonly pattern: Tensor3D;
}

export interface PromptInput {
  /** r(x) [B, H, W, 3] */
  readonly images: Tensor4D;
  /** δ [H, W, 3] */
  readonly pattern: Tensor3D;
  /** m(x) [B, H, W, 3], or one for all [1, H, W, 3] */
  readonly mask: Tensor4D;
  readonly trainedMask: boolean;
}

/** x̃ = r(x) + δ ⊙ m(x) (eq. 1), all in the backbone's normalised units, unbounded. */
export function prompt({ images, pattern, mask, trainedMask }: PromptInput): Prompt {
  const value: Tensor4D = tf.tidy(() => tf.add(images, tf.mul(mask, pattern)));
  return {
    value,
    pattern,
    pullback: (gradient) => ({
      pattern: tf.tidy(() => patternGradient(gradient, mask)),
      mask: trainedMask ? tf.mul(gradient, pattern) : null,
    }),
    dispose: () => value.dispose(),
  };
}

/**
 * Pad (paper.md A.9): x̃ = normalise(bordered + sigmoid(δ) ⊙ M). The picture keeps its native size, the pattern
 * is bounded, in pixel units 0..1, and the sum is normalised afterwards.
 */
export function pixelPrompt(
  { images, pattern, mask }: PromptInput,
  { scale, shift, divisor }: Normalisation,
): Prompt {
  const { value, bounded } = tf.tidy(() => {
    const bounded = tf.sigmoid(pattern);
    const pixels = tf.add(images, tf.mul(mask, bounded));
    return { bounded, value: tf.sub(tf.mul(pixels, scale / divisor), shift / divisor) as Tensor4D };
  });
  return {
    value,
    pattern: bounded,
    pullback: (gradient) => ({
      pattern: tf.tidy(() => {
        const slope = tf.mul(bounded, tf.sub(1, bounded));
        return tf.mul(patternGradient(gradient, mask), tf.mul(slope, scale / divisor));
      }),
      mask: null,
    }),
    dispose: () => tf.dispose([value, bounded]),
  };
}

/** Σ over the batch of mask ⊙ gradient; a mask that all share is multiplied once, after the sum. */
function patternGradient(gradient: Tensor4D, mask: Tensor4D): Tensor3D {
  const [, height, width, channels] = gradient.shape;
  const summed =
    mask.shape[0] === 1 ? tf.mul(mask, sumOverBatch(gradient)) : sumOverBatch(tf.mul(mask, gradient));
  return tf.reshape(summed, [height, width, channels]);
}
