import { interpolationPart } from '../ablation/interpolation';
import type { MethodConfig } from '../method-config';
import { axisProduct, type AxisProduct } from './axis-product';
import { patchWiseUpsampling } from './patch-wise-upsampling';

/** U_p: [B, h, w, 3] → [B, H, W, 3]. */
export type Upsampling = AxisProduct;

/** The way from a coarse mask to the image's size that a configuration asks for. */
export function createUpsampling(config: Pick<MethodConfig, 'interpolation' | 'side' | 'patch'>): Upsampling {
  const { patchWise } = interpolationPart(config);
  if (!patchWise) return upsamplingByMatrix(config);
  return { apply: (coarse) => patchWiseUpsampling(coarse, config), dispose: () => undefined };
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
