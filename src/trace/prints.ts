import type { Messages } from '../messages/messages';
import { channelIndices } from '../ui/pictures/field';
import { divergingPixels, naturalPixels, signedPixels } from '../ui/pictures/pixels';
import type { PrintedPicture } from '../ui/pictures/print';
import type { Bench } from './bench';

/** What can be saved as one picture file: one stage, the three masks, or the equation from left to right. */
export const printKinds = ['equation', 'masks', 'resized', 'pattern', 'product', 'prompted'] as const;
export type PrintKind = (typeof printKinds)[number];

interface Shown {
  readonly bench: Bench;
  /** amplification of δ and δ ⊙ m, as on the page */
  readonly gains: { readonly pattern: number; readonly product: number };
  /** half width of the masks' colour range */
  readonly limit: number;
}

/** The pictures of a kind, all channels, as they are shown; empty where the method has no such stage. */
export function printed(
  kind: PrintKind,
  shown: Shown,
  text: Messages['pipeline'],
): readonly PrintedPicture[] {
  if (kind === 'equation') {
    return (['resized', 'pattern', 'masks', 'prompted'] as const).flatMap((stage) =>
      printed(stage, shown, text),
    );
  }
  if (kind === 'masks') return printedMasks(shown, text);
  const { bench, gains } = shown;
  const field = bench[kind];
  if (!field) return [];
  const bounded = bench.part.pattern === 'pixels';
  const delta = bounded ? 'σ(δ)' : 'δ';
  const symbol = {
    resized: 'r(x)',
    pattern: delta,
    product: `${delta} ⊙ ${bench.mask ? 'm(x)' : 'M'}`,
    prompted: 'x̃',
  };
  if (kind === 'resized' || kind === 'prompted' || bounded) {
    const units = kind === 'resized' || kind === 'prompted' ? bench.units : 'unit';
    const pixels = naturalPixels(field, { units, channel: 'all' });
    const note = pixels.clipped > 0 ? text.clipped(pixels.clipped) : '';
    return [{ symbol: symbol[kind], note, pixels }];
  }
  const gain = gains[kind];
  return [{ symbol: symbol[kind], note: text.amplified(gain), pixels: signedPixels(field, gain) }];
}

/** One picture per channel: a cell for each patch, or, where the patches are uneven, for each pixel. */
function printedMasks({ bench, limit }: Shown, text: Messages['pipeline']): readonly PrintedPicture[] {
  const { mask, maskFull, side, patch } = bench;
  const field = side % patch === 0 ? mask : maskFull;
  if (!field) return [];
  return channelIndices.map((channel) => ({
    symbol: 'm(x)',
    note: text.channels[channel]!,
    pixels: divergingPixels(field, { channel, limit, theme: 'light' }),
  }));
}
