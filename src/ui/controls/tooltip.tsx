import {
  cloneElement,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type ComponentProps,
  type ReactElement,
} from 'react';
import styles from './tooltip.module.css';

interface TooltipProps {
  /** repeats or explains; never the only place where something is said */
  readonly text: string;
  readonly shortcut?: string;
  readonly children: ReactElement<ComponentProps<'button'>>;
}

/** Milliseconds of rest before one opens, and for which the next one then opens at once. */
const rest = 500;
const gap = 12;
let lastClosed = -Infinity;

/** A name under a sign: seen when it is pointed at for a moment or reached by keyboard, gone on Escape or a press. */
export function Tooltip({ text, shortcut, children }: TooltipProps) {
  const anchor = useRef<HTMLButtonElement>(null);
  const [state, setState] = useState<'closed' | 'waiting' | 'open'>('closed');

  useEffect(() => {
    if (state !== 'waiting') return;
    const timer = setTimeout(() => setState('open'), performance.now() - lastClosed < rest ? 0 : rest);
    return () => clearTimeout(timer);
  }, [state]);

  useEffect(() => {
    if (state !== 'open') return;
    const onKeyDown = ({ key }: KeyboardEvent) => key === 'Escape' && setState('closed');
    document.addEventListener('keydown', onKeyDown);
    return () => {
      document.removeEventListener('keydown', onKeyDown);
      lastClosed = performance.now();
    };
  }, [state]);

  return (
    <>
      {cloneElement(children, {
        ref: anchor,
        onPointerEnter: ({ pointerType }) => pointerType === 'mouse' && setState('waiting'),
        onPointerLeave: () => setState('closed'),
        onPointerDown: () => setState('closed'),
        onFocus: ({ currentTarget }) => currentTarget.matches(':focus-visible') && setState('open'),
        onBlur: () => setState('closed'),
      })}
      {state === 'open' && <Tip anchor={anchor} text={text} {...(shortcut && { shortcut })} />}
    </>
  );
}

interface TipProps extends Omit<TooltipProps, 'children'> {
  readonly anchor: { readonly current: HTMLElement | null };
}

function Tip({ anchor, text, shortcut }: TipProps) {
  const tip = useRef<HTMLSpanElement>(null);
  // under the middle of its sign, inside the window
  useLayoutEffect(() => {
    const [from, own] = [anchor.current?.getBoundingClientRect(), tip.current];
    if (!from || !own) return;
    const centred = from.left + (from.width - own.offsetWidth) / 2;
    own.style.left = `${Math.max(gap, Math.min(centred, window.innerWidth - own.offsetWidth - gap))}px`;
    const below = from.bottom + gap / 2;
    const fits = below + own.offsetHeight < window.innerHeight;
    own.style.top = `${fits ? below : from.top - gap / 2 - own.offsetHeight}px`;
  }, [anchor, text]);
  return (
    <span ref={tip} className={styles.tip} aria-hidden="true">
      {text}
      {shortcut && <kbd className={styles.key}>{shortcut}</kbd>}
    </span>
  );
}
