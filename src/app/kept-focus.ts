import { useEffect, useRef } from 'react';
import { explorer } from '../store/store';
import type { Place } from '../store/view';

/** When a place goes, and what had the focus with it, the focus goes to the new one, at its top. */
export function useKeptFocus(place: Place): void {
  const before = useRef(place);
  useEffect(() => {
    if (before.current === place) return;
    before.current = place;
    if (document.activeElement === document.body) {
      document.querySelector<HTMLElement>('main')?.focus({ preventScroll: true });
    }
    // a link may lead to a part further down, which comes into view by itself
    if (explorer.getState().view.at === null) scrollTo({ top: 0 });
  }, [place]);
}
