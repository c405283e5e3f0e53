import { wrapped } from '../../lib/wrapped';
import type { Pixels } from './pixels';

/**
 * Pictures as they go to a slide or a paper: in rows, each as many pixels wide as the network's input times a whole
 * number, with what they show above them, the scales of their colours and where they come from below. Where
 * everything stands is worked out here; print-painter.ts draws it.
 */
export interface Print {
  /** which run, picture and step */
  readonly heading: string;
  /** beneath each other: one for a single picture, three for A, B and their difference */
  readonly rows: readonly PrintedRow[];
  /** of the network's input in pixels: all pictures are so wide and high, times the scale */
  readonly side: number;
  /** scales of the diverging map that the pictures are drawn on */
  readonly ramps: readonly PrintedRamp[];
  /** where the values come from, a line each */
  readonly provenance: readonly string[];
}

export interface PrintedRow {
  /** in front of its pictures; empty = nothing */
  readonly title: string;
  readonly pictures: readonly PrintedPicture[];
}

export interface PrintedPicture {
  /** as in the equation */
  readonly symbol: string;
  readonly note: string;
  readonly pixels: Pixels;
}

export interface PrintedRamp {
  /** which pictures it is of; empty where that is plain */
  readonly title: string;
  /** half width of the colours */
  readonly limit: number;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Line {
  readonly text: string;
  readonly x: number;
  /** of the baseline */
  readonly y: number;
}

export interface PrintLayout {
  readonly width: number;
  readonly height: number;
  /** size of the type in pixels */
  readonly type: number;
  readonly heading: readonly Line[];
  /** by row */
  readonly titles: readonly Line[];
  /** one box for each picture, by row; its words stand above it */
  readonly pictures: readonly (readonly Box[])[];
  /** of the ramps of colours; the title stands above, the figures below */
  readonly ramps: readonly Box[];
  readonly provenance: readonly Line[];
}

interface LayoutOptions {
  /** pixels of the file for one pixel of the network's input */
  readonly scale: number;
  /** width of a text in the size of the type */
  measure(text: string): number;
}

/** Type grows with the pictures, but slower: readable at once, modest when large. */
export function typeSize(scale: number): number {
  return Math.round(9 + 2.5 * Math.min(scale, 8));
}

export function printLayout(print: Print, { scale, measure }: LayoutOptions): PrintLayout {
  const { rows, side, ramps } = print;
  const type = typeSize(scale);
  const line = Math.round(1.5 * type);
  const size = side * scale;
  const titled = Math.ceil(Math.max(0, ...rows.map(({ title }) => title && measure(title)).map(Number)));
  const left = type + (titled > 0 ? titled + type : 0);
  // columns are as wide as what stands in them in any row, so that rows stand under each other
  const columns = Array.from(
    { length: Math.max(0, ...rows.map(({ pictures }) => pictures.length)) },
    (_, i) =>
      Math.max(
        size,
        ...rows.flatMap(({ pictures: { [i]: picture } }) =>
          // a symbol is set larger than the rest
          picture ? [Math.ceil(1.4 * measure(picture.symbol)), Math.ceil(measure(picture.note))] : [],
        ),
      ),
  );
  const starts = columns.map((_, i) => columns.slice(0, i).reduce((sum, width) => sum + width + type, left));
  const width = Math.max((starts.at(-1) ?? left) + (columns.at(-1) ?? 0) + type, 26 * type);
  const letters = Math.floor((width - 2 * type) / (measure('abcdefghij') / 10));
  const write = (texts: readonly string[], from: number): readonly Line[] =>
    texts
      .flatMap((text) => wrapped(text, letters))
      .map((text, i) => ({ text, x: type, y: from + Math.round(0.75 * type) + i * line }));

  const heading = write([print.heading], type);
  let y = type + line * heading.length;
  const boxes: Box[][] = [];
  const titles: Line[] = [];
  for (const { title, pictures } of rows) {
    y += 2 * line + Math.round(0.5 * type);
    boxes.push(pictures.map((_, i) => ({ x: starts[i]!, y, width: size, height: size })));
    titles.push({ text: title, x: type, y: y + type });
    y += size;
  }
  const wide = Math.max(size, 9 * type);
  const above = ramps.some(({ title }) => title !== '') ? line : 0;
  const rampBoxes = ramps.map((_, i) => ({
    x: left + i * (wide + 2 * type),
    y: y + type + above,
    width: wide,
    height: Math.round(0.8 * type),
  }));
  if (ramps.length > 0) y += type + above + Math.round(0.8 * type) + line;
  const provenance = write(print.provenance, y + type);
  if (provenance.length > 0) y += type + line * provenance.length;
  const right = Math.max(width, ...rampBoxes.map((box) => box.x + box.width + type));
  return {
    width: right,
    height: y + type,
    type,
    heading,
    titles,
    pictures: boxes,
    ramps: rampBoxes,
    provenance,
  };
}

/** The largest whole scale at which a print is no wider than so many pixels; 1 where even that is too wide. */
export function scaleWithin(
  print: Print,
  width: number,
  measureAt: (scale: number) => (text: string) => number,
): number {
  for (let scale = 64; scale > 1; scale -= 1) {
    if (print.side * scale > width) continue;
    if (printLayout(print, { scale, measure: measureAt(scale) }).width <= width) return scale;
  }
  return 1;
}
