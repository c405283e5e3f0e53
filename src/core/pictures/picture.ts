import type { PixelGrid } from '../../lib/resample';
import type { Tensor1D } from '../tf';

/** A decoded picture, 0..255; one channel means grey. */
export interface Picture extends PixelGrid {
  readonly channels: 1 | 3;
  /** where its bytes lie on the device already; without, they travel with the batch */
  readonly place?: Place;
}

export interface Place {
  /** bytes of many pictures, four to an integer, as they stand in memory; stays its owner's */
  readonly bytes: Tensor1D;
  /** the integer that the picture begins with; it ends with one of its own, too */
  readonly word: number;
}

/** Integers that hold so many bytes. */
export function wordsOf(bytes: number): number {
  return Math.ceil(bytes / 4);
}

/** What of each picture is shown, and where: the same for all of a batch. */
export interface Frame {
  /** H = W of what is made */
  readonly side: number;
  /** pixels of nothing before what is shown, on each axis */
  readonly before: number;
  /** H = W of what is shown */
  readonly shown: number;
  /** H = W of the whole resized picture, which what is shown is a window of */
  readonly resized: number;
}
