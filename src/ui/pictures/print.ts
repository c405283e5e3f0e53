import type { Theme } from '../../lib/diverging';
import type { Pixels } from './pixels';

/**
 * Pictures as they go to a slide or a paper: in one row, each as many pixels wide as the network's input times a
 * whole number, with what they show above them and the scale of their colours below. Where everything stands is
 * worked out here; print-painter.ts draws it.
 */
export interface Print {
  /** which run, picture and step */
  readonly heading: string;
  readonly pictures: readonly PrintedPicture[];
  /** of the network's input in pixels: all pictures are so wide and high, times the scale */
  readonly side: number;
  /** half width of the colours of the pictures on the diverging map */
  readonly limit: number;
  readonly theme: Theme;
}

export interface PrintedPicture {
  /** as in the equation */
  readonly symbol: string;
  readonly note: string;
  readonly pixels: Pixels;
  /** drawn on the diverging map, whose scale then stands below */
  readonly diverging: boolean;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PrintLayout {
  readonly width: number;
  readonly height: number;
  /** size of the type in pixels */
  readonly type: number;
  /** baseline of the heading */
  readonly heading: number;
  /** one box for each picture; its words stand above it */
  readonly pictures: readonly Box[];
  /** of the ramp of colours; its figures stand below it. null = no picture has that scale */
  readonly ramp: Box | null;
}

interface LayoutOptions {
  /** pixels of the file for one pixel of the network's input */
  readonly scale: number;
  /** width of a text in the size of the type */
  measure(text: string): number;
}

/** Type grows with the pictures, but slower: readable at once, modest when large. */
export function typeSize(scale: number): number {
  return Math.round(9 + 2.5 * scale);
}

export function printLayout(
  { heading, pictures, side }: Print,
  { scale, measure }: LayoutOptions,
): PrintLayout {
  const type = typeSize(scale);
  const line = Math.round(1.5 * type);
  const size = side * scale;
  const top = type + 2 * line;
  const boxes: Box[] = [];
  let x = type;
  for (const { symbol, note } of pictures) {
    boxes.push({ x, y: top + line, width: size, height: size });
    // a symbol is set larger than the rest
    x += Math.max(size, Math.ceil(1.4 * measure(symbol)), Math.ceil(measure(note))) + type;
  }
  const bottom = top + line + size;
  const mapped = boxes.filter((_, i) => pictures[i]!.diverging);
  const [first, last] = [mapped[0], mapped.at(-1)];
  const ramp =
    first && last
      ? {
          x: first.x,
          y: bottom + type,
          width: Math.max(last.x + size - first.x, 8 * type),
          height: Math.round(0.8 * type),
        }
      : null;
  const right = Math.max(x, type + Math.ceil(measure(heading)) + type, ramp ? ramp.x + ramp.width + type : 0);
  return {
    width: right,
    height: (ramp ? ramp.y + ramp.height + line : bottom) + type,
    type,
    heading: type + Math.round(0.75 * type),
    pictures: boxes,
    ramp,
  };
}
