import type { Messages } from '../../messages/messages';
import { tick } from '../pictures/number';
import type { Pixels } from '../pictures/pixels';
import type { Print } from '../pictures/print';

/** Where a picture comes from, as a file says it. */
export interface Origin {
  /** run, data, sample and step in one line */
  readonly heading: string;
  readonly provenance: readonly string[];
  /** words of the file's name */
  readonly file: readonly string[];
}

/** A mask of few patches is printed as large as the picture that it is for, about. */
const leastSide = 96;

interface PrintOptions {
  readonly origin: Origin;
  readonly text: Messages['saving'];
}

/** One picture, or its layers in a row, with name, scale or amplification, and where it comes from. */
export function printOf(
  { layers, name }: { readonly layers: readonly Pixels[]; readonly name: string },
  { origin, text }: PrintOptions,
): Print {
  const widest = Math.max(...layers.map(({ width, height }) => Math.max(width, height)));
  const limits = layers.flatMap(({ made }) => (made?.by === 'diverging' ? [made.limit] : []));
  return {
    heading: origin.heading,
    rows: [
      { title: '', pictures: layers.map((pixels) => ({ symbol: '', note: noteOf(pixels, text), pixels })) },
    ],
    side: widest * Math.ceil(leastSide / widest),
    ramps: Array.from(new Set(limits), (limit) => ({ title: '', limit })),
    provenance: [name, ...origin.provenance],
  };
}

function noteOf({ made, clipped }: Pixels, text: Messages['saving']): string {
  if (made?.by === 'diverging') return text.range(tick(made.limit));
  return [made?.by === 'signed' && text.amplified(made.gain), clipped > 0.0005 && text.clipped(clipped)]
    .filter(Boolean)
    .join(', ');
}
