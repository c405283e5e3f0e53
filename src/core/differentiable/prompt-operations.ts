/**
 * x̃ = r(x) + δ ⊙ U_p(mask) with patch-wise upsampling U_p (eq. 1 and 3), and its ways back. With p = 1 the mask is
 * as large as the image already.
 */
import type { Operation } from '../kernels/operation';
import * as tf from '../tf';
import type { Tensor4D } from '../tf';
import { repeatBlocks, sumOverBlocks } from './patch-wise-upsampling';
import { sumOverBatch } from './sums';

interface Factors {
  /** δ, for each image [B, H, W, C] or one for all [1, H, W, C]; null: the mask is added as it is */
  readonly pattern: Tensor4D | null;
  /** for each image [B, h, w, C] or one for all [1, h, w, C] */
  readonly mask: Tensor4D;
}

interface Patch {
  /** p, with h · p ≤ H < (h + 1) · p */
  readonly patch: number;
}

/** x̃ [B, H, W, C] */
export const addPrompt: Operation<Factors & { readonly images: Tensor4D }, Patch, Tensor4D> = {
  kernel: 'SmmPrompt',
  portable({ images, pattern, mask }, { patch }) {
    const full = repeatBlocks(mask, { side: images.shape[1], patch });
    return tf.add(images, pattern ? tf.mul(full, pattern) : full);
  },
};

/** ∂loss/∂mask, of each image [B, h, w, C]. */
export const promptMaskBack: Operation<
  Pick<Factors, 'pattern'> & { readonly dy: Tensor4D },
  Patch & { readonly height: number; readonly width: number },
  Tensor4D
> = {
  kernel: 'SmmPromptMaskBack',
  portable({ dy, pattern }, { patch, height, width }) {
    const [batch, , , channels] = dy.shape;
    const gradient: Tensor4D = pattern ? tf.mul(dy, pattern) : dy;
    return sumOverBlocks(gradient, [batch, height, width, channels], patch);
  },
};

/** ∂loss/∂δ: of the one that all images share [1, H, W, C], else of each image's own [B, H, W, C]. */
export const promptPatternBack: Operation<
  Pick<Factors, 'mask'> & { readonly dy: Tensor4D },
  Patch & { readonly shared: boolean },
  Tensor4D
> = {
  kernel: 'SmmPromptPatternBack',
  portable({ dy, mask }, { patch, shared }) {
    const full = repeatBlocks(mask, { side: dy.shape[1], patch });
    if (!shared) return tf.mul(dy, full);
    // a mask that all share as well is multiplied once, after the sum
    return mask.shape[0] === 1 ? tf.mul(sumOverBatch(dy), full) : sumOverBatch(tf.mul(dy, full));
  },
};
