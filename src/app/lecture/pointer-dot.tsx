import { useEffect, useRef, type RefObject } from 'react';
import { moveProbe } from '../../store/actions';
import { probeWithin, shownRun } from '../../store/selectors';
import { explorer, useExplorer } from '../../store/store';
import { anchoredAt, placeOf } from './anchors';
import styles from './stage.module.css';
import type { Talk } from './use-talk';

interface PointerDotProps {
  /** what can be pointed at */
  readonly area: RefObject<HTMLElement | null>;
  readonly talk: Talk;
  /** pointing needs no key: the other window is the one that is seen */
  readonly always?: boolean;
}

/**
 * The speaker's pointer: large enough for a hall, the same in all windows of the talk. Over a picture it takes the
 * page's one probe along, and what stands for the same part is lit.
 */
export function PointerDot({ area, talk, always = false }: PointerDotProps) {
  const dot = useRef<HTMLDivElement>(null);
  const pointing = useExplorer(({ lecture }) => lecture.stage?.pointing ?? false) || always;

  useEffect(() => {
    const element = area.current;
    if (!element || !pointing) return;
    const show = placing(dot);
    let frame = 0;
    const move = ({ clientX, clientY }: PointerEvent) => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        show({ x: clientX, y: clientY });
        const at = anchoredAt(element, { x: clientX, y: clientY });
        talk.point(at);
        if (at && at.picture !== null) followProbe(at);
      });
    };
    const leave = () => {
      cancelAnimationFrame(frame);
      show(null);
      talk.point(null);
    };
    element.addEventListener('pointermove', move);
    element.addEventListener('pointerleave', leave);
    return () => {
      leave();
      element.removeEventListener('pointermove', move);
      element.removeEventListener('pointerleave', leave);
    };
  }, [area, talk, pointing]);

  useEffect(
    () =>
      talk.onPoint((at) => {
        const found = at && area.current && placeOf(area.current, at);
        placing(dot)(found && found.at);
        const root = document.documentElement;
        const part = found?.part;
        if (part === undefined) delete root.dataset['lit'];
        else root.dataset['lit'] = part;
      }),
    [area, talk],
  );
  return <div ref={dot} className={styles.dot} hidden aria-hidden="true" />;
}

/** Moves the dot by style alone: nothing renders for a pointer. */
function placing(dot: RefObject<HTMLDivElement | null>) {
  return (at: { readonly x: number; readonly y: number } | null) => {
    const { current } = dot;
    if (!current) return;
    current.hidden = at === null;
    if (at) current.style.transform = `translate(${at.x}px, ${at.y}px)`;
  };
}

/** Pins the probe under the pointer, so that every panel in every window follows. */
function followProbe({ x, y }: { readonly x: number; readonly y: number }): void {
  const state = explorer.getState();
  const side = shownRun(state)?.config.method.side;
  if (side === undefined) return;
  const next = probeWithin({ row: Math.floor(y * side), column: Math.floor(x * side) }, side);
  const { probe } = state.view;
  if (probe?.row !== next.row || probe.column !== next.column) moveProbe(next);
}
