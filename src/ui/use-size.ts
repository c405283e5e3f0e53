import { useLayoutEffect, useState, type RefObject } from 'react';

export interface Size {
  readonly width: number;
  readonly height: number;
  /** the root's font size: the page's type grows on wide screens */
  readonly rem: number;
}

export interface SizeOptions {
  /** what gets its height from this width is drawn before the first frame, and nothing below it jumps */
  readonly atOnce?: boolean;
}

/** The size of an element's content in CSS pixels, whole; null before it is on the page. */
export function useSize(
  element: RefObject<HTMLElement | null>,
  { atOnce = false }: SizeOptions = {},
): Size | null {
  const [size, setSize] = useState<Size | null>(null);
  useLayoutEffect(() => {
    const place = element.current;
    if (!place) return;
    const take = (content: { readonly width: number; readonly height: number }): void => {
      const [width, height] = [Math.round(content.width), Math.round(content.height)];
      const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
      setSize((before) =>
        before?.width === width && before.height === height && before.rem === rem
          ? before
          : { width, height, rem },
      );
    };
    if (atOnce) take(contentOf(place));
    const observer = new ResizeObserver(([entry]) => entry && take(entry.contentRect));
    observer.observe(place);
    return () => observer.disconnect();
  }, [element, atOnce]);
  return size;
}

/** What a ResizeObserver will say, without waiting for it: costs a layout. */
function contentOf(place: HTMLElement): { width: number; height: number } {
  const style = getComputedStyle(place);
  const inside = (whole: number, ...sides: readonly string[]): number =>
    sides.reduce((left, side) => left - (parseFloat(style.getPropertyValue(side)) || 0), whole);
  return {
    width: inside(place.clientWidth, 'padding-left', 'padding-right'),
    height: inside(place.clientHeight, 'padding-top', 'padding-bottom'),
  };
}
