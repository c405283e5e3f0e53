/**
 * Throws unless `shape` fits `expected`; −1 in `expected` stands for any size.
 * @param what the tensor's name, as it should stand in the message
 */
export function assertShape(what: string, shape: readonly number[], expected: readonly number[]): void {
  const fits =
    shape.length === expected.length && expected.every((size, axis) => size === -1 || size === shape[axis]);
  if (!fits) {
    const wanted = expected.map((size) => (size === -1 ? '?' : size)).join(', ');
    throw new Error(`${what} has shape [${shape.join(', ')}], expected [${wanted}].`);
  }
}
