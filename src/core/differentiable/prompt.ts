import type { Normalisation } from '../normalisation';
import * as tf from '../tf';
import type { Tensor3D, Tensor4D } from '../tf';
import type { Differentiable } from './differentiable';
import { sumOverBatch } from './sums';

export interface PromptInput {
  /** r(x) [B, H, W, 3] */
  readonly images: Tensor4D;
  /** δ, for each image [B, H, W, 3] or one for all [1, H, W, 3]; null: the mask is added as it is */
  readonly pattern: Tensor4D | null;
  /** m(x), for each image [B, H, W, 3] or one for all [1, H, W, 3] */
  readonly mask: Tensor4D;
}

/** Each of its part's shape. */
export interface PromptGradients {
  readonly pattern: Tensor4D | null;
  readonly mask: Tensor4D;
}

/** x̃ = r(x) + δ ⊙ m(x) (eq. 1), all in the backbone's normalised units, unbounded. */
export function prompt({ images, pattern, mask }: PromptInput): Differentiable<PromptGradients> {
  const value: Tensor4D = tf.tidy(() => tf.add(images, pattern ? tf.mul(mask, pattern) : mask));
  return {
    value,
    pullback: (gradient) => ({
      pattern: pattern && tf.tidy(() => factorGradient(gradient, { batch: pattern.shape[0], times: mask })),
      mask: tf.tidy(() => factorGradient(gradient, { batch: mask.shape[0], times: pattern })),
    }),
    dispose: () => value.dispose(),
  };
}

/** One pattern under a mask that nothing trains; the pullback gives ∂loss/∂δ [H, W, 3]. */
export interface FramedPrompt extends Differentiable<Tensor3D> {
  /** the pattern as it is added, [H, W, 3]; the caller's, or this pass's own */
  readonly pattern: Tensor3D;
}

interface FramedInput {
  /** r(x) [B, H, W, 3], for Pad bordered and in pixel units */
  readonly images: Tensor4D;
  /** δ [H, W, 3] */
  readonly pattern: Tensor3D;
  /** M [1, H, W, 3] */
  readonly mask: Tensor4D;
}

/** x̃ = r(x) + M ⊙ δ. */
export function framedPrompt({ images, pattern, mask }: FramedInput): FramedPrompt {
  const value: Tensor4D = tf.tidy(() => tf.add(images, tf.mul(mask, pattern)));
  return {
    value,
    pattern,
    pullback: (gradient) => tf.tidy(() => sharedGradient(gradient, mask)),
    dispose: () => value.dispose(),
  };
}

/**
 * Pad (paper.md A.9): x̃ = normalise(bordered + sigmoid(δ) ⊙ M). The picture keeps its native size, the pattern
 * is bounded, in pixel units 0..1, and the sum is normalised afterwards.
 */
export function pixelPrompt(
  { images, pattern, mask }: FramedInput,
  { scale, shift, divisor }: Normalisation,
): FramedPrompt {
  const { value, bounded } = tf.tidy(() => {
    const bounded = tf.sigmoid(pattern);
    const pixels = tf.add(images, tf.mul(mask, bounded));
    return { bounded, value: tf.sub(tf.mul(pixels, scale / divisor), shift / divisor) as Tensor4D };
  });
  return {
    value,
    pattern: bounded,
    pullback: (gradient) =>
      tf.tidy(() => {
        const slope = tf.mul(bounded, tf.sub(1, bounded));
        return tf.mul(sharedGradient(gradient, mask), tf.mul(slope, scale / divisor));
      }),
    dispose: () => tf.dispose([value, bounded]),
  };
}

function sharedGradient(gradient: Tensor4D, mask: Tensor4D): Tensor3D {
  const [, height, width, channels] = gradient.shape;
  return tf.reshape(factorGradient(gradient, { batch: 1, times: mask }), [height, width, channels]);
}

/**
 * ∂loss/∂factor: gradient ⊙ the other factor (null = 1), summed over the batch for a factor of which all images share
 * one. Where they share both, the product is taken once, after the sum.
 */
function factorGradient(
  gradient: Tensor4D,
  { batch, times }: { readonly batch: number; readonly times: Tensor4D | null },
): Tensor4D {
  const summed = (values: Tensor4D): Tensor4D => (batch === values.shape[0] ? values : sumOverBatch(values));
  if (!times) return tf.clone(summed(gradient));
  return times.shape[0] === 1 ? tf.mul(summed(gradient), times) : summed(tf.mul(gradient, times));
}
