/**
 * The files of a ZIP. Its table of contents is read by zip.js, which knows the many ways there are to write one; an
 * entry's bytes are inflated here, by the platform, since zip.js takes a millisecond for each of tens of thousands.
 */
import { Reader, ZipReader, type Entry } from '@zip.js/zip.js/lib/zip-core-custom.js';
import { inflate, type Bytes } from '../../lib/byte-stream';
import { UserError } from '../../lib/user-error';
import { IMPORT_LIMITS } from './import-limits';
import { bufferedReads, shownName, type ReadPart, type SourceFile } from './source-file';
import type { LeftOut } from './format';

export interface Unpacked {
  readonly files: readonly SourceFile[];
  readonly leftOut: readonly LeftOut[];
}

/** @throws UserError where it is damaged, locked, or made to be too much */
export async function unzip(archive: SourceFile): Promise<Unpacked> {
  const { path, size, read } = archive;
  if (!read) throw new UserError(`${shownName(path)} lies inside another archive. Unpack that one first.`);
  const buffered = bufferedReads(read, size);
  const name = shownName(path);
  const files: SourceFile[] = [];
  const leftOut: LeftOut[] = [];
  let count = 0;
  let stored = 0;
  try {
    const zip = new ZipReader(new PartReader(size, buffered, name), { useWebWorkers: false });
    for await (const entry of zip.getEntriesGenerator({ filenameValidation: 'tolerant' })) {
      if (++count > IMPORT_LIMITS.files) throw tooMany(name);
      if (entry.directory) continue;
      stored += entry.compressedSize;
      const reason = refusal(entry);
      if (reason) leftOut.push({ path: shownName(entry.filename), message: reason });
      else files.push(entryFile(placeOf(entry), { read: buffered, archiveSize: size }));
    }
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`${name} is a damaged ZIP. Copy or download it again, or pack it anew.`);
  }
  // entries that share their bytes: a small file that unpacks to a huge one
  if (stored > size) {
    throw new UserError(`${name} claims more packed bytes than it has: it is damaged or made to do harm.`);
  }
  if (files.length === 0 && leftOut[0])
    throw new UserError(`Nothing in ${name} can be read. ${leftOut[0].path}: ${leftOut[0].message}`);
  return { files, leftOut };
}

function tooMany(name: string): UserError {
  return new UserError(
    `${name} has more than ${IMPORT_LIMITS.files} entries, or a table of contents as if it had. Pack fewer files.`,
  );
}

/** One sentence why an entry stays packed. */
function refusal({
  filename,
  encrypted,
  compressedSize,
  uncompressedSize,
  compressionMethod,
}: Entry): string | null {
  if (encrypted) return 'It is locked with a password. Pack it again without one.';
  const parts = filename.split('/');
  if (parts.includes('..') || parts.includes('.') || /^([a-z]:)?[/\\]|\\|\0/i.test(filename)) {
    return 'Its name leads out of the archive. Pack it anew.';
  }
  if (uncompressedSize > IMPORT_LIMITS.entryBytes) {
    return `Unpacked it has ${Math.round(uncompressedSize / 2 ** 20)} MB; at most ${IMPORT_LIMITS.entryBytes / 2 ** 20} are read.`;
  }
  if (uncompressedSize > IMPORT_LIMITS.ratioFrom && uncompressedSize > compressedSize * IMPORT_LIMITS.ratio) {
    return `It unpacks to ${Math.round(uncompressedSize / Math.max(1, compressedSize))} times its size: it is made to fill the memory.`;
  }
  if (compressionMethod !== 0 && compressionMethod !== 8) {
    return 'It is packed in a way that is not read here. Pack it anew as an ordinary ZIP (deflate).';
  }
  return null;
}

/** The little that is used of an entry: zip.js's own are kilobytes each. */
type EntryPlace = Pick<
  Entry,
  'filename' | 'offset' | 'compressedSize' | 'uncompressedSize' | 'compressionMethod'
>;

function placeOf(entry: Entry): EntryPlace {
  const { filename, offset, compressedSize, uncompressedSize, compressionMethod } = entry;
  return { filename, offset, compressedSize, uncompressedSize, compressionMethod };
}

interface Archive {
  readonly read: ReadPart;
  readonly archiveSize: number;
}

function entryFile(entry: EntryPlace, archive: Archive): SourceFile {
  const { filename, uncompressedSize } = entry;
  return {
    path: filename,
    size: uncompressedSize,
    read: null,
    stream: () => entryChunks(entry, archive),
  };
}

/** length of a local header, before its name */
const HEADER = 30;

/**
 * Piece by piece: who looks at its first bytes only unpacks no more than these.
 * @throws UserError where it is not what the table of contents says
 */
async function* entryChunks(entry: EntryPlace, archive: Archive): AsyncGenerator<Bytes> {
  const { uncompressedSize } = entry;
  const damaged = (): UserError => new UserError('Its part of the ZIP is damaged. Pack it anew.');
  let unpacked = 0;
  try {
    const packed = packedChunks(entry, archive);
    for await (const part of entry.compressionMethod === 0 ? packed : inflate(packed, 'deflate-raw')) {
      unpacked += part.length;
      if (unpacked > uncompressedSize) throw damaged();
      yield part;
    }
  } catch (error) {
    throw error instanceof UserError ? error : damaged();
  }
  if (unpacked !== uncompressedSize) throw damaged();
}

const PART = 4 * 2 ** 20;

async function* packedChunks(
  { offset, compressedSize }: EntryPlace,
  { read, archiveSize }: Archive,
): AsyncGenerator<Bytes> {
  const header = await read(offset, offset + HEADER);
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
  if (header.length < HEADER || view.getUint32(0, true) !== 0x04034b50) throw new Error('no header');
  const start = offset + HEADER + view.getUint16(26, true) + view.getUint16(28, true);
  const end = start + compressedSize;
  if (end > archiveSize) throw new Error('beyond the end');
  for (let at = start; at < end; at += PART) yield read(at, Math.min(end, at + PART));
}

/** How zip.js gets at the archive; never more at a time than a table of contents may have. */
class PartReader extends Reader<null> {
  readonly #read: ReadPart;
  readonly #name: string;

  constructor(size: number, read: ReadPart, name: string) {
    super(null);
    this.size = size;
    this.#read = read;
    this.#name = name;
  }

  override readUint8Array(index: number, length: number): Promise<Bytes> {
    if (length > IMPORT_LIMITS.directoryBytes) throw tooMany(this.#name);
    return this.#read(index, index + length);
  }
}
