/** Where a dataset's bytes come from: files on a disk, files dropped on the page, entries of an archive. */
import { joined, type ByteChunks, type Bytes } from '../../lib/byte-stream';
import { UserError } from '../../lib/user-error';

export interface SourceFile {
  /** below the folder or archive, with forward slashes; for ordering and for people, never opened as a path */
  readonly path: string;
  /** in bytes, as the disk or the archive states it */
  readonly size: number;
  /** when it was last changed, in milliseconds since 1970, where that is known */
  readonly changed?: number;
  /** all bytes in order. May be called again */
  stream(): ByteChunks;
  /** any part, clipped at the end; null where only `stream` can be had (an archive's entry) */
  readonly read: ReadPart | null;
}

export type ReadPart = (start: number, end: number) => Promise<Bytes>;

export interface DatasetSource {
  /** of the folder or file, for people */
  readonly name: string;
  readonly files: readonly SourceFile[];
}

const PART = 4 * 2 ** 20;

/** A file of which any part can be read. */
export function fileOf(path: string, size: number, read: ReadPart): SourceFile {
  return {
    path,
    size,
    read,
    async *stream() {
      for (let start = 0; start < size; start += PART) yield read(start, Math.min(size, start + PART));
    },
  };
}

export function memoryFile(path: string, bytes: Bytes): SourceFile {
  return fileOf(path, bytes.length, async (start, end) => bytes.slice(start, end));
}

/** @throws UserError when it is longer than `most` */
export async function wholeFile({ path, size, read, stream }: SourceFile, most: number): Promise<Bytes> {
  const refuse = (): UserError =>
    new UserError(`${shownName(path)} is larger than the ${Math.round(most / 2 ** 20)} MB that are read.`);
  if (size > most) throw refuse();
  if (read) return read(0, size);
  const parts: Bytes[] = [];
  let length = 0;
  for await (const part of stream()) {
    length += part.length;
    if (length > most) throw refuse();
    parts.push(part);
  }
  return parts.length === 1 ? parts[0]! : joined(parts, length);
}

/** The first bytes of a file; fewer where it is shorter. */
export async function headOf({ size, read, stream }: SourceFile, length: number): Promise<Bytes> {
  if (read) return read(0, Math.min(size, length));
  for await (const part of stream()) return part.slice(0, length);
  return new Uint8Array(0);
}

/**
 * Reads ahead in large parts and keeps a few of them: an archive is read in thousands of small pieces, nearly in
 * order, and each one asked of a browser's file costs a round trip.
 */
export function bufferedReads(read: ReadPart, size: number): ReadPart {
  const kept = new Map<number, Promise<Bytes>>();
  const partAt = (index: number): Promise<Bytes> => {
    const there = kept.get(index);
    if (there) {
      kept.delete(index);
      kept.set(index, there);
      return there;
    }
    const part = read(index * PART, Math.min(size, (index + 1) * PART));
    kept.set(index, part);
    if (kept.size > 4) kept.delete(kept.keys().next().value!);
    return part;
  };
  return async (start, end) => {
    const last = Math.min(end, size);
    if (last <= start) return new Uint8Array(0);
    const [from, to] = [Math.floor(start / PART), Math.floor((last - 1) / PART)];
    if (to > from + 1) return read(start, last);
    const result = new Uint8Array(last - start);
    for (let index = from; index <= to; index++) {
      const part = await partAt(index);
      const offset = index * PART;
      const piece = part.subarray(Math.max(0, start - offset), last - offset);
      result.set(piece, Math.max(0, offset - start));
    }
    return result;
  };
}

/** What may be shown of a foreign name: no control characters, none that turn the direction of writing, not long. */
export function shownName(name: string, longest = 200): string {
  const clean = name.replace(
    /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g,
    '�',
  );
  return clean.length > longest ? `…${clean.slice(1 - longest)}` : clean;
}
