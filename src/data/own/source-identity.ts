/** Whether files that are given again are the ones of an import that was broken off: told without reading them whole. */
import type { Bytes } from '../../lib/byte-stream';
import { sha256 } from '../../lib/sha256';
import { inOrder } from '../formats/format';
import { headOf, type DatasetSource, type SourceFile } from '../formats/source-file';

/** So many pieces in all, of some files or spread over few. */
const LOOKS = 64;
const PIECE = 64 * 1024;

/** SHA-256 over all paths, sizes and times of change, and pieces of the files: their beginnings, insides and ends. */
export async function sourceIdentity({ files }: DatasetSource): Promise<string> {
  const ordered = inOrder(files);
  const step = Math.max(1, Math.ceil(ordered.length / LOOKS));
  const each = Math.max(2, Math.floor(LOOKS / Math.max(1, ordered.length)));
  const pieces: Bytes[] = [];
  for (let index = 0; index < ordered.length; index += step) {
    pieces.push(...(await piecesOf(ordered[index]!, each)));
  }
  const names = ordered.map(({ path, size, changed }) => `${path}\0${size}\0${changed ?? ''}\n`).join('');
  return sha256([new TextEncoder().encode(names), ...pieces]);
}

/** The first and the last bytes of a file, and as many pieces between as make `count`; what is shorter comes whole. */
async function piecesOf(file: SourceFile, count: number): Promise<Bytes[]> {
  const { size, read } = file;
  if (!read || size <= PIECE) return [await headOf(file, PIECE)];
  if (size <= PIECE * count) return [await read(0, size)];
  const pieces: Bytes[] = [];
  for (let piece = 0; piece < count; piece++) {
    const start = Math.floor(((size - PIECE) * piece) / (count - 1));
    pieces.push(await read(start, start + PIECE));
  }
  return pieces;
}
