import { signed } from '../../../ui/pictures/number';
import type { PartName } from '../../../ui/lit-part';

/** A number in a formula that lights the same part of the page as its symbol does. */
export function texNumber(value: number, decimals: number, part?: PartName): string {
  const number = signed(value, decimals).replace('−', '-');
  return part ? `\\htmlData{part=${part}}{${number}}` : number;
}

/** The same behind a sign of multiplication or addition: in brackets where it is negative. */
export function texFactor(value: number, decimals: number, part?: PartName): string {
  const number = texNumber(value, decimals, part);
  return value < 0 ? `(${number})` : number;
}
