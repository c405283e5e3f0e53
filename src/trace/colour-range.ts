import { greatestMagnitude, type Field } from '../ui/pictures/field';
import { niceLimit } from '../lib/limit';
import type { Range } from '../store/view';

/**
 * Half width of the masks' colour range.
 * @param magnitude of the whole run, see `runMagnitude`
 */
export function colourLimit(
  range: Range,
  {
    mask,
    magnitude,
    locked,
  }: { readonly mask: Field | null; readonly magnitude: number; readonly locked: number },
): number {
  switch (range) {
    case 'unit':
      return 1;
    case 'sample':
      return niceLimit(mask ? greatestMagnitude(mask.values) : 0);
    case 'run':
      return niceLimit(magnitude);
    case 'locked':
      return locked;
    default:
      return range satisfies never;
  }
}

/** Fraction of a mask's values, all channels, beyond the range. */
export function beyond({ values }: Field, limit: number): number {
  return values.reduce((count, value) => count + Number(Math.abs(value) > limit), 0) / values.length;
}
