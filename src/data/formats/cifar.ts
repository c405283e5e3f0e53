/**
 * CIFAR-10 and CIFAR-100 in their binary version: records of a label (CIFAR-100: coarse, then fine) and 3 planes of
 * 32 × 32 bytes. As files, or in the .tar.gz that they come in.
 * Source: https://www.cs.toronto.edu/~kriz/cifar.html
 */
import { ByteReader, type ByteChunks, type Bytes } from '../../lib/byte-stream';
import { UserError } from '../../lib/user-error';
import type { Raster } from '../raster';
import type { Format, FormatOptions, Half, OpenedFormat, PictureRecord } from './format';
import { halfAlone, halvesOf } from './halves';
import { CIFAR_10, CIFAR_100_COARSE, CIFAR_100_FINE } from './known-names';
import { cutShort, inOwnWords } from './records-file';
import { shownName, wholeFile, type SourceFile } from './source-file';
import { tarEntries } from './tar';

const SIDE = 32;
const PLANE = SIDE * SIDE;
const PIXELS = 3 * PLANE;
/** bytes before the pixels: one label, or the coarse and the fine one */
type LabelBytes = 1 | 2;

/** Which CIFAR a file of this length and with these first bytes can be; null = none. */
export function cifarLabels(head: Bytes, size: number): LabelBytes | null {
  if (size === 0) return null;
  for (const labels of [1, 2] as const) {
    const record = labels + PIXELS;
    if (size % record !== 0) continue;
    let fits = true;
    for (let at = 0; at + labels <= head.length; at += record) {
      fits &&= labels === 1 ? head[at]! < 10 : head[at]! < 20 && head[at + 1]! < 100;
    }
    if (fits) return labels;
  }
  return null;
}

/** Whether a name is one of those that the binary version's files have. */
export function isCifarName(path: string): boolean {
  return /(^|\/)(data_batch_\d|test_batch|train|test)\.bin$/i.test(path);
}

/** Files of names that lie beside the batches. */
export function isCifarNames(path: string): boolean {
  return /(^|\/)(batches\.meta|fine_label_names|coarse_label_names)\.txt$/i.test(path);
}

export const cifarFiles: Format = {
  id: 'cifar',
  title: 'CIFAR in its binary version',
  async open(files, _name, options) {
    const batches = files.filter(({ path }) => !isCifarNames(path));
    const names = new ClassNames(options);
    for (const file of files) {
      if (isCifarNames(file.path)) names.read(file.path, await wholeFile(file, 2 ** 20));
    }
    const heads = await Promise.all(batches.map((file) => headOfBatch(file)));
    const halves = halvesOf(batches.map(({ path }) => path));
    let pictures = 0;
    // whoever goes on counts the records that came: a batch that is not used has none
    const sized = batches.flatMap((file, index) => {
      const half = usedHalf(halves(file.path));
      if (!half) return [];
      const labels = heads[index]!;
      const count = file.size / (labels + PIXELS);
      pictures += count;
      return [{ file, labels, count, half }];
    });
    return {
      ...fixed,
      pictures,
      seekable: true,
      classNames: () => names.all(),
      async *records(from) {
        let before = from;
        for (const { file, labels, count, half } of sized) {
          if (before >= count) {
            before -= count;
            continue;
          }
          yield* batchRecords({ file, chunks: file.stream(), labels, half, options, names, skip: before });
          before = 0;
        }
      },
    };
  },
};

/** The .tar.gz of the binary version; read in the order that it is packed in. */
export const cifarArchive: Format = {
  id: 'cifar-archive',
  title: 'CIFAR in its binary version, packed',
  async open([archive, ...others], _name, options) {
    if (!archive || others.length > 0) {
      throw new UserError(
        'There are several packed archives. Give one at a time, or unpack them into one folder.',
      );
    }
    const names = new ClassNames(options);
    return {
      ...fixed,
      pictures: null,
      seekable: false,
      classNames: () => names.all(),
      records: (from) => inOwnWords(archive, archiveRecords(archive, { from, names, options })),
    };
  },
};

const fixed = {
  pixels: { width: SIDE, height: SIDE, channels: 3 },
  leftOut: [],
} as const satisfies Partial<OpenedFormat>;

