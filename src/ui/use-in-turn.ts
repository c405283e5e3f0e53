import { startTransition, useEffect, useState } from 'react';

/** Longest wait for a quiet moment, in ms: whoever scrolls on finds the next part there. */
const patience = 400;

/**
 * Heavy parts one below the other, each put up by itself in a quiet moment: together they would hold the page
 * for too long, and one that never came would be missing for those who search it, or walk along its headings.
 * @param first how many come at once
 * @returns how many of all stand now
 */
export function useInTurn(first: number, all: number): number {
  const [count, setCount] = useState(first);
  useEffect(() => {
    if (count >= all) return;
    return whenQuiet(() => startTransition(() => setCount(count + 1)));
  }, [count, all]);
  return count;
}

/** @returns what takes it back */
function whenQuiet(run: () => void): () => void {
  // Safari has no such moments
  if (!('requestIdleCallback' in window)) {
    const timer = setTimeout(run, patience / 4);
    return () => clearTimeout(timer);
  }
  const asked = window.requestIdleCallback(run, { timeout: patience });
  return () => window.cancelIdleCallback(asked);
}
