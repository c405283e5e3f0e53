/**
 * A batch out of bytes on the device, in one pass: gathered, resized, cropped and mirrored, grey made RGB, normalised.
 *
 * Each value is a sum of its own, so a picture is to the last bit the same whatever stands beside it and wherever its
 * bytes came from. Up to the last sum the filter is in whole numbers, so it is the reference's (lib/resample.ts) to
 * what a float can hold.
 */
import { wordsOf, type Frame, type Picture } from './picture';
import { BYTES_AT_ONCE, inParts, type Part } from './picture-parts';
import { entryOf, LONGEST_SIDE, readEntry } from './picture-table';
import { plainPictures } from './plain-pictures';
import { integers } from '../kernels/integers';
import { runOperation, type Operation } from '../kernels/operation';
import type { ResampleWindow } from '../../lib/resample';
import { concat, dispose, getBackend, getKernel, tensor4d, type Tensor1D, type Tensor4D } from '../tf';

/** What a value, 0..255, becomes: gain · value + offset, channel by channel. */
export interface Unit {
  readonly gain: readonly [number, number, number];
  readonly offset: readonly [number, number, number];
}

export interface GatherAttributes extends Frame, Unit {
  /** most input pixels that one of the result is a sum of */
  readonly taps: number;
}

export interface GatherInputs {
  /** four to an integer */
  readonly bytes: Tensor1D;
  /** four integers a picture: picture-table.ts */
  readonly table: Tensor1D;
}

export const gather: Operation<GatherInputs, GatherAttributes, Tensor4D> = {
  kernel: 'SmmGatherPictures',
  portable({ bytes, table }, { gain, offset, ...frame }) {
    const pixels = new Uint8Array((bytes.dataSync<'int32'>() as Int32Array<ArrayBuffer>).slice().buffer);
    const entries = table.dataSync<'int32'>();
    const read = Array.from({ length: entries.length / 4 }, (_, index) =>
      readEntry(entries.subarray(4 * index, 4 * index + 4), pixels, frame.shown),
    );
    const values = plainPictures(
      read.map(({ picture }) => picture),
      frame,
      read.map(({ window }) => window),
      (value, channel) => gain[channel]! * value + offset[channel]!,
    );
    return tensor4d(values, [read.length, frame.side, frame.side, 3]);
  },
};

/** Whether the current backend gathers pictures: the others have a portable twin, but no place to keep bytes at. */
export function canGather(): boolean {
  return getKernel(gather.kernel, getBackend()) !== undefined;
}

export interface GatherOptions extends Unit {
  readonly frame: Frame;
  /** of each picture; null = the whole of it */
  readonly windows: readonly ResampleWindow[] | null;
  /** makes those beside them that cannot be gathered, each by itself */
  readonly otherwise: (pictures: readonly Picture[], windows: readonly ResampleWindow[] | null) => Tensor4D;
}

/**
 * Picture by picture: those that are not of bytes, or larger than the filter's whole numbers reach, are made otherwise.
 * @returns [B, side, side, 3], the caller's; null where the backend gathers none, or none of these
 */
export function gatherPictures(pictures: readonly Picture[], options: GatherOptions): Tensor4D | null {
  if (!canGather()) return null;
  const parts = inParts(pictures, (picture) => isGatherable(picture, options.frame));
  if (!parts.some(({ gatherable }) => gatherable)) return null;
  const made = parts.map(({ start, end, gatherable, bytes }) => {
    const [some, windows] = [pictures.slice(start, end), options.windows?.slice(start, end) ?? null];
    return gatherable ? gatherPart(some, { ...options, windows, bytes }) : options.otherwise(some, windows);
  });
  if (made.length === 1) return made[0]!;
  const all = concat(made);
  dispose(made);
  return all;
}

function gatherPart(
  pictures: readonly Picture[],
  { frame, windows, gain, offset, bytes }: GatherOptions & Pick<Part, 'bytes'>,
): Tensor4D {
  const starts = bytes ? pictures.map(({ place }) => place!.word) : startsOf(pictures);
  const held = bytes ?? integers(packed(pictures, starts));
  const entries = pictures.flatMap((picture, index) => entryOf(picture, starts[index]!, windows?.[index]));
  const table = integers(Int32Array.from(entries));
  const taps = Math.max(...pictures.map((picture) => tapsOf(picture, frame)));
  const result = runOperation(gather, { bytes: held, table }, { ...frame, gain, offset, taps });
  dispose(bytes ? [table] : [table, held]);
  return result;
}

/** Where pictures begin that lie one behind the other. */
function startsOf(pictures: readonly Picture[]): readonly number[] {
  let word = 0;
  return pictures.map(({ data }) => {
    const start = word;
    word += wordsOf(data.length);
    return start;
  });
}

function packed(pictures: readonly Picture[], starts: readonly number[]): Int32Array<ArrayBuffer> {
  const words = starts.at(-1)! + wordsOf(pictures.at(-1)!.data.length);
  const integersOf = new Int32Array(roomFor(words));
  const bytes = new Uint8Array(integersOf.buffer);
  pictures.forEach(({ data }, index) => bytes.set(data as Uint8Array, 4 * starts[index]!));
  return integersOf;
}

/** Four sizes to each power of two: the device keeps every size of buffer apart, and batches come in many. */
function roomFor(words: number): number {
  const step = 2 ** Math.max(0, Math.floor(Math.log2(words)) - 2);
  return Math.ceil(words / step) * step;
}

const BEYOND_WHOLE_NUMBERS = 2 ** 31;

function isGatherable(picture: Picture, { resized }: Frame): boolean {
  const { data, width, height } = picture;
  if (!(data instanceof Uint8Array) || data.length > BYTES_AT_ONCE) return false;
  const longest = Math.max(width, height, resized);
  // kernels/webgpu/gather-pictures.ts: where the last tap of an axis ends; all weights of an axis, each times a byte.
  // Places in the result need none: browsers bind 4 GiB at most, fewer floats than an integer counts to.
  const position = 2 * resized * longest + 2 * longest + resized;
  const sum = (255 * 2 * longest * (longest + resized)) / resized;
  return longest <= LONGEST_SIDE && Math.max(position, sum) < BEYOND_WHOLE_NUMBERS;
}

function tapsOf({ width, height }: Picture, { resized }: Frame): number {
  const along = (from: number): number => Math.ceil(2 * Math.max(1, from / resized));
  return along(width) * along(height);
}
