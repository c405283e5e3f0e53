import { useRef, type KeyboardEvent, type RefObject } from 'react';

/**
 * One tab stop for a whole strip: the chosen one; arrow keys, Home and End choose another and take the focus
 * along. Items are the elements with `data-id`.
 */
export function useRovingFocus(
  ids: readonly string[],
  chosen: string | null,
  choose: (id: string) => void,
): { readonly list: RefObject<HTMLUListElement | null>; onKeyDown(event: KeyboardEvent): void } {
  const list = useRef<HTMLUListElement>(null);

  const onKeyDown = (event: KeyboardEvent) => {
    // only from a picture itself: the slots beside them keep their own keys
    if (!(event.target instanceof HTMLElement) || event.target.dataset['id'] === undefined) return;
    const next = ids[neighbour(event.key, ids.indexOf(chosen ?? ''), ids.length)];
    if (next === undefined) return;
    event.preventDefault();
    choose(next);
    const item = list.current?.querySelector<HTMLElement>(`[data-id="${CSS.escape(next)}"]`);
    item?.focus();
    item?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };

  return { list, onKeyDown };
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
