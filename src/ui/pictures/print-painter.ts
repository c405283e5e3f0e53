import { inLightTheme } from '../export/light-theme';
import { tick } from './number';
import { asCanvas, cellEdges } from './painting';
import { inLight, rampPixels } from './pixels';
import {
  printLayout,
  scaleWithin,
  typeSize,
  type Box,
  type Line,
  type Print,
  type PrintedRamp,
} from './print';

/** Hairlines between cells that are at least so many pixels wide. */
const leastRuled = 4;

/** So many pixels of the file for one of the network's input, or as many as fit a width. */
export type PrintSize = { readonly scale: number } | { readonly within: number };

/** Draws a print on a canvas of its own, in light colours on white, as a PNG file. */
export async function paintPrint(print: Print, size: PrintSize): Promise<Blob> {
  const ink = inLightTheme(() => getComputedStyle(document.body).color);
  const { fontFamily } = getComputedStyle(document.body);
  const ruler = contextOf(new OffscreenCanvas(1, 1));
  const measureAt = (scale: number) => (text: string) => {
    ruler.font = `${typeSize(scale)}px ${fontFamily}`;
    return ruler.measureText(text).width;
  };
  const scale = 'scale' in size ? size.scale : scaleWithin(print, size.within, measureAt);
  const layout = printLayout(print, { scale, measure: measureAt(scale) });
  const { type } = layout;
  const font = `${type}px ${fontFamily}`;
  // a file that is to be so wide is so wide: what is left over stays white on both sides
  const width = 'within' in size ? Math.max(size.within, layout.width) : layout.width;

  const canvas = new OffscreenCanvas(width, layout.height);
  const context = contextOf(canvas);
  context.fillStyle = 'white';
  context.fillRect(0, 0, width, layout.height);
  context.translate(Math.floor((width - layout.width) / 2), 0);
  context.fillStyle = ink;
  const write = (lines: readonly Line[], look: string) => {
    context.font = look;
    for (const { text, x, y } of lines) context.fillText(text, x, y);
  };
  write(layout.heading, font);
  write(layout.titles, `600 ${font}`);
  print.rows.forEach(({ pictures }, row) =>
    pictures.forEach(({ symbol, note, pixels }, i) => {
      const box = layout.pictures[row]![i]!;
      write(
        [{ text: symbol, x: box.x, y: box.y - Math.round(1.7 * type) }],
        `italic ${Math.round(1.4 * type)}px serif`,
      );
      write([{ text: note, x: box.x, y: box.y - Math.round(0.5 * type) }], font);
      drawPicture(context, inLight(pixels), box);
    }),
  );
  context.font = font;
  print.ramps.forEach((ramp, i) => drawRamp(context, ramp, layout.ramps[i]!, ink));
  context.globalAlpha = 0.7;
  write(layout.provenance, font);
  return canvas.convertToBlob({ type: 'image/png' });
}

function contextOf(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser has no canvas to draw on.');
  return context;
}

/** Every cell a hard-edged square of whole pixels, as on the page. */
function drawPicture(
  context: OffscreenCanvasRenderingContext2D,
  pixels: Print['rows'][number]['pictures'][number]['pixels'],
  { x, y, width, height }: Box,
): void {
  const shown = heightOf(pixels, { width, height });
  context.imageSmoothingEnabled = false;
  context.drawImage(asCanvas(pixels), x, y, width, shown);
  if (pixels.width === width || width / pixels.width < leastRuled || pixels.width > 32) return;
  const ink = context.fillStyle;
  context.fillStyle = 'white';
  for (const at of cellEdges(pixels.width, width)) context.fillRect(x + at, y, 1, shown);
  for (const at of cellEdges(pixels.height, shown)) context.fillRect(x, y + at, width, 1);
  context.fillStyle = ink;
}

/** Pictures are as wide as their box; what is not square keeps its proportions. */
function heightOf(
  pixels: { readonly width: number; readonly height: number },
  { width, height }: { readonly width: number; readonly height: number },
): number {
  return Math.min(height, Math.round((width * pixels.height) / pixels.width));
}

/** The scale of the diverging map: −limit, 0, +limit. */
function drawRamp(
  context: OffscreenCanvasRenderingContext2D,
  { title, limit }: PrintedRamp,
  { x, y, width, height }: Box,
  ink: string,
): void {
  context.textAlign = 'left';
  if (title) context.fillText(title, x, y - Math.round(0.5 * height));
  context.imageSmoothingEnabled = true;
  context.drawImage(asCanvas(rampPixels('light')), x, y, width, height);
  context.fillStyle = ink;
  context.textBaseline = 'middle';
  for (const [align, at, figure] of [
    ['left', 0, tick(-limit)],
    ['center', 0.5, '0'],
    ['right', 1, `+${tick(limit)}`],
  ] as const) {
    context.textAlign = align;
    context.fillText(figure, x + at * width, y + 2 * height);
  }
  context.textAlign = 'left';
  context.textBaseline = 'alphabetic';
}
