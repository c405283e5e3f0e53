import { interpolationPart } from '../ablation/interpolation';
import type { MethodConfig } from '../method-config';
import * as tf from '../tf';
import type { Tensor4D } from '../tf';
import { axisProduct, type AxisProduct } from './axis-product';
import { patchWiseUpsampling, repeatBlocks } from './patch-wise-upsampling';
import type { PromptInput } from './prompt';

/** U_p: [B, h, w, 3] → [B, H, W, 3]. */
export interface Upsampling extends AxisProduct {
  /** The same of a mask, which nothing but a prompt and whoever looks will read. */
  mask(coarse: Tensor4D): EnlargedMask;
}

/** A mask on its way into the prompt, with its way back. */
export interface EnlargedMask {
  /** m(x) [B, H, W, 3]; where the prompt enlarges by itself it is made when first looked at */
  readonly full: Tensor4D;
  /** what the prompt reads */
  readonly factor: Required<Pick<PromptInput, 'mask' | 'patch'>>;
  /**
   * @param gradient ∂loss/∂factor.mask
   * @returns ∂loss/∂coarse
   */
  pullback(gradient: Tensor4D): Tensor4D;
  dispose(): void;
}

/** The way from a coarse mask to the image's size that a configuration asks for. */
export function createUpsampling(config: Pick<MethodConfig, 'interpolation' | 'side' | 'patch'>): Upsampling {
  const { patchWise } = interpolationPart(config);
  if (patchWise) {
    return {
      apply: (coarse) => patchWiseUpsampling(coarse, config),
      mask: (coarse) => patchWiseMask(coarse, config),
      dispose: () => undefined,
    };
  }
  const product = upsamplingByMatrix(config);
  return {
    ...product,
    mask(coarse) {
      const { value, ...rest } = product.apply(coarse);
      return { full: value, factor: { mask: value, patch: 1 }, ...rest };
    },
  };
}

/** The prompt repeats the coarse values itself, so there is nothing to go back through. */
function patchWiseMask(
  coarse: Tensor4D,
  { side, patch }: Pick<MethodConfig, 'side' | 'patch'>,
): EnlargedMask {
  let full: Tensor4D | null = null;
  return {
    get full() {
      // kept, as whoever looks first may be tidying up around it
      return (full ??= tf.keep(tf.tidy(() => repeatBlocks(coarse, { side, patch }))));
    },
    factor: { mask: coarse, patch },
    pullback: (gradient) => gradient.clone(),
    dispose: () => full?.dispose(),
  };
}

/** The same by the route that all interpolations have in common, m = A g Aᵀ: to compare, and to time alike. */
export function upsamplingByMatrix({
  side,
  patch,
  interpolation,
}: Pick<MethodConfig, 'interpolation' | 'side' | 'patch'>): AxisProduct {
  const axis = { from: Math.floor(side / patch), to: side };
  return axisProduct(interpolationPart({ interpolation }).weights({ ...axis, patch }), axis);
}
