/**
 * A person's own dataset: a folder with `train/<class>/*` and `test/<class>/*`.
 * Files that cannot be read are left out and listed; what would make the whole useless is refused with a sentence.
 */
import { UserError } from '../lib/user-error';
import { datasetHash, nativeSideOf, type Dataset, type Split } from './dataset';
import type { DecodeImage } from './decode-image';
import { wholeNumbers, type Raster } from './raster';
import type { OnProgress, ReadFile } from './read-file';

export interface SkippedFile {
  readonly path: string;
  /** one sentence: why */
  readonly message: string;
}

export interface FolderDataset {
  readonly dataset: Dataset;
  readonly skipped: readonly SkippedFile[];
}

export interface FolderOptions {
  /** what it is called in capsules and on the page: the folder's name */
  readonly name: string;
  /** paths of all files below the folder, with forward slashes */
  readonly paths: readonly string[];
  readonly read: ReadFile;
  readonly decode: DecodeImage;
  /** in files */
  readonly onProgress?: OnProgress;
}

export const FOLDER_LIMITS = {
  /** a mapping needs a source class for each, and ImageNet has a thousand */
  classes: 1000,
  /** longer side that pictures are kept at: enough for crops of any input side up to 224 */
  keptSide: 384,
  /** of decoded pictures */
  bytes: 1.5e9,
} as const;

/** @throws UserError when it cannot be trained on */
export async function loadFolderDataset(options: FolderOptions): Promise<FolderDataset> {
  const { name } = options;
  const { pictures, skipped } = sortedPaths(options.paths);
  const classes = checkedClasses(name, pictures);
  const decoded = await decodeAll(pictures, options);
  skipped.push(...decoded.skipped);
  const train = packed('train', decoded.pictures, classes);
  const test = packed('test', decoded.pictures, classes);
  checkLeft(name, { train, test, classes, skipped: decoded.skipped });
  const rasters = [...train.rasters, ...test.rasters];
  const longest = rasters.reduce((most, { width, height }) => Math.max(most, width, height), 0);
  const sizes = Int32Array.from(rasters.flatMap(({ width, height, channels }) => [width, height, channels]));
  const dataset: Dataset = {
    name,
    title: name,
    classes,
    nativeSide: nativeSideOf(longest),
    train: splitOf(train),
    test: splitOf(test),
    licence: 'your own',
    notice: `Pictures of your own, from the folder ${name}.`,
    hash: datasetHash([train.labels, test.labels, sizes, ...rasters.map(({ data }) => data)]),
  };
  return { dataset, skipped };
}

type Half = 'train' | 'test';

interface PictureFile {
  readonly path: string;
  readonly half: Half;
  readonly label: string;
}

/** What lies where a picture belongs, and what else there is; hidden files (.DS_Store and the like) count as nothing. */
function sortedPaths(paths: readonly string[]): { pictures: PictureFile[]; skipped: SkippedFile[] } {
  const pictures: PictureFile[] = [];
  const skipped: SkippedFile[] = [];
  for (const path of [...paths].sort()) {
    const parts = path.split('/');
    const file = parts.at(-1)!;
    if (parts.some((part) => part.startsWith('.')) || /^(Thumbs\.db|desktop\.ini)$/i.test(file)) continue;
    const [half, label] = parts;
    if (parts.length === 3 && (half === 'train' || half === 'test') && label) {
      pictures.push({ path, half, label });
    } else {
      skipped.push({ path, message: 'It lies neither in train/<class>/ nor in test/<class>/.' });
    }
  }
  return { pictures, skipped };
}

