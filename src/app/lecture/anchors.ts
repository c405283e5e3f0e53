/** Places on a slide that mean the same in windows of different sizes. */
import type { Anchored } from './talk-channel';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** pictures over which the one probe is at the same place */
const probed = 'canvas';

/** What lies at a point of the window; null outside of the area. */
export function anchoredAt(area: HTMLElement, point: Point): Anchored | null {
  const under = document.elementFromPoint(point.x, point.y);
  if (!under || !area.contains(under)) return null;
  const anchor = under.closest<HTMLElement>('[data-anchor]');
  const picture = under.closest('[data-part]') ? pictureAt(under) : null;
  const index = anchor && picture ? [...anchor.querySelectorAll(probed)].indexOf(picture) : -1;
  const frame = (index >= 0 && picture ? picture : (anchor ?? area)).getBoundingClientRect();
  return {
    anchor: anchor?.dataset['anchor'] ?? '',
    picture: index >= 0 ? index : null,
    x: (point.x - frame.left) / frame.width,
    y: (point.y - frame.top) / frame.height,
  };
}

/** Where that is in this window; null where the slide here has nothing of the kind. */
export function placeOf(
  area: HTMLElement,
  { anchor, picture, x, y }: Anchored,
): { readonly at: Point; readonly part: string | undefined } | null {
  const named =
    anchor === '' ? area : area.querySelector<HTMLElement>(`[data-anchor="${CSS.escape(anchor)}"]`);
  const element = named && picture !== null ? (named.querySelectorAll(probed)[picture] ?? named) : named;
  if (!element) return null;
  const { left, top, width, height } = element.getBoundingClientRect();
  return {
    at: { x: left + x * width, y: top + y * height },
    part: element.closest<HTMLElement>('[data-part]')?.dataset['part'],
  };
}

function pictureAt(under: Element): HTMLCanvasElement | null {
  if (under instanceof HTMLCanvasElement) return under;
  // the picture may lie under what is drawn over it
  const holder = under.closest('button, figure') ?? under;
  return holder.querySelector('canvas');
}
