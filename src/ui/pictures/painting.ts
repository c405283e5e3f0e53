import type { Pixels } from './pixels';

/**
 * Fills the canvas with the picture at the resolution of the screen: every cell a hard-edged rectangle, never
 * smoothed. With `ruled`, a hairline of one device pixel is left open between the cells.
 */
export function paint(
  canvas: HTMLCanvasElement,
  pixels: Pixels,
  { ruled }: { readonly ruled: boolean },
): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  const { width, height } = canvas;
  context.imageSmoothingEnabled = false;
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

const scratch = new Map<string, OffscreenCanvas>();

/** The picture at its own resolution, on a canvas that is shared by all pictures of that size. */
function asCanvas({ width, height, data }: Pixels): OffscreenCanvas {
  const size = `${width}×${height}`;
  const canvas = scratch.get(size) ?? new OffscreenCanvas(width, height);
  scratch.set(size, canvas);
  canvas.getContext('2d')?.putImageData(new ImageData(data, width, height), 0, 0);
  return canvas;
}