/** Class names in alphabetical order, so that a label means the same on every machine. */
function checkedClasses(name: string, pictures: readonly PictureFile[]): string[] {
  const namesIn = (half: Half): Set<string> =>
    new Set(pictures.filter((picture) => picture.half === half).map(({ label }) => label));
  const [train, test] = [namesIn('train'), namesIn('test')];
  if (train.size === 0 && test.size === 0) {
    throw new UserError(
      `${name} holds no pictures where they are looked for. Put them into train/<class>/ and test/<class>/, a folder for each class.`,
    );
  }
  for (const [half, names] of [
    ['train', train],
    ['test', test],
  ] as const) {
    if (names.size === 0) {
      throw new UserError(
        `${name} has no ${half} split. Put pictures into ${half}/<class>/, a folder for each class.`,
      );
    }
  }
  const untrained = [...test].filter((label) => !train.has(label));
  if (untrained.length > 0) {
    throw new UserError(
      `${name} tests ${listed(untrained)} but has no training pictures of it. Add train/${untrained[0]}/, or take it out of test/.`,
    );
  }
  if (train.size === 1) {
    throw new UserError(
      `${name} has one class only (${[...train][0]}): there is nothing to tell apart. Add another.`,
    );
  }
  if (train.size > FOLDER_LIMITS.classes) {
    throw new UserError(
      `${name} has ${train.size} classes; at most ${FOLDER_LIMITS.classes} can be mapped to the network's own. Use fewer.`,
    );
  }
  return [...train].sort();
}

interface Picture extends PictureFile {
  readonly raster: Raster;
}

async function decodeAll(
  files: readonly PictureFile[],
  { name, read, decode, onProgress = () => undefined }: FolderOptions,
): Promise<{ pictures: Picture[]; skipped: SkippedFile[] }> {
  const pictures: Picture[] = [];
  const skipped: SkippedFile[] = [];
  let bytes = 0;
  onProgress(0, files.length);
  for (const [index, file] of files.entries()) {
    try {
      const raster = inBytes(await decode(await read(file.path), FOLDER_LIMITS.keptSide));
      bytes += raster.data.length;
      pictures.push({ ...file, raster });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      skipped.push({ path: file.path, message: error.message });
    }
    if (bytes > FOLDER_LIMITS.bytes) {
      throw new UserError(`${name} does not fit into memory: use at most ${index} pictures of this size.`);
    }
    onProgress(index + 1, files.length);
  }
  return { pictures, skipped };
}

/** As the embedded datasets are stored: whole numbers, a quarter of the memory. */
function inBytes(raster: Raster): Raster {
  return raster.data instanceof Uint8Array ? raster : { ...raster, data: wholeNumbers(raster.data) };
}

interface PackedSplit {
  readonly labels: Int32Array;
  readonly rasters: readonly Raster[];
}

/** The classes take turns, so that the first n pictures hold about as many of each. */
function packed(half: Half, pictures: readonly Picture[], classes: readonly string[]): PackedSplit {
  const queues = classes.map((name) =>
    pictures.filter((picture) => picture.half === half && picture.label === name),
  );
  const longest = Math.max(...queues.map((queue) => queue.length));
  const labels: number[] = [];
  const rasters: Raster[] = [];
  for (let turn = 0; turn < longest; turn++) {
    queues.forEach((queue, label) => {
      const picture = queue[turn];
      if (!picture) return;
      labels.push(label);
      rasters.push(picture.raster);
    });
  }
  return { labels: Int32Array.from(labels), rasters };
}

function splitOf({ labels, rasters }: PackedSplit): Split {
  return { count: rasters.length, labels, raster: (index) => rasters[index]! };
}

/** Whether enough is left once the unreadable files are out. */
function checkLeft(
  name: string,
  {
    train,
    test,
    classes,
    skipped,
  }: {
    readonly train: PackedSplit;
    readonly test: PackedSplit;
    readonly classes: readonly string[];
    readonly skipped: readonly SkippedFile[];
  },
): void {
  const [first] = skipped;
  const reason = first ? ` ${first.path}: ${first.message}` : '';
  const left = new Set(train.labels);
  const empty = classes.filter((_, label) => !left.has(label));
  if (empty.length > 0) {
    throw new UserError(`No training picture of ${listed(empty)} in ${name} can be read.${reason}`);
  }
  if (test.rasters.length === 0) throw new UserError(`No test picture in ${name} can be read.${reason}`);
}

function listed(names: readonly string[]): string {
  const [first] = names;
  return names.length === 1 ? `"${first}"` : `"${first}" (and ${names.length - 1} more classes)`;
}
