import { wordsOf, type Picture } from './picture';
import type { Tensor1D } from '../tf';

/** As many bytes as every WebGPU device can bind at once. */
export const BYTES_AT_ONCE = 2 ** 27;

/** Pictures of a batch that one pass can make. */
export interface Part {
  readonly start: number;
  readonly end: number;
  /** that all of them lie in; null = they lie nowhere yet */
  readonly bytes: Tensor1D | null;
}

/** Neighbours that lie in one place, or that lie nowhere and are few enough to travel together. */
export function inParts(pictures: readonly Picture[]): readonly Part[] {
  const parts: Part[] = [];
  let travelling = 0;
  pictures.forEach(({ place, data }, index) => {
    const bytes = place?.bytes ?? null;
    const last = parts.at(-1);
    const own = bytes ? 0 : 4 * wordsOf(data.length);
    const joins = last?.bytes === bytes && travelling + own <= BYTES_AT_ONCE;
    travelling = joins ? travelling + own : own;
    if (last && joins) parts[parts.length - 1] = { ...last, end: index + 1 };
    else parts.push({ start: index, end: index + 1, bytes });
  });
  return parts;
}
