import { useEffect, useSyncExternalStore } from 'react';
import { useExplorer } from '../store/store';

/** Puts the chosen theme where tokens.css and the pictures look for it. On paper the page is light. */
export function usePageTheme(): void {
  const chosen = useExplorer(({ view }) => view.theme);
  const theme = usePrinting() ? 'light' : chosen;
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
  }, [theme]);
}

/** Whether the page is being printed, or shown as it would be. */
export function usePrinting(): boolean {
  return useSyncExternalStore(followPrinting, isPrinting, () => false);
}

let asked = false;
const paper = () => matchMedia('print');
const isPrinting = () => asked || paper().matches;

function followPrinting(changed: () => void): () => void {
  const begin = () => {
    asked = true;
    changed();
  };
  const end = () => {
    asked = false;
    changed();
  };
  const list = paper();
  addEventListener('beforeprint', begin);
  addEventListener('afterprint', end);
  list.addEventListener('change', changed);
  return () => {
    removeEventListener('beforeprint', begin);
    removeEventListener('afterprint', end);
    list.removeEventListener('change', changed);
  };
}
