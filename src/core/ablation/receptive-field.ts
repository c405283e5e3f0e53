import type { LayerSpec } from './layer-spec';

/**
 * Which rows (and columns) of the input one cell sees: cell i sees i·stride − before … i·stride − before + size − 1,
 * cut at the border. A stride of 0: every cell sees the same.
 */
export interface ReceptiveField {
  readonly size: number;
  readonly stride: number;
  readonly before: number;
}

/** Of a picture's own pixels. */
export const onePixel: ReceptiveField = { size: 1, stride: 1, before: 0 };

/** What the cells behind a layer see, when those ahead of it see `field`. */
export function fieldBehind(layer: LayerSpec, { size, stride, before }: ReceptiveField): ReceptiveField {
  switch (layer.kind) {
    case 'convolution':
      return { size: size + 2 * stride, stride, before: before + stride };
    case 'max-pool':
      return { size: size + stride, stride: 2 * stride, before };
    case 'dense':
      // a window that becomes several cells is the whole picture, and each of them sees all of it
      return {
        size: size + (layer.window - 1) * stride,
        stride: layer.grid === 1 ? stride * layer.window : 0,
        before,
      };
    case 'batch-norm-relu':
    case 'threshold':
    case 'channel-mean':
      return { size, stride, before };
    default:
      return layer satisfies never;
  }
}

/** Of a picture of `to` pixels that was averaged from one of `from`; rounded outwards where they do not divide. */
export function fieldOfAverage({ from, to }: { readonly from: number; readonly to: number }): ReceptiveField {
  const stride = from / to;
  return { size: Number.isInteger(stride) ? stride : Math.ceil(stride) + 1, stride, before: 0 };
}
