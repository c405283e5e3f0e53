import { useLayoutEffect, useRef, type RefObject } from 'react';

/** Seventy ems across and forty down: 18 px on a 1280 × 720 projector, 27 px on a 1920 × 1080 one. */
const across = 70;
const down = 40;
/** CSS pixels; below the first the slide scrolls instead */
const smallest = 12;
const largest = 44;
/** Milliseconds in which panels take the room that they were given. */
const settling = 120;

function roomFor({ innerWidth, innerHeight }: Window): number {
  // upright screens are held in a hand
  if (innerHeight > innerWidth) return 16;
  return Math.min(Math.max(Math.min(innerWidth / across, innerHeight / down), smallest), largest);
}

/**
 * Type for a hall: all of the page's sizes are in rem, so one number enlarges everything. Where a slide holds more
 * than the screen does, its type shrinks until all is seen; the size is kept for when the slide comes back.
 * @param slide which slide is shown
 */
export function useProjectorType(stage: RefObject<HTMLElement | null>, slide: string): void {
  const known = useRef(new Map<string, number>());
  useLayoutEffect(() => {
    const root = document.documentElement;
    const element = stage.current;
    const content = element?.firstElementChild;
    if (!element || !content) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const key = () => `${slide} ${window.innerWidth} ${window.innerHeight}`;
    const fit = () => {
      const size = parseFloat(root.style.fontSize);
      const overflow = element.scrollHeight / element.clientHeight;
      const upright = window.innerHeight > window.innerWidth;
      if (upright || overflow <= 1.005 || size <= smallest) return;
      const next = Math.max(smallest, size * Math.max(0.85, 1 / overflow));
      root.style.fontSize = `${next}px`;
      known.current.set(key(), next);
      settle();
    };
    const settle = () => {
      clearTimeout(timer);
      timer = setTimeout(fit, settling);
    };
    const begin = () => {
      root.style.fontSize = `${known.current.get(key()) ?? roomFor(window)}px`;
      settle();
    };
    begin();
    const observer = new ResizeObserver(settle);
    observer.observe(content);
    window.addEventListener('resize', begin);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
      window.removeEventListener('resize', begin);
    };
  }, [stage, slide]);
  useLayoutEffect(
    () => () => {
      document.documentElement.style.removeProperty('font-size');
    },
    [],
  );
}
