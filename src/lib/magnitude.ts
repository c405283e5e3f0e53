/**
 * What a share of some signed values keep within, sign aside: the quantile of their magnitudes, between two of
 * them in proportion. Typed numbers sort several times as fast as they are sought in a list.
 * @param share 0..1
 * @returns 0 for no values
 */
export function magnitudeWithin(values: Float32Array, share: number): number {
  const sorted = values.map(Math.abs).sort();
  // NaN sorts last, and is no value
  let count = sorted.length;
  while (count > 0 && Number.isNaN(sorted[count - 1])) count--;
  const ascending = sorted.subarray(0, count);
  const place = (ascending.length - 1) * share;
  const below = Math.floor(place);
  const [low = 0, high = low] = ascending.subarray(below, below + 2);
  return low + (high - low) * (place - below);
}

/** Whether `magnitudeWithin` of these values may lie beyond: counted, which costs far less than to seek it. */
export function mayExceed(values: Float32Array, share: number, magnitude: number): boolean {
  let beyond = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value > magnitude || value < -magnitude) beyond++;
  }
  return beyond > values.length - 1 - Math.ceil((values.length - 1) * share);
}
