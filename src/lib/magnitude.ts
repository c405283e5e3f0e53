/**
 * What a share of some signed values keep within, sign aside: the quantile of their magnitudes, between two of
 * them in proportion. Typed numbers sort several times as fast as they are sought in a list.
 * @param share 0..1
 * @returns 0 for no values
 */
export function magnitudeWithin(values: Float32Array, share: number): number {
  const ascending = values.map(Math.abs).sort();
  const place = (ascending.length - 1) * share;
  const below = Math.floor(place);
  const [low = 0, high = low] = ascending.subarray(below, below + 2);
  return low + (high - low) * (place - below);
}
