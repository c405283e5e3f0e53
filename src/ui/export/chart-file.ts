import { UserError } from '../../lib/user-error';
import { inLightTheme } from './light-theme';
import { noWords, surround, type ChartWords, type Extent } from './chart-words';
import { attributesOf, lookOf, type Look } from './presentation';

/** Charts as files that fit where they go. Text grows and shrinks with the drawing, so nothing is laid out anew. */

export interface ChartSize {
  readonly id: 'column' | 'slide';
  /** as an SVG states it */
  readonly width: { readonly value: number; readonly unit: 'mm' | 'px' };
  /** of the PNG, across */
  readonly pixels: number;
}

export const chartSizes: readonly ChartSize[] = [
  // one column of a two-column paper, at 600 dots per inch
  { id: 'column', width: { value: 84, unit: 'mm' }, pixels: 1984 },
  { id: 'slide', width: { value: 1920, unit: 'px' }, pixels: 1920 },
];

interface ChartOptions {
  readonly size: ChartSize;
  /** what the chart shows, for those who do not see it */
  readonly title: string;
  /** what is written round the drawing, see chart-words.ts; without it the drawing stands alone */
  readonly words?: ChartWords;
}

/** The chart in light colours on white, whatever the page's theme, as text of an SVG file. */
export function chartAsSvg(chart: SVGSVGElement, { size, title, words = noWords }: ChartOptions): string {
  const { value, unit } = size.width;
  return standalone(chart, { title, words }, ({ width, height }) => [
    ['width', `${value}${unit}`],
    ['height', `${rounded((value * height) / width)}${unit}`],
  ]).text;
}

/** The same as a picture. */
export async function chartAsPng(
  chart: SVGSVGElement,
  { size, title, words = noWords }: ChartOptions,
): Promise<Blob> {
  const columns = size.pixels;
  const rowsOf = ({ width, height }: Extent) => Math.round((columns * height) / width);
  const { text, extent } = standalone(chart, { title, words }, (whole) => [
    ['width', String(columns)],
    ['height', String(rowsOf(whole))],
  ]);
  return svgAsPng(text, { columns, rows: rowsOf(extent) });
}

/** An SVG that stands for itself as a picture. */
export async function svgAsPng(
  text: string,
  { columns, rows }: { readonly columns: number; readonly rows: number },
): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = columns;
    canvas.height = rows;
    canvas.getContext('2d')?.drawImage(image, 0, 0, columns, rows);
    return await new Promise((resolve, reject) => {
      canvas.toBlob((blob) => {
        if (blob) resolve(blob);
        else
          reject(new UserError('This browser cannot draw the chart as a picture. Save it as SVG instead.'));
      }, 'image/png');
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** In the chart's own units. */
function extentOf(chart: SVGSVGElement): Extent {
  const [, , width, height] = (chart.getAttribute('viewBox') ?? '').split(/[ ,]+/).map(Number);
  if (width && height) return { width, height };
  const box = chart.getBoundingClientRect();
  return { width: box.width, height: box.height };
}

function standalone(
  chart: SVGSVGElement,
  { title, words }: Required<Pick<ChartOptions, 'title' | 'words'>>,
  sidesOf: (whole: Extent) => readonly (readonly [name: string, value: string])[],
): { readonly text: string; readonly extent: Extent } {
  const copy = chart.cloneNode(true) as SVGSVGElement;
  copy.style.cssText = 'position: fixed; left: -99999px; --paper: white';
  // beside the original, so that every rule which reaches that one reaches the copy
  chart.after(copy);
  const keys = words.legend.map(({ mark }) => copy.appendChild(mark.cloneNode(true) as SVGElement));
  try {
    inLightTheme(() => freeze(copy, null));
  } finally {
    copy.remove();
  }
  const extent = surround(copy, { words, keys, extent: extentOf(chart) });
  const { width, height } = extent;
  copy.setAttribute('viewBox', `0 0 ${rounded(width)} ${rounded(height)}`);
  for (const [name, value] of sidesOf(extent)) copy.setAttribute(name, value);
  const name = document.createElementNS(copy.namespaceURI, 'title');
  name.textContent = title;
  const ground = document.createElementNS(copy.namespaceURI, 'rect');
  for (const [side, value] of Object.entries({ width, height }))
    ground.setAttribute(side, String(rounded(value)));
  ground.setAttribute('fill', 'white');
  ground.setAttribute('stroke', 'none');
  copy.prepend(name, ground);
  return { text: new XMLSerializer().serializeToString(copy), extent };
}

/** Writes an element's look into its attributes, children first: once its class is gone, so is what they inherit. */
function freeze(element: Element, around: Look | null): void {
  const style = getComputedStyle(element);
  if (around && style.display === 'none') return element.remove();
  const look = lookOf(style);
  for (const child of Array.from(element.children)) freeze(child, look);
  const attributes = attributesOf(look, around);
  for (const { name } of Array.from(element.attributes)) {
    if (/^(class|style|role|tabindex|data-.*|aria-.*)$/.test(name)) element.removeAttribute(name);
  }
  for (const [name, value] of attributes) element.setAttribute(name, value);
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
