/** Positions of the `count` largest values, largest first; of equal ones the first. */
export function topIndices(values: ArrayLike<number>, count: number): Int32Array {
  const order = Array.from(values, (_, index) => index).sort((a, b) => values[b]! - values[a]! || a - b);
  return Int32Array.from(order.slice(0, count));
}
