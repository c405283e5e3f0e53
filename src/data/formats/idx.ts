/**
 * IDX, the format of MNIST and its family: a file of pictures [n, rows, columns] (or [n, rows, columns, 1 or 3]) of
 * bytes, and beside it one of labels [n]. Plain or gzipped. Pictures without a file of labels come without labels.
 * Source: http://yann.lecun.com/exdb/mnist/
 */
import { ByteReader, type ByteChunks, type Bytes } from '../../lib/byte-stream';
import { UserError } from '../../lib/user-error';
import type { Format, Half, OpenedFormat, PictureRecord } from './format';
import { halvesOf } from './halves';
import { IMPORT_LIMITS } from './import-limits';
import { cutShort, inOwnWords } from './records-file';
import { headOf, shownName, type SourceFile } from './source-file';
import { unpacked } from './tar';

export interface IdxHeader {
  readonly dimensions: readonly number[];
  /** in bytes, of the header itself */
  readonly length: number;
}

/** @returns null where it is no IDX file of bytes */
export function idxHeader(head: Bytes): IdxHeader | null {
  const rank = head[3] ?? 0;
  if (head[0] !== 0 || head[1] !== 0 || head[2] !== 8 || rank < 1 || rank > 4) return null;
  const length = 4 + rank * 4;
  if (head.length < length) return null;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const dimensions = Array.from({ length: rank }, (_, axis) => view.getUint32(4 + axis * 4));
  return { dimensions, length };
}

interface Pair {
  readonly pictures: IdxFile;
  readonly labels: IdxFile | null;
}

interface IdxFile {
  readonly file: SourceFile;
  readonly header: IdxHeader;
  readonly chunks: () => ByteChunks;
}

export const idx: Format = {
  id: 'idx',
  title: 'IDX, as MNIST and its family have it',
  async open(files, name) {
    const parts = await Promise.all(files.map(openFile));
    const pairs = paired(parts, name);
    const halves = halvesOf(pairs.map(({ pictures }) => pictures.file.path));
    const used = pairs.flatMap((pair) => {
      const half = halves(pair.pictures.file.path);
      return half === 'unused' ? [] : [{ ...pair, half }];
    });
    const [first] = used;
    const shapes = new Set(used.map(({ pictures }) => pictures.header.dimensions.slice(1).join()));
    return {
      pictures: used.reduce((sum, { pictures }) => sum + pictures.header.dimensions[0]!, 0),
      pixels: first && shapes.size === 1 ? sizeOf(first.pictures) : null,
      seekable: false,
      leftOut: [],
      classNames: () => null,
      async *records(from) {
        let before = from;
        for (const { half, ...pair } of used) {
          const count = pair.pictures.header.dimensions[0]!;
          if (before < count) yield* inOwnWords(pair.pictures.file, pairRecords(pair, half, before));
          before = Math.max(0, before - count);
        }
      },
    } satisfies OpenedFormat;
  },
};

async function openFile(file: SourceFile): Promise<IdxFile> {
  const packed = await isGzip(file);
  const chunks = packed ? () => unpacked(file) : () => file.stream();
  const reader = new ByteReader(chunks());
  let header: IdxHeader | null;
  try {
    header = idxHeader(await reader.take(20));
  } catch {
    throw cutShort(file);
  } finally {
    await reader.end();
  }
  if (!header) throw cutShort(file);
  checkHeader(file, header, packed);
  return { file, header, chunks };
}

async function isGzip(file: SourceFile): Promise<boolean> {
  const head = await headOf(file, 2);
  return head[0] === 0x1f && head[1] === 0x8b;
}

/** @throws UserError where its dimensions cannot be true */
function checkHeader(file: SourceFile, { dimensions, length }: IdxHeader, packed: boolean): void {
  const name = shownName(file.path);
  const [count = 0, rows = 1, columns = 1, channels = 1] = dimensions;
  const bytes = length + dimensions.reduce((product, size) => product * size, 1);
  const says = `${name} says it holds ${dimensions.join(' × ')} bytes`;
  if (count === 0 || dimensions.includes(0)) throw new UserError(`${says}: it is empty. Download it again.`);
  if (count > IMPORT_LIMITS.pictures || rows > 4096 || columns > 4096 || (channels !== 1 && channels !== 3)) {
    throw new UserError(
      `${says}; read are up to ${IMPORT_LIMITS.pictures} pictures of at most 4096 × 4096, grey or with 3 channels. Download it again, or use a smaller set.`,
    );
  }
  const most = packed ? file.size * 1032 + 64 : file.size;
  if (bytes > most || (!packed && bytes !== file.size)) {
    throw new UserError(
      `${says}, but it has ${file.size}: it was cut short or is damaged. Download it again.`,
    );
  }
}

/** Which file of labels belongs to which one of pictures: the one whose name says the same, or the only one. */
function paired(files: readonly IdxFile[], name: string): Pair[] {
  const labels = files.filter(({ header }) => header.dimensions.length === 1);
  const pictures = files.filter(({ header }) => header.dimensions.length >= 3);
  if (pictures.length === 0) {
    throw new UserError(
      `${name} holds labels but no pictures. Give the file of pictures too, as train-images-idx3-ubyte.`,
    );
  }
  const pairs = pictures.map((one) => {
    const wanted = keyOf(one.file.path);
    const beside = labels.find(({ file }) => keyOf(file.path) === wanted);
    const only = pictures.length === 1 && labels.length === 1 ? labels[0]! : null;
    return { pictures: one, labels: beside ?? only };
  });
  for (const { pictures: one, labels: beside } of pairs) {
    const [count, labelled] = [one.header.dimensions[0], beside?.header.dimensions[0]];
    if (beside && count !== labelled) {
      throw new UserError(
        `${shownName(one.file.path)} holds ${count} pictures, ${shownName(beside.file.path)} ${labelled} labels: they do not belong together. Give both files of the same half.`,
      );
    }
  }
  return pairs;
}

function keyOf(path: string): string {
  return path.toLowerCase().replace(/images?|labels?|idx\d|\.gz$/g, '');
}

function sizeOf({ header }: IdxFile): { width: number; height: number; channels: 1 | 3 } {
  const [, height = 1, width = 1, channels = 1] = header.dimensions;
  return { width, height, channels: channels === 3 ? 3 : 1 };
}

async function* pairRecords(
  { pictures, labels }: Pair,
  half: Half | null,
  skip: number,
): AsyncGenerator<PictureRecord> {
  const names = labels && (await labelsOf(labels));
  const size = sizeOf(pictures);
  const length = size.width * size.height * size.channels;
  const reader = new ByteReader(pictures.chunks());
  await reader.skip(pictures.header.length + skip * length);
  const count = pictures.header.dimensions[0]!;
  const { path } = pictures.file;
  for (let index = skip; index < count; index++) {
    const data = await reader.take(length);
    if (data.length < length) throw cutShort(pictures.file);
    const label = names ? String(names[index]!) : null;
    yield { path, index, half, label, content: { kind: 'pixels', raster: { ...size, data } } };
  }
  await reader.end();
}

async function labelsOf({ file, header, chunks }: IdxFile): Promise<Bytes> {
  const reader = new ByteReader(chunks());
  const count = header.dimensions[0]!;
  try {
    await reader.skip(header.length);
    const labels = await reader.take(count);
    if (labels.length < count) throw cutShort(file);
    return labels;
  } finally {
    await reader.end();
  }
}
