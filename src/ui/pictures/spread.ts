/**
 * Moves labels on a line apart until neighbours are `gap` from each other, keeping their order and staying
 * as near to where they belong as that allows, within [low, high] where there is room.
 * @returns the new positions, in the order of `wanted`
 */
export function spread(
  wanted: readonly number[],
  { gap, low, high }: { readonly gap: number; readonly low: number; readonly high: number },
): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a]! - wanted[b]! || a - b);
  // pool neighbours that are too near into groups, each centred on the mean of its members
  const groups: { members: number[]; sum: number }[] = [];
  const start = (group: { members: number[]; sum: number }) => {
    const extent = (group.members.length - 1) * gap;
    const first = group.sum / group.members.length - extent / 2;
    return Math.max(low, Math.min(first, high - extent));
  };
  for (const index of order) {
    let group = { members: [index], sum: wanted[index]! };
    for (let before = groups.at(-1); before; before = groups.at(-1)) {
      if (start(before) + before.members.length * gap <= start(group)) break;
      group = { members: [...before.members, ...group.members], sum: before.sum + group.sum };
      groups.pop();
    }
    groups.push(group);
  }
  const placed = new Array<number>(wanted.length);
  for (const group of groups) {
    const first = start(group);
    group.members.forEach((index, i) => (placed[index] = first + i * gap));
  }
  return placed;
}
