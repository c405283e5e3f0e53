import { tick } from './number';
import { asCanvas, cellEdges } from './painting';
import { rampPixels } from './pixels';
import { printLayout, typeSize, type Box, type Print, type PrintedPicture } from './print';

/** Hairlines between cells that are at least so many pixels wide. */
const leastRuled = 4;

/** Draws a print on a canvas of its own, on the page's own ground and in its ink, as a PNG file. */
export async function paintPrint(print: Print, scale: number): Promise<Blob> {
  const { backgroundColor: paper, color: ink, fontFamily } = getComputedStyle(document.body);
  const type = typeSize(scale);
  const font = `${type}px ${fontFamily}`;
  const ruler = contextOf(new OffscreenCanvas(1, 1));
  ruler.font = font;
  const layout = printLayout(print, { scale, measure: (text) => ruler.measureText(text).width });

  const canvas = new OffscreenCanvas(layout.width, layout.height);
  const context = contextOf(canvas);
  context.fillStyle = paper;
  context.fillRect(0, 0, layout.width, layout.height);
  context.fillStyle = ink;
  context.font = font;
  context.fillText(print.heading, type, layout.heading);
  print.pictures.forEach((picture, i) => {
    const box = layout.pictures[i]!;
    context.font = `italic ${Math.round(1.4 * type)}px serif`;
    context.fillText(picture.symbol, box.x, box.y - 1.7 * type);
    context.font = font;
    context.fillText(picture.note, box.x, box.y - 0.5 * type);
    drawPicture(context, picture, box, paper);
  });
  if (layout.ramp) drawRamp(context, print, layout.ramp, ink);
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
  { pixels }: PrintedPicture,
  { x, y, width, height }: Box,
  paper: string,
): void {
  context.imageSmoothingEnabled = false;
  context.drawImage(asCanvas(pixels), x, y, width, height);
  if (pixels.width === width || width / pixels.width < leastRuled || pixels.width > 32) return;
  const ink = context.fillStyle;
  context.fillStyle = paper;
  for (const at of cellEdges(pixels.width, width)) context.fillRect(x + at, y, 1, height);
  for (const at of cellEdges(pixels.height, height)) context.fillRect(x, y + at, width, 1);
  context.fillStyle = ink;
}

/** The scale of the diverging map: −limit, 0, +limit. */
function drawRamp(
  context: OffscreenCanvasRenderingContext2D,
  { limit, theme }: Print,
  { x, y, width, height }: Box,
  ink: string,
): void {
  context.imageSmoothingEnabled = true;
  context.drawImage(asCanvas(rampPixels(theme)), x, y, width, height);
  context.fillStyle = ink;
  const below = y + 2.3 * height;
  for (const [align, at, figure] of [
    ['left', 0, tick(-limit)],
    ['center', 0.5, '0'],
    ['right', 1, `+${tick(limit)}`],
  ] as const) {
    context.textAlign = align;
    context.textBaseline = 'middle';
    context.fillText(figure, x + at * width, below);
  }
}
