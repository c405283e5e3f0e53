import { useLayoutEffect, useState, type RefObject } from 'react';
import { flushSync } from 'react-dom';

export interface Size {
  readonly width: number;
  readonly height: number;
  /** the root's font size: the page's type grows on wide screens */
  readonly rem: number;
}

/** The size of an element's content in CSS pixels, whole; null before it is on the page. */
export function useSize(
  element: RefObject<HTMLElement | null>,
  {
    atOnce = false,
  }: {
    /** what depends on it is drawn before the first frame, and nothing below jumps */ readonly atOnce?: boolean;
  } = {},
): Size | null {
  const [size, setSize] = useState<Size | null>(null);
  useLayoutEffect(() => {
    if (!element.current) return;
    let first = true;
    const observer = new ResizeObserver(([entry]) => {
      if (!entry) return;
      const [width, height] = [Math.round(entry.contentRect.width), Math.round(entry.contentRect.height)];
      const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
      const take = () =>
        setSize((before) =>
          before?.width === width && before.height === height && before.rem === rem
            ? before
            : { width, height, rem },
        );
      if (atOnce && first) flushSync(take);
      else take();
      // one that is still hidden has no size yet
      first &&= width === 0;
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element, atOnce]);
  return size;
}
