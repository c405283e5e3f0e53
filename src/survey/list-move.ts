interface Placed {
  getBoundingClientRect(): { readonly top: number; readonly left: number };
}

/** Where a key leads from item `at` of a list in rows; −1 for a key that leads nowhere. */
export function listMove(key: string, items: readonly Placed[], at: number): number {
  if (at < 0) return -1;
  switch (key) {
    case 'ArrowRight':
      return Math.min(at + 1, items.length - 1);
    case 'ArrowLeft':
      return Math.max(at - 1, 0);
    case 'ArrowDown':
      return at + rowLength(items) < items.length ? at + rowLength(items) : at;
    case 'ArrowUp':
      return at - rowLength(items) >= 0 ? at - rowLength(items) : at;
    case 'Home':
      return 0;
    case 'End':
      return items.length - 1;
    default:
      return -1;
  }
}

function rowLength(items: readonly Placed[]): number {
  const [first, ...others] = items.map((item) => item.getBoundingClientRect().top);
  const next = others.findIndex((top) => top > first! + 1);
  return next < 0 ? items.length : next + 1;
}
