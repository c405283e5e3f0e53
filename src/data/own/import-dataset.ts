/**
 * Imports labelled pictures, whatever they are stored as: one stream of events, in which kept pictures come in blocks.
 * Whoever takes the events decides where the blocks go (memory, a browser's database); the import waits for them, and
 * what has been let go is gone, so a dataset never lies here whole. The same in Node and in the page's worker.
 */
import { inTurn } from '../../lib/read-ahead';
import { UserError } from '../../lib/user-error';
import { fitted, type DecodeImage } from '../decode-image';
import type { FormatOptions, LeftOut, PictureRecord } from '../formats/format';
import { IMPORT_LIMITS } from '../formats/import-limits';
import { openSource } from '../formats/registry';
import { shownName, type DatasetSource } from '../formats/source-file';
import { wholeNumbers, type Raster } from '../raster';
import { BlockPacker, pictureHash, type PictureBlock, type PlacedPicture } from './picture-block';
import { placed } from './picture-table';
import { estimatedBytes } from './size-estimate';

export interface ImportOptions extends FormatOptions {
  /** longer side that pictures are kept at, 16 to 512 */
  readonly keptSide: number;
}

export const importDefaults: ImportOptions = { keptSide: IMPORT_LIMITS.keptSide, labels: 'fine' };

export interface ImportJob {
  readonly source: DatasetSource;
  readonly decode: DecodeImage;
  readonly options?: Partial<ImportOptions>;
  /** records that an earlier try has been through: pictures begin behind them */
  readonly from?: number;
  /** of the pictures that it has kept */
  readonly keptBytes?: number;
}

export interface FoundEvent {
  readonly type: 'found';
  /** what it is, in words that follow "This is" */
  readonly format: string;
  /** null = known at the end */
  readonly pictures: number | null;
  /** that the kept pictures will take, roughly; null = cannot be said */
  readonly bytes: number | null;
}

export interface ImportProgress {
  readonly type: 'progress';
  /** records so far, kept or not, those passed over included */
  readonly done: number;
  readonly total: number | null;
}

export type ImportEvent =
  | FoundEvent
  | ImportProgress
  /** a block of pictures is full; `done` records are through with it */
  | { readonly type: 'block'; readonly block: PictureBlock; readonly done: number }
  /** a file that is not kept, with one sentence why */
  | ({ readonly type: 'skipped' } & LeftOut)
  /** `classNames` are names of labels that are numbers, by number */
  | { readonly type: 'done'; readonly done: number; readonly classNames: readonly string[] | null };

/** @throws UserError when it cannot be read, or does not fit */
export async function* importDataset(job: ImportJob): AsyncGenerator<ImportEvent> {
  const { source, decode, from = 0, keptBytes = 0 } = job;
  const options = { ...importDefaults, ...job.options };
  const opened = await openSource(source, options);
  const { pictures: total, format } = opened;
  const name = shownName(source.name);
  const bytes = await estimatedBytes(opened, options.keptSide);
  const room = new Room(name, options.keptSide, keptBytes);
  room.expect(bytes, total);
  yield { type: 'found', format: format.title, pictures: total, bytes };
  if (from === 0) for (const file of opened.leftOut) yield { type: 'skipped', ...shown(file) };
  const packer = new BlockPacker();
  let done = from;
  const decoded = inTurn(opened.records(from), {
    work: (record) => kept(record, decode, options.keptSide),
    sizeOf: ({ content }) => (content.kind === 'encoded' ? content.bytes.length : 0),
  });
  for await (const picture of decoded) {
    done++;
    if (done > IMPORT_LIMITS.pictures) {
      throw new UserError(`${name} has more than ${IMPORT_LIMITS.pictures} pictures. Use fewer.`);
    }
    if ('message' in picture) yield { type: 'skipped', ...shown(picture) };
    else {
      room.take(picture.raster.data.length, done);
      packer.add(picture);
    }
    if (packer.isFull) yield { type: 'block', block: packer.take(), done };
    if (done % PROGRESS_EVERY === 0) yield { type: 'progress', done, total };
  }
  if (packer.count > 0) yield { type: 'block', block: packer.take(), done };
  yield { type: 'progress', done, total };
  yield { type: 'done', done, classNames: opened.classNames() };
}

const PROGRESS_EVERY = 64;

/** Decoded, small enough, in whole numbers; or why not. */
async function kept(
  { path, index, half, label, content }: PictureRecord,
  decode: DecodeImage,
  keptSide: number,
): Promise<PlacedPicture | LeftOut> {
  if (content.kind === 'broken') return { path: placed(path, index), message: content.message };
  try {
    const raster = inBytes(
      content.kind === 'pixels' ? fitted(content.raster, keptSide) : await decode(content.bytes, keptSide),
    );
    return { raster, hash: pictureHash(raster), path, index, half, label };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { path: placed(path, index), message: error.message };
  }
}

/** As the embedded datasets are stored: whole numbers, a quarter of the memory. */
function inBytes(raster: Raster): PlacedPicture['raster'] {
  const { data } = raster;
  return { ...raster, data: data instanceof Uint8Array ? data : wholeNumbers(data) };
}

function shown({ path, message }: LeftOut): LeftOut {
  return { path: shownName(path), message };
}

/** Keeps count of the memory that kept pictures take. */
class Room {
  #taken: number;

  constructor(
    private readonly name: string,
    private readonly keptSide: number,
    keptBytes: number,
  ) {
    this.#taken = keptBytes;
  }

  /** @throws UserError before anything is read that will not fit by far */
  expect(bytes: number | null, pictures: number | null): void {
    if (pictures !== null && pictures > IMPORT_LIMITS.pictures) {
      throw new UserError(
        `${this.name} has ${pictures} pictures; at most ${IMPORT_LIMITS.pictures} are read. Use fewer.`,
      );
    }
    if (bytes === null || bytes <= IMPORT_LIMITS.bytes * 1.1) return;
    const side = Math.floor(this.keptSide * Math.sqrt(IMPORT_LIMITS.bytes / bytes) * 0.98);
    throw new UserError(
      `${this.name} would take about ${gigabytes(bytes)} GB at a side of ${this.keptSide} pixels, and ${gigabytes(IMPORT_LIMITS.bytes)} are the most. Keep its pictures at ${side} pixels or less, or use fewer.`,
    );
  }

  take(bytes: number, pictures: number): void {
    this.#taken += bytes;
    if (this.#taken > IMPORT_LIMITS.bytes) {
      throw new UserError(
        `${this.name} does not fit into memory: use at most ${pictures - 1} pictures of this size, or keep them smaller than ${this.keptSide} pixels.`,
      );
    }
  }
}

function gigabytes(bytes: number): string {
  return (bytes / 1e9).toFixed(1);
}