async function* archiveRecords(
  archive: SourceFile,
  { from, names, options }: { from: number; names: ClassNames; options: FormatOptions },
): AsyncGenerator<PictureRecord> {
  let before = from;
  let found = 0;
  let halves: ReturnType<typeof halvesOf> | null = null;
  for await (const { path, size, chunks } of tarEntries(archive)) {
    if (isCifarNames(path) && size <= 2 ** 20) {
      names.read(path, await new ByteReader(chunks).rest());
      continue;
    }
    if (!isBatch(path)) continue;
    // an archive's entry shows its first bytes only when it is read: its length says which of the two it is
    const labels = size % (2 + PIXELS) === 0 ? 2 : 1;
    if (size === 0 || size % (labels + PIXELS) !== 0) throw wrongLength(path, size);
    const count = size / (labels + PIXELS);
    found += count;
    let word: Half | 'unused' | null | undefined = halfAlone(path);
    if (word === undefined) word = (halves ??= halvesOf(await batchPaths(archive)))(path);
    const half = usedHalf(word);
    if (!half) continue;
    if (before >= count) {
      before -= count;
      continue;
    }
    yield* batchRecords({ file: { path }, chunks, labels, half, options, names, skip: before });
    before = 0;
  }
  if (found === 0) {
    throw new UserError(
      `${shownName(archive.path)} holds no CIFAR batches (*.bin). Take the "binary version" of the archive; pictures in folders are read from a folder or a ZIP.`,
    );
  }
}

function isBatch(path: string): boolean {
  return /\.bin$/i.test(path);
}

/** Where it depends on the others which half a batch is: all is unpacked once more for it, so only there. */
async function batchPaths(archive: SourceFile): Promise<string[]> {
  const paths: string[] = [];
  for await (const { path } of tarEntries(archive)) if (isBatch(path)) paths.push(path);
  return paths;
}

/** What has no word of a half in its name is trained on: data_batch_1.bin. */
function usedHalf(half: Half | 'unused' | null): Half | null {
  return half === 'unused' ? null : (half ?? 'train');
}

interface Batch {
  readonly file: Pick<SourceFile, 'path'>;
  readonly chunks: ByteChunks;
  readonly labels: LabelBytes;
  readonly half: Half;
  readonly options: FormatOptions;
  readonly names: ClassNames;
  /** records to pass over */
  readonly skip: number;
}

async function* batchRecords({
  file,
  chunks,
  labels,
  half,
  options,
  names,
  skip,
}: Batch): AsyncGenerator<PictureRecord> {
  names.saw(labels);
  const reader = new ByteReader(chunks);
  const length = labels + PIXELS;
  await reader.skip(skip * length);
  for (let index = skip; ; index++) {
    const record = await reader.take(length);
    if (record.length === 0) return;
    if (record.length < length) throw cutShort(file);
    const label = record[labels === 2 && options.labels === 'fine' ? 1 : 0]!;
    const raster = interleaved(record.subarray(labels));
    yield { path: file.path, index, half, label: String(label), content: { kind: 'pixels', raster } };
  }
}

/** @param planes [3, 32, 32] */
function interleaved(planes: Bytes): Raster {
  const data = new Uint8Array(PIXELS);
  for (let channel = 0; channel < 3; channel++) {
    for (let i = 0; i < PLANE; i++) data[i * 3 + channel] = planes[channel * PLANE + i]!;
  }
  return { width: SIDE, height: SIDE, channels: 3, data };
}

async function headOfBatch(file: SourceFile): Promise<LabelBytes> {
  const head = file.read ? await file.read(0, Math.min(file.size, 4 * (2 + PIXELS))) : new Uint8Array(0);
  const labels = cifarLabels(head, file.size);
  if (!labels) throw wrongLength(file.path, file.size);
  return labels;
}

export function wrongLength(path: string, size: number): UserError {
  return new UserError(
    `${shownName(path)} has ${size} bytes, which is no whole number of CIFAR records (3073 or 3074 bytes each): it was cut short or is another file. Download it again.`,
  );
}

class ClassNames {
  readonly #coarse: boolean;
  #hundred = false;
  readonly #read = new Map<string, readonly string[]>();

  constructor({ labels }: FormatOptions) {
    this.#coarse = labels === 'coarse';
  }

  saw(labels: LabelBytes): void {
    this.#hundred ||= labels === 2;
  }

  read(path: string, bytes: Bytes): void {
    const lines = new TextDecoder()
      .decode(bytes)
      .split('\n')
      .map((line) => line.trim());
    this.#read.set(path.toLowerCase().replace(/^.*\//, ''), lines.filter(Boolean));
  }

  all(): readonly string[] {
    if (!this.#hundred) return this.#named('batches.meta.txt', CIFAR_10);
    return this.#coarse
      ? this.#named('coarse_label_names.txt', CIFAR_100_COARSE)
      : this.#named('fine_label_names.txt', CIFAR_100_FINE);
  }

  /** The names that came along, where there are as many as there should be. */
  #named(file: string, known: readonly string[]): readonly string[] {
    const read = this.#read.get(file);
    return read?.length === known.length ? read : known;
  }
}
