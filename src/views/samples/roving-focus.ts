import type { KeyboardEvent } from 'react';
import { commandOf, type KeyCommand } from '../../ui/keys';

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
  const next = ids[neighbour(commandOf('strip', event), ids.indexOf(chosen ?? ''), ids.length)];
  if (next === undefined) return;
  event.preventDefault();
  choose(next);
  const list = event.currentTarget.closest('ul');
  const item = list?.querySelector<HTMLElement>(`[data-id="${CSS.escape(next)}"]`);
  item?.focus();
  item?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

/** Where a key leads from `index`; −1 for a key that leads nowhere. */
export function neighbour(command: KeyCommand<'strip'> | null, index: number, count: number): number {
  switch (command) {
    case 'next':
      return Math.min(index + 1, count - 1);
    case 'previous':
      return Math.max(index - 1, 0);
    case 'first':
      return 0;
    case 'last':
      return count - 1;
    case null:
      return -1;
  }
}
