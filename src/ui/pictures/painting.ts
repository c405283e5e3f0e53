import type { Cutout } from './hung';
import type { Pixels } from './pixels';

export interface PaintOptions {
  /** leave a hairline of one device pixel open between the cells */
  readonly ruled: boolean;
  /** a photograph made smaller may be smoothed; values never are */
  readonly photograph: boolean;
}

/**
 * Fills the canvas with the picture at the resolution of the screen: every cell a hard-edged rectangle, never
 * smoothed.
 */
export function paint(
  canvas: HTMLCanvasElement,
  pixels: Pixels | Cutout,
  { ruled, photograph }: PaintOptions,
): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  const { width, height } = canvas;
  context.imageSmoothingEnabled = photograph && pixels.width > width;
  context.imageSmoothingQuality = 'high';
  context.clearRect(0, 0, width, height);
  context.drawImage(asCanvas(pixels), 0, 0, width, height);
  if (!ruled) return;
  for (const x of cellEdges(pixels.width, width)) context.clearRect(x, 0, 1, height);
  for (const y of cellEdges(pixels.height, height)) context.clearRect(0, y, width, 1);
}

/** Device pixels at which a new cell begins, the first cell left out. */
export function cellEdges(cells: number, extent: number): number[] {
  return Array.from({ length: cells - 1 }, (_, i) => Math.round(((i + 1) * extent) / cells));
}

/** By size; a few at most, since a page shows few sizes and photographs come in any. */
const scratch = new Map<string, OffscreenCanvas>();
const mostScratch = 12;

/** The picture at its own resolution, on a canvas that is shared by all pictures of that size. */
export function asCanvas(picture: Pixels | Cutout): OffscreenCanvas {
  const { width, height } = picture;
  const size = `${width}×${height}`;
  const canvas = scratch.get(size) ?? new OffscreenCanvas(width, height);
  if (scratch.size >= mostScratch) scratch.clear();
  scratch.set(size, canvas);
  const context = canvas.getContext('2d');
  if ('data' in picture) context?.putImageData(new ImageData(picture.data, width, height), 0, 0);
  else context?.drawImage(picture.image, picture.x, picture.y, width, height, 0, 0, width, height);
  return canvas;
}
