/**
 * What the device is told of the pictures of a batch, four integers each: the integer that its bytes begin with; width
 * and height; left and top of what is shown of it; its channels, and 1 where it is mirrored. Two numbers of 16 bits
 * share an integer, the first in the lower half.
 */
import type { ResampleWindow } from '../../lib/resample';
import type { Picture } from './picture';

/** What 16 bits hold. */
export const LONGEST_SIDE = 2 ** 16 - 1;

export function entryOf(
  { width, height, channels }: Picture,
  start: number,
  { left, top, flip }: Pick<ResampleWindow, 'left' | 'top' | 'flip'> = { left: 0, top: 0, flip: false },
): readonly number[] {
  return [start, pair(width, height), pair(left, top), pair(channels, Number(flip))];
}

/** @param shown width and height of the window */
export function readEntry(
  [start, size, corner, kind]: Int32Array,
  bytes: Uint8Array,
  shown: number,
): { readonly picture: Picture; readonly window: ResampleWindow } {
  const [width, height, channels] = [first(size!), second(size!), first(kind!) as 1 | 3];
  const data = bytes.subarray(4 * start!, 4 * start! + width * height * channels);
  const place = { left: first(corner!), top: second(corner!), width: shown, height: shown };
  return { picture: { width, height, channels, data }, window: { ...place, flip: second(kind!) === 1 } };
}

const pair = (one: number, other: number): number => one | (other << 16);
const first = (both: number): number => both & 0xffff;
const second = (both: number): number => both >>> 16;
