import { useEffect } from 'react';
import { isPresenting } from '../store/lecture';
import { explorer, type ExplorerState } from '../store/store';

/** What opens within a place and closes again, and where the control stands that opens it, if it has one of its own. */
const openings = [
  { of: ({ view }) => view.asked, control: (id) => `a[href$="ask=${id}"]` },
  { of: ({ view }) => view.open, control: (id) => `[data-opens="${id}"]` },
  { of: ({ view }) => view.slow, control: null },
  { of: ({ view }) => (view.beside ? 'beside' : null), control: null },
  { of: ({ knockOut }) => (knockOut ? 'off' : null), control: null },
] as const satisfies readonly {
  readonly of: (state: ExplorerState) => string | null;
  readonly control: ((id: string) => string) | null;
}[];

/**
 * Whatever closes, and takes the focus with it, gives it back to the control that opened it: by key, button or undo.
 * What has no control of its own may close by itself; where the focus was nowhere then, it stays so.
 */
export function useReturnedFocus(): void {
  useEffect(() => {
    const openers = new Map<number, Element | null>();
    return explorer.subscribe((now, before) => {
      const held = document.activeElement;
      if (isPresenting(now) || now.view.place !== before.view.place) return openers.clear();
      openings.forEach(({ of, control }, which) => {
        const [opened, closed] = [of(now), of(before)];
        if (opened !== null && opened !== closed) openers.set(which, held);
        if (opened !== null || closed === null) return;
        const opener = openers.get(which) ?? null;
        openers.delete(which);
        if (!control && (!held || held === document.body)) return;
        // when it is gone from the page
        setTimeout(() => giveBack(opener, control && control(closed)), 0);
      });
    });
  }, []);
}

function giveBack(opener: Element | null, control: string | null): void {
  // somebody is elsewhere already
  if (document.activeElement && document.activeElement !== document.body) return;
  for (const target of [control && document.querySelector(control), opener]) {
    if (!(target instanceof HTMLElement) || target === document.body) continue;
    // the page never scrolls by itself
    target.focus({ preventScroll: true });
    // one that is hidden or disabled takes none
    if (document.activeElement === target) return;
  }
}
