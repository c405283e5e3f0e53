import { useLayoutEffect } from 'react';
import './presenting.css';

/** Tells the panels that people watch: what is handled goes, what is read stays (presenting.css). */
export function usePresenting(): void {
  useLayoutEffect(() => {
    document.documentElement.dataset['presenting'] = '';
    return () => {
      delete document.documentElement.dataset['presenting'];
    };
  }, []);
}
