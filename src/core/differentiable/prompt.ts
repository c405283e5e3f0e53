import { runOperation } from '../kernels/operation';
import { eachChannel } from '../../lib/per-channel';
import { asTerm } from '../channel-term';
import type { Normalisation } from '../normalisation';
import * as tf from '../tf';
import type { Tensor3D, Tensor4D } from '../tf';
import type { Differentiable } from './differentiable';
import { addPrompt, promptMaskBack, promptPatternBack } from './prompt-operations';
import { batchSums } from './sums';

export interface PromptInput {
  /** r(x) [B, H, W, 3] */
  readonly images: Tensor4D;
  /** δ, for each image [B, H, W, 3] or one for all [1, H, W, 3]; null: the mask is added as it is */
  readonly pattern: Tensor4D | null;
  /** for each image [B, h, w, 3] or one for all [1, h, w, 3]: m(x), or a coarse mask that `patch` enlarges */
  readonly mask: Tensor4D;
  /** side of the block of pixels that each value of the mask stands for (eq. 3); 1 for m(x) itself */
  readonly patch?: number;
}

/** Each of its part's shape. */
export interface PromptGradients {
  readonly pattern: Tensor4D | null;
  readonly mask: Tensor4D;
}

/** x̃ = r(x) + δ ⊙ m(x) (eq. 1), all in the backbone's normalised units, unbounded. */
export function prompt({ images, pattern, mask, patch = 1 }: PromptInput): Differentiable<PromptGradients> {
  const value = runOperation(addPrompt, { images, pattern, mask }, { patch });
  return {
    value,
    pullback: (dy) => ({
      pattern:
        pattern && runOperation(promptPatternBack, { dy, mask }, { patch, shared: pattern.shape[0] === 1 }),
      mask: tf.tidy(() => maskGradient(dy, { pattern, mask, patch })),
    }),
    dispose: () => value.dispose(),
  };
}

/** Summed over the batch where all images share the mask: ahead of everything else where they share the pattern too. */
function maskGradient(
  dy: Tensor4D,
  { pattern, mask, patch }: Required<Omit<PromptInput, 'images'>>,
): Tensor4D {
  const [count, height, width] = mask.shape;
  const ofEach = (gradient: Tensor4D): Tensor4D =>
    runOperation(promptMaskBack, { dy: gradient, pattern }, { patch, height, width });
  if (count === dy.shape[0]) return ofEach(dy);
  const sum = (x: Tensor4D): Tensor4D => runOperation(batchSums, { x }, {});
  return (pattern?.shape[0] ?? 1) === 1 ? ofEach(sum(dy)) : sum(ofEach(dy));
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
  const value = tf.tidy(() =>
    runOperation(addPrompt, { images, pattern: forAll(pattern), mask }, { patch: 1 }),
  );
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
  const gain = eachChannel(scale, divisor, (value, by) => value / by);
  const offset = eachChannel(shift, divisor, (value, by) => value / by);
  const { value, bounded } = tf.tidy(() => {
    const bounded = tf.sigmoid(pattern);
    const pixels = runOperation(addPrompt, { images, pattern: forAll(bounded), mask }, { patch: 1 });
    return { bounded, value: tf.sub(tf.mul(pixels, asTerm(gain)), asTerm(offset)) as Tensor4D };
  });
  return {
    value,
    pattern: bounded,
    pullback: (gradient) =>
      tf.tidy(() => {
        const slope = tf.mul(bounded, tf.sub(1, bounded));
        return tf.mul(sharedGradient(gradient, mask), tf.mul(slope, asTerm(gain)));
      }),
    dispose: () => tf.dispose([value, bounded]),
  };
}

function sharedGradient(dy: Tensor4D, mask: Tensor4D): Tensor3D {
  const [, height, width, channels] = dy.shape;
  const sum = runOperation(promptPatternBack, { dy, mask }, { patch: 1, shared: true });
  return tf.reshape(sum, [height, width, channels]);
}

function forAll(pattern: Tensor3D): Tensor4D {
  return tf.reshape(pattern, [1, ...pattern.shape]);
}
