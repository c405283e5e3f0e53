import type { LayerId } from '../../../store/view';
import { divergingTable, tableRow, type Theme } from '../../../lib/diverging';
import type { ChannelIndex, Field } from '../../../ui/pictures/field';
import { byteLines, type ChannelMap, type Pixels, type PictureUnits } from '../../../ui/pictures/pixels';

/** What can lie over each other. `null` where the method has no such thing, or it is not known yet. */
export interface LayerValues {
  readonly image: Field;
  readonly pattern: Field | null;
  readonly product: Field | null;
  /** m(x), one value per pixel */
  readonly mask: Field | null;
  /** strength of the gradient, one value per pixel */
  readonly saliency: ChannelMap | null;
}

export interface Blending {
  readonly layers: readonly LayerId[];
  readonly units: PictureUnits;
  /** how many times as strong δ and δ ⊙ m are drawn where no image lies under them */
  readonly gain: number;
  readonly channel: ChannelIndex;
  /** half width of the mask's colour range, and what counts as a strong gradient */
  readonly limits: { readonly mask: number; readonly saliency: number };
  readonly theme: Theme;
}

export interface Blended {
  readonly pixels: Pixels;
  /** marks the pixels of which a channel was cut to be shown; transparent elsewhere */
  readonly cut: Pixels;
}

/** Most of what lies under a mask shows through its strongest colour to this part. */
const maskCover = 0.75;
/** How dark it gets where nothing hangs on a pixel. */
const shade = 0.16;

/**
 * The layers that are on as one picture. Image, δ and δ ⊙ m are added in the network's units: with image and
 * δ ⊙ m alone this is x̃ exactly. A mask lies over the sum, the stronger the more opaque; saliency darkens what does
 * not matter.
 */
export function blended(values: LayerValues, blending: Blending): Blended {
  const { layers, units, gain, channel, limits, theme } = blending;
  const on = (layer: LayerId) => layers.includes(layer);
  const { width, height } = values.image;
  const table = divergingTable(theme);
  const added = (['image', 'pattern', 'product'] as const).flatMap((layer) =>
    on(layer) && values[layer] ? [values[layer].values] : [],
  );
  const amplified = { scale: 127.5 * gain, zero: 127.5 };
  const lines = on('image') ? byteLines(units) : [amplified, amplified, amplified];
  const mask = on('mask') ? values.mask : null;
  const saliency = on('saliency') ? values.saliency : null;
  const data = new Uint8ClampedArray(width * height * 4);
  const cut = new Uint8ClampedArray(width * height * 4);
  let beyond = 0;
  for (let cell = 0; cell < width * height; cell += 1) {
    const strength = mask ? mask.values[cell * 3 + channel]! : 0;
    const cover =
      added.length === 0 ? Number(mask !== null) : maskCover * Math.min(1, Math.abs(strength) / limits.mask);
    const row = tableRow(strength, limits.mask) * 3;
    const light = saliency ? shade + (1 - shade) * Math.min(1, saliency.values[cell]! / limits.saliency) : 1;
    let clipped = false;
    for (let i = 0; i < 3; i += 1) {
      let sum = 0;
      for (const layer of added) sum += layer[cell * 3 + i]!;
      const { scale, zero } = lines[i]!;
      const byte = sum * scale + zero;
      if (byte < -0.5 || byte > 255.5) clipped = true;
      const base = added.length === 0 ? table[tableRow(0, 1) * 3 + i]! : Math.max(0, Math.min(255, byte));
      data[cell * 4 + i] = light * ((1 - cover) * base + cover * table[row + i]!);
    }
    data[cell * 4 + 3] = 255;
    if (!clipped || added.length === 0) continue;
    beyond += 1;
    // every other pixel in full, so that the picture is still seen under them
    const dense = (Math.floor(cell / width) + (cell % width)) % 2 === 0;
    cut.set([230, 30, 200, dense ? 255 : 90], cell * 4);
  }
  const clipped = beyond / (width * height);
  return {
    pixels: { width, height, data, clipped },
    cut: { width, height, data: cut, clipped },
  };
}

/** What the sum of the layers that are on is; overlays do not change that. */
export type SumName =
  'nothing' | 'image' | 'pattern' | 'product' | 'unmasked' | 'prompted' | 'both' | 'everything';

export function sumName(layers: readonly LayerId[]): SumName {
  const [image, pattern, product] = (['image', 'pattern', 'product'] as const).map((layer) =>
    layers.includes(layer),
  );
  if (image) return pattern ? (product ? 'everything' : 'unmasked') : product ? 'prompted' : 'image';
  return pattern ? (product ? 'both' : 'pattern') : product ? 'product' : 'nothing';
}
