import type { KeyboardEvent } from 'react';

interface Strip {
  readonly ids: readonly string[];
  readonly chosen: string | null;
  choose(id: string): void;
}

/**
 * One tab stop for a whole strip: the chosen one. Arrow keys, Home and End choose another and take the focus
 * along; items are the elements with `data-id` inside the same list.
 */
export function carryFocus(event: KeyboardEvent<HTMLElement>, { ids, chosen, choose }: Strip): void {
  const next = ids[neighbour(event.key, ids.indexOf(chosen ?? ''), ids.length)];
  if (next === undefined) return;
  event.preventDefault();
  choose(next);
  const list = event.currentTarget.closest('ul');
  const item = list?.querySelector<HTMLElement>(`[data-id="${CSS.escape(next)}"]`);
  item?.focus();
  item?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

/** Where a key leads from `index`; −1 for a key that leads nowhere. */
export function neighbour(key: string, index: number, count: number): number {
  switch (key) {
    case 'ArrowRight':
      return Math.min(index + 1, count - 1);
    case 'ArrowLeft':
      return Math.max(index - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return -1;
  }
}
