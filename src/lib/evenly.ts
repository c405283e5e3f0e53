/** `wanted` of the items, evenly by position, first and last among them; a single one is the last. */
export function evenly<Item>(items: readonly Item[], wanted: number): Item[] {
  if (items.length <= wanted) return [...items];
  const stride = (items.length - 1) / Math.max(wanted - 1, 1);
  return Array.from(
    { length: wanted },
    (_, i) => items[items.length - 1 - Math.round((wanted - 1 - i) * stride)]!,
  );
}
