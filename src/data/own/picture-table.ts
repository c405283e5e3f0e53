/** What is known of all pictures of an import, one row each; without their pixels. */
import type { Half } from '../formats/format';
import { shownName } from '../formats/source-file';
import { HASH_BYTES, halfIn, type PictureBlock } from './picture-block';

export type PictureFacts = Omit<PictureBlock, 'pixels'>;

export interface PictureRow {
  /** its number in the order of arrival: by it the pixels are found */
  readonly picture: number;
  readonly path: string;
  readonly index: number;
  readonly half: Half | null;
  /** as the format calls it */
  readonly label: string | null;
  /** SHA-256 as a string of bytes: short, and quick to compare */
  readonly hash: string;
}

export function rowsOf(blocks: readonly PictureFacts[]): PictureRow[] {
  const rows: PictureRow[] = [];
  for (const block of blocks) {
    const { count, paths, indices, labels, labelNames, hashes } = block;
    for (let index = 0; index < count; index++) {
      rows.push({
        picture: rows.length,
        path: paths[index]!,
        index: indices[index]!,
        half: halfIn(block, index),
        label: labelNames[labels[index]!] ?? null,
        hash: String.fromCharCode(...hashes.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES)),
      });
    }
  }
  return rows;
}

/** By file, then by place in it: the same whatever order they came in. */
export function byPlace(one: PictureRow, other: PictureRow): number {
  if (one.path !== other.path) return one.path < other.path ? -1 : 1;
  return one.index - other.index;
}

/** How a picture is called, for people: by its file, and its place in it where it has others beside it. */
export function placed(path: string, index: number): string {
  const name = shownName(path);
  return index === 0 ? name : `${name} (${index + 1})`;
}
