import { UserError } from '../../lib/user-error';
import { inLightTheme } from './light-theme';
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
}

/** The chart in light colours on white, whatever the page's theme, as text of an SVG file. */
export function chartAsSvg(chart: SVGSVGElement, { size, title }: ChartOptions): string {
  const { value, unit } = size.width;
  const { width, height } = extentOf(chart);
  return standalone(chart, title, [
    ['width', `${value}${unit}`],
    ['height', `${rounded((value * height) / width)}${unit}`],
  ]);
}

/** The same as a picture. */
export async function chartAsPng(chart: SVGSVGElement, { size, title }: ChartOptions): Promise<Blob> {
  const { width, height } = extentOf(chart);
  const [columns, rows] = [size.pixels, Math.round((size.pixels * height) / width)];
  const text = standalone(chart, title, [
    ['width', String(columns)],
    ['height', String(rows)],
  ]);
  return svgAsPng(text, { columns, rows });
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
function extentOf(chart: SVGSVGElement): { readonly width: number; readonly height: number } {
  const [, , width, height] = (chart.getAttribute('viewBox') ?? '').split(/[ ,]+/).map(Number);
  if (width && height) return { width, height };
  const box = chart.getBoundingClientRect();
  return { width: box.width, height: box.height };
}

function standalone(
  chart: SVGSVGElement,
  title: string,
  sides: readonly (readonly [name: string, value: string])[],
): string {
  const { width, height } = extentOf(chart);
  const copy = chart.cloneNode(true) as SVGSVGElement;
  copy.style.cssText = 'position: fixed; left: -99999px; --paper: white';
  // beside the original, so that every rule which reaches that one reaches the copy
  chart.after(copy);
  try {
    inLightTheme(() => freeze(copy, null));
  } finally {
    copy.remove();
  }
  copy.setAttribute('viewBox', `0 0 ${rounded(width)} ${rounded(height)}`);
  for (const [name, value] of sides) copy.setAttribute(name, value);
  const name = document.createElementNS(copy.namespaceURI, 'title');
  name.textContent = title;
  const ground = document.createElementNS(copy.namespaceURI, 'rect');
  for (const [side, value] of Object.entries({ width, height }))
    ground.setAttribute(side, String(rounded(value)));
  ground.setAttribute('fill', 'white');
  ground.setAttribute('stroke', 'none');
  copy.prepend(name, ground);
  return new XMLSerializer().serializeToString(copy);
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
