/** How many numbers a tensor of this shape holds; 1 for a scalar's []. */
export function elementCount(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}
