import type { Theme } from '../../lib/diverging';
import type { PictureSheets } from '../../data/picture-sheets';
import { tilePlace } from '../../ui/pictures/tile-place';
import { classMark } from './class-marks';
import { spotOf } from './geometry';

/** Draws points and moves on a canvas. Everything in CSS pixels; the caller has set the scale. */

export interface Painted {
  /** [count · 2] */
  readonly points: Float32Array;
  readonly labels: ArrayLike<number>;
  /** those that stand out; null = all alike */
  readonly marked: ReadonlySet<number> | null;
  readonly theme: Theme;
  /** in CSS pixels */
  readonly plane: { readonly width: number; readonly height: number };
  /** the pictures themselves in place of dots */
  readonly pictures: {
    readonly sheets: PictureSheets;
    readonly images: readonly HTMLImageElement[];
  } | null;
}

const faint = 0.13;

/** Where the pictures lie on the other sides: what is empty here is not empty everywhere. */
export function paintOthers(
  context: CanvasRenderingContext2D,
  others: readonly Float32Array[],
  ink: string,
): void {
  context.globalAlpha = 0.1;
  context.fillStyle = ink;
  for (const points of others) {
    for (let at = 0; at < points.length; at += 2)
      context.fillRect(points[at]! - 1, points[at + 1]! - 1, 2, 2);
  }
  context.globalAlpha = 1;
}

export function paintPoints(context: CanvasRenderingContext2D, painted: Painted): void {
  const { labels, marked } = painted;
  const order = Array.from({ length: labels.length }, (_, index) => index);
  const groups = marked
    ? [order.filter((index) => !marked.has(index)), order.filter((index) => marked.has(index))]
    : [order];
  groups.forEach((indices, at) => {
    context.globalAlpha = marked && at === 0 ? faint : painted.pictures ? 1 : 0.8;
    if (painted.pictures) paintPictures(context, painted, painted.pictures, indices);
    else paintDots(context, painted, indices);
  });
  context.globalAlpha = 1;
}

/** Area of a dot in square pixels. */
export function dotArea(count: number): number {
  return Math.min(46, Math.max(14, 28_000 / count));
}

function paintDots(
  context: CanvasRenderingContext2D,
  { points, labels, theme }: Painted,
  indices: readonly number[],
): void {
  const area = dotArea(labels.length);
  for (const [label, own] of byClass(indices, labels)) {
    const { colour, shape } = classMark(label, theme);
    context.fillStyle = colour;
    context.beginPath();
    for (const index of own) {
      const { x, y } = spotOf(points, index);
      context.translate(x, y);
      shape.draw(context, area);
      context.translate(-x, -y);
    }
    context.fill();
  }
}

function byClass(indices: readonly number[], labels: ArrayLike<number>): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  for (const index of indices) {
    const own = groups.get(labels[index]!);
    if (own) own.push(index);
    else groups.set(labels[index]!, [index]);
  }
  return groups;
}

/** Side of a picture in the plane. */
export function pictureSide(count: number, { width, height }: { width: number; height: number }): number {
  return Math.min(32, Math.max(12, 1.1 * Math.sqrt((width * height) / Math.max(count, 1))));
}

function paintPictures(
  context: CanvasRenderingContext2D,
  { points, labels, theme, plane }: Painted,
  { sheets, images }: NonNullable<Painted['pictures']>,
  indices: readonly number[],
): void {
  const side = pictureSide(labels.length, plane);
  context.imageSmoothingEnabled = false;
  context.lineWidth = 1;
  for (const index of indices) {
    const place = tilePlace(sheets, index);
    const image = place && images[place.at];
    if (!image) continue;
    const { x, y } = spotOf(points, index);
    const [left, top, own] = [x - side / 2, y - side / 2, sheets.side];
    context.drawImage(image, place.column * own, place.row * own, own, own, left, top, side, side);
    context.strokeStyle = classMark(labels[index]!, theme).colour;
    context.strokeRect(left, top, side, side);
  }
}

export interface Moves {
  /** where the pictures lie here, and without a prompt */
  readonly points: Float32Array;
  readonly before: Float32Array;
  readonly ink: string;
  readonly accent: string;
  /** pictures whose moves are drawn faintly */
  readonly among: readonly number[];
  /** one pointed at, and one whose card is open */
  readonly pointed: number | null;
  readonly picked: number | null;
}

/** More lines than these would be a thicket. */
const mostMoves = 60;
const ring = 7;

/** What changes while somebody points: rings, and where a picture came from. */
export function paintMoves(context: CanvasRenderingContext2D, moves: Moves): void {
  const { points, before, ink, accent, among, pointed, picked } = moves;
  const line = (index: number) => {
    const [from, to] = [spotOf(before, index), spotOf(points, index)];
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.lineTo(to.x, to.y);
    context.stroke();
  };
  context.strokeStyle = ink;
  context.lineWidth = 1;
  if (points !== before && among.length <= mostMoves) {
    context.globalAlpha = 0.35;
    among.forEach(line);
    context.globalAlpha = 1;
  }
  for (const [index, colour] of [
    [picked, accent],
    [pointed, ink],
  ] as const) {
    if (index === null) continue;
    context.strokeStyle = colour;
    context.lineWidth = 1.5;
    if (points !== before) {
      line(index);
      ghost(context, spotOf(before, index), 3);
    }
    ghost(context, spotOf(points, index), ring);
  }
}

function ghost(context: CanvasRenderingContext2D, { x, y }: { x: number; y: number }, radius: number): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.stroke();
}
