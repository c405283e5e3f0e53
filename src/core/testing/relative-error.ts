/** max|a − b| / max|b|, or max|a| where b is zero throughout; NaN anywhere gives NaN. */
export function relativeError(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) {
    throw new Error(`Cannot compare ${actual.length} values with ${expected.length}.`);
  }
  let difference = 0;
  let scale = 0;
  for (let i = 0; i < expected.length; i++) {
    const here = Math.abs(actual[i]! - expected[i]!);
    if (Number.isNaN(here)) return NaN;
    difference = Math.max(difference, here);
    scale = Math.max(scale, Math.abs(expected[i]!));
  }
  return scale > 0 ? difference / scale : difference;
}
