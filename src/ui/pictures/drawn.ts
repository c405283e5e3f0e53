import type { Pixels } from './pixels';

/** What each canvas of the page shows, at its own resolution: whoever saves a picture asks here, not the screen. */
const drawn = new WeakMap<HTMLCanvasElement, Pixels>();

export function setDrawn(canvas: HTMLCanvasElement, pixels: Pixels): void {
  drawn.set(canvas, pixels);
}

export interface DrawnPicture {
  /** the button or figure that it is in: it has the name, and the focus */
  readonly host: HTMLElement;
  /** one, or the layers that lie over each other, from the back to the front */
  readonly layers: readonly Pixels[];
}

/** The picture under a place of the page; null where there is none, or only the scale of colours. */
export function pictureAt(target: EventTarget | null): DrawnPicture | null {
  if (!(target instanceof HTMLElement)) return null;
  const around = target.closest<HTMLElement>('button, a, [role="img"], [data-picture]');
  const host = around ?? (target instanceof HTMLCanvasElement ? target.parentElement : null);
  if (!host) return null;
  const layers = Array.from(host.querySelectorAll('canvas'), (canvas) => drawn.get(canvas)).filter(
    // a scale of colours is one row
    (pixels): pixels is Pixels => pixels !== undefined && pixels.height > 1,
  );
  return layers.length > 0 && layers.length <= mostLayers ? { host, layers } : null;
}

/** More than this in one button is a table of small pictures, not a picture. */
const mostLayers = 6;
