import { format } from 'd3-format';

/** A signed value with a fixed number of decimals and a true minus sign, so that columns of them line up. */
export function signed(value: number, decimals: number): string {
  // −0.00 is 0.00 to a reader
  const rounded = Number(value.toFixed(decimals));
  return format(`.${decimals}f`)(rounded === 0 ? 0 : rounded);
}

/** The same with its sign even where it is positive. */
export function withSign(value: number, decimals: number): string {
  const rounded = Number(value.toFixed(decimals));
  return rounded === 0 ? format(`.${decimals}f`)(0) : format(`+.${decimals}f`)(rounded);
}

/** As many decimals as a tick at this magnitude needs: 6, 0.75, 0.02. */
export function tick(value: number): string {
  return format('~r')(Number(value.toPrecision(2)));
}
