import { useEffect, useState } from 'react';
import { useExplorer } from '../store/store';

const signs = ['pointermove', 'pointerdown', 'keydown'] as const;

/** True once somebody does something on the page, or the page has gone on to load what trains. */
export function useAttended(): boolean {
  const goneOn = useExplorer(({ engine }) => engine.phase !== 'idle');
  const [attended, setAttended] = useState(false);
  useEffect(() => {
    if (attended) return;
    const attend = () => setAttended(true);
    for (const sign of signs) window.addEventListener(sign, attend, { once: true, passive: true });
    return () => signs.forEach((sign) => window.removeEventListener(sign, attend));
  }, [attended]);
  return attended || goneOn;
}
