import { useEffect } from 'react';
import { advanceMarker, moveMarker } from '../../store/actions';
import { explorer } from '../../store/store';
import { playbackInterval, storedIndex } from './geometry';

/** While `playing`, carries the time marker over the stored steps and lets go of it at the newest. */
export function usePlayback(steps: readonly number[], playing: boolean): void {
  useEffect(() => {
    if (!playing) return;
    const timer = setInterval(() => {
      const index = storedIndex(steps, explorer.getState().view.step);
      const next = steps[index + 1];
      if (next === undefined) moveMarker(null);
      else advanceMarker(next);
    }, playbackInterval(steps.length));
    return () => clearInterval(timer);
  }, [steps, playing]);
}
