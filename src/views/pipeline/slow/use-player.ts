import { useEffect, useState } from 'react';
import { slowDown } from '../../../store/actions';
import { explorer } from '../../../store/store';
import { subStepIds, type SubStepId } from '../../../store/view';
import { commandOf } from '../../../ui/keys';

/** milliseconds from one part to the next */
export const pace = 1250;

/** The part before or after one; the ends stay where they are. */
export function neighbour(at: SubStepId, by: 1 | -1): SubStepId {
  const index = subStepIds.indexOf(at) + by;
  return subStepIds[Math.max(0, Math.min(subStepIds.length - 1, index))]!;
}

interface Player {
  readonly playing: boolean;
  toggle(): void;
  go(to: SubStepId): void;
  /** something is looked at: the timer waits */
  hold(held: boolean): void;
}

/**
 * Goes through the parts of a step: by timer, or by the keys of a clicker. It plays by itself only where it was opened
 * by hand, and never for those who want less motion.
 */
export function usePlayer(at: SubStepId, { byHand }: { readonly byHand: boolean }): Player {
  const [playing, setPlaying] = useState(() => byHand && at === subStepIds[0] && !wantsLessMotion());
  const [held, setHeld] = useState(false);
  const ended = at === subStepIds.at(-1);

  useEffect(() => {
    if (!playing || held || ended) return;
    const timer = setTimeout(() => slowDown(neighbour(at, 1)), pace);
    return () => clearTimeout(timer);
  }, [playing, held, ended, at]);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const by = keyStep(event);
      if (by === null) return;
      event.preventDefault();
      setPlaying(false);
      const now = explorer.getState().view.slow;
      if (now) slowDown(neighbour(now, by));
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);

  return {
    playing: playing && !ended,
    toggle() {
      if (ended) slowDown(subStepIds[0]);
      setPlaying(!playing || ended);
    },
    go(to) {
      setPlaying(false);
      slowDown(to);
    },
    hold: setHeld,
  };
}

function wantsLessMotion(): boolean {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches;
}

/** Elements that use the arrow keys themselves: pictures move the probe. */
const arrowed =
  'input, select, textarea, [role="slider"], [role="dialog"], [contenteditable], button[aria-describedby]';

/** The keys of slow motion, and of a clicker; arrows only where nothing else wants them. */
function keyStep(event: KeyboardEvent): 1 | -1 | null {
  const command = event.defaultPrevented ? null : commandOf('slow', event);
  // in a lecture the clicker turns slides
  if (command === null || explorer.getState().view.place !== 'explore') return null;
  const target = event.target instanceof Element ? event.target : null;
  const taken = event.key.startsWith('Arrow') ? arrowed : '[role="dialog"]';
  if (target?.closest(taken)) return null;
  return command === 'forth' ? 1 : -1;
}
