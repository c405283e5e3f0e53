import { symbol } from 'd3-shape';
import type { SurveyLayout } from '../../data/layout';
import { csv } from '../../lib/csv';
import { svgAsPng } from '../../ui/export/chart-file';
import { classMark } from './class-marks';
import { classNames, planeOf } from './geometry';
import { dotArea, paintPoints, type Painted } from './paint';

export interface Drawing {
  readonly title: string;
  readonly layout: SurveyLayout;
  /** of each side, in words */
  readonly names: readonly string[];
  readonly classes: readonly string[];
  readonly labels: Int32Array;
}

const head = 20;
const gap = 12;

/** Of one side, in the drawing's own unit. */
const width = 420;
const height = 420;

function extentOf({ layout: { sides } }: Drawing): [width: number, height: number] {
  return [sides * (width + gap) - gap, height + head];
}

/** The sides beside each other in light colours on white, as dots. */
export function spaceAsSvg(drawing: Drawing): string {
  const { layout, names, title, labels } = drawing;
  const plane = planeOf(layout, { width, height });
  const [columns, rows] = extentOf(drawing);
  const area = dotArea(labels.length);
  const sides = plane.sides.map((points, side) => {
    const dots = Array.from(labels, (label, index) => {
      const { colour, shape } = classMark(label, 'light');
      const at = `${points[index * 2]!.toFixed(1)},${points[index * 2 + 1]!.toFixed(1)}`;
      return `<path transform="translate(${at})" d="${symbol(shape, area)() ?? ''}" fill="${colour}" fill-opacity="0.8"/>`;
    });
    const { classes } = drawing;
    const words = classNames(points, labels, { classes: classes.length, ...plane }).map(
      ({ label, x, y }) =>
        `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="middle" font-weight="bold" fill="${classMark(label, 'light').colour}" stroke="white" stroke-width="3" paint-order="stroke">${escaped(classes[label] ?? '')}</text>`,
    );
    return `<g transform="translate(${side * (width + gap)},0)"><text y="13">${escaped(names[side] ?? '')}</text><g transform="translate(0,${head})"><rect width="${width}" height="${height}" fill="none" stroke="#e6e2d9"/>${dots.join('')}${words.join('')}</g></g>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${columns} ${rows}" width="${columns}" height="${rows}" font-family="sans-serif" font-size="11"><title>${escaped(title)}</title><rect width="${columns}" height="${rows}" fill="white"/>${sides.join('')}</svg>`;
}

/** The same as a picture; with the pictures themselves where they are shown. */
export async function spaceAsPng(
  drawing: Drawing,
  { pixels, pictures }: { readonly pixels: number; readonly pictures: Painted['pictures'] },
): Promise<Blob> {
  const [across, down] = extentOf(drawing);
  const rows = Math.round((pixels * down) / across);
  if (!pictures) return svgAsPng(spaceAsSvg(drawing), { columns: pixels, rows });
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [pixels, rows];
  const context = canvas.getContext('2d');
  if (!context) return svgAsPng(spaceAsSvg(drawing), { columns: pixels, rows });
  const { layout, labels, names } = drawing;
  const plane = planeOf(layout, { width, height });
  const scale = pixels / across;
  context.fillStyle = 'white';
  context.fillRect(0, 0, pixels, rows);
  plane.sides.forEach((points, side) => {
    context.setTransform(scale, 0, 0, scale, scale * side * (width + gap), scale * head);
    context.fillStyle = 'black';
    context.font = '11px sans-serif';
    context.fillText(names[side] ?? '', 0, -7);
    paintPoints(context, { points, labels, marked: null, theme: 'light', pictures, plane });
  });
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('This browser cannot draw it.'))));
  });
}

/** Where each picture lies on each side, in the units of the layout: only nearness means something. */
export function spaceAsCsv({ layout: { count, sides, positions }, names, classes, labels }: Drawing): string {
  return csv([
    ['picture', 'label', ...names.flatMap((name) => [`x ${name}`, `y ${name}`])],
    ...Array.from(labels, (label, index) => [
      `test/${index}`,
      classes[label] ?? '',
      ...Array.from({ length: sides * 2 }, (_, at) => positions[((at >> 1) * count + index) * 2 + (at & 1)]!),
    ]),
  ]);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
