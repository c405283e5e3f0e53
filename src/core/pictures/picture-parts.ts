import { wordsOf, type Picture } from './picture';
import type { Tensor1D } from '../tf';

/** As many bytes as every WebGPU device can bind at once. */
export const BYTES_AT_ONCE = 2 ** 27;

/** Pictures of a batch that are made together. */
export interface Part {
  readonly start: number;
  readonly end: number;
  /** whether one pass on the device can make them */
  readonly gatherable: boolean;
  /** that all of them lie in; null = they lie nowhere yet */
  readonly bytes: Tensor1D | null;
}

/** Neighbours that lie in one place, or that lie nowhere and are few enough to travel together, or cannot be gathered. */
export function inParts(
  pictures: readonly Picture[],
  isGatherable: (picture: Picture) => boolean,
): readonly Part[] {
  const parts: Part[] = [];
  let travelling = 0;
  pictures.forEach((picture, index) => {
    const gatherable = isGatherable(picture);
    const bytes = (gatherable && picture.place?.bytes) || null;
    const last = parts.at(-1);
    const own = bytes || !gatherable ? 0 : 4 * wordsOf(picture.data.length);
    const alike = last?.gatherable === gatherable && last.bytes === bytes;
    const joins = alike && travelling + own <= BYTES_AT_ONCE;
    travelling = joins ? travelling + own : own;
    if (last && joins) parts[parts.length - 1] = { ...last, end: index + 1 };
    else parts.push({ start: index, end: index + 1, gatherable, bytes });
  });
  return parts;
}
