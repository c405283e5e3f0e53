import { hcl } from 'd3-color';

/**
 * The colour map of everything signed: masks, δ, δ⊙m. Zero is the neutral middle and looks like paper;
 * the two halves are the hues of the tokens' pair (negative `--second`, positive `--accent`), told apart by
 * every kind of colour vision. Lightness (CIELAB L*) moves linearly from the middle to both ends, so equal
 * magnitudes are equally light and the map holds in greyscale. On a dark page the middle is dark.
 */
export type Theme = 'light' | 'dark';

const hues = { negative: 235, positive: 48.6 };
const lightness = { light: { middle: 95.5, end: 33 }, dark: { middle: 17, end: 84 } };
/** Most chroma on either side: more would let orange shout down blue, whose gamut is narrow. */
const most = { negative: 36, positive: 66 };

/** Entries of a table: an odd number, so that zero has its own. */
export const tableSize = 511;

/** [tableSize, 3] bytes, from −1 to +1 */
export type DivergingTable = Uint8ClampedArray;

const tables = new Map<Theme, DivergingTable>();

export function divergingTable(theme: Theme): DivergingTable {
  const known = tables.get(theme);
  if (known) return known;
  const table = new Uint8ClampedArray(tableSize * 3);
  for (let i = 0; i < tableSize; i += 1) table.set(colourOf((2 * i) / (tableSize - 1) - 1, theme), i * 3);
  tables.set(theme, table);
  return table;
}

/** Row of the table for a value on a scale of ±limit; values beyond take the end colour. */
export function tableRow(value: number, limit: number): number {
  const position = limit > 0 ? Math.max(-1, Math.min(1, value / limit)) : 0;
  return Math.round(((position + 1) / 2) * (tableSize - 1));
}

function colourOf(position: number, theme: Theme): [number, number, number] {
  const side = position < 0 ? 'negative' : 'positive';
  const magnitude = Math.abs(position);
  const { middle, end } = lightness[theme];
  const level = middle + (end - middle) * magnitude;
  // chroma rises from nothing, so that the middle stays neutral, and bends before what a screen can show:
  // a smooth minimum, since a sharp one is seen as an edge in the map
  const wanted = most[side] * (1 - (1 - magnitude) ** 2);
  const chroma = smoothMinimum(wanted, showableChroma(hues[side], level));
  const { r, g, b } = hcl(hues[side], chroma, level).rgb();
  return [r, g, b];
}

function smoothMinimum(one: number, other: number): number {
  return one <= 0 || other <= 0 ? 0 : (one ** -5 + other ** -5) ** (-1 / 5);
}

/** Greatest chroma of sRGB at this hue and lightness, by bisection. */
function showableChroma(hue: number, level: number): number {
  let [inside, outside] = [0, 130];
  while (outside - inside > 0.1) {
    const middle = (inside + outside) / 2;
    if (hcl(hue, middle, level).displayable()) inside = middle;
    else outside = middle;
  }
  return inside;
}
