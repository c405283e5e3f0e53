import { useEffect } from 'react';
import type { Controller } from '../controller/controller';
import { explorer } from '../store/store';

/** Elements that use the keys themselves. */
const keyed =
  'input, select, textarea, summary, a[href], [contenteditable], [role="dialog"], [role="slider"]';

interface ShortcutOptions {
  readonly controller: Controller;
  openHelp(): void;
}

/** The keys that work everywhere: Space, full stop, question mark, Escape. See messages/english/help.ts. */
export function useShortcuts({ controller, openHelp }: ShortcutOptions): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const { key, target } = event;
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (key === 'Escape') {
        const open = target instanceof Element && target.closest('[role="dialog"]');
        if (!open && explorer.getState().knockOut) controller.switchOff(null);
        return;
      }
      if (target instanceof Element && target.closest(keyed)) return;
      if (key === ' ') {
        // on a button Space presses the button
        if (target instanceof Element && target.closest('button')) return;
        if (explorer.getState().live.status === 'running') controller.pause();
        else controller.play();
      } else if (key === '.') controller.step();
      else if (key === '?') openHelp();
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [controller, openHelp]);
}
