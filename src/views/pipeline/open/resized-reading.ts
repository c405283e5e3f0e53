import { byteLine } from '../../../lib/normalisation';
import { resampleMatrix } from '../../../lib/resample';
import type { SampleSet } from '../../../data/snapshot';
import type { Cell } from '../../../ui/pictures/field';

export type Native = SampleSet['natives'][number];

/** The native pixels of one axis that a resized value reads. */
export interface Taps {
  readonly first: number;
  /** they sum to 1 */
  readonly weights: readonly number[];
}

export interface Reading {
  readonly rows: Taps;
  readonly columns: Taps;
  /** weighted sum of the pixels, 0..255 */
  readonly value: number;
  /** in the units of the frozen network */
  readonly normalised: number;
}

/** Row `index` of the resampling matrix, without its zeros: two taps where the image grows, more where it shrinks. */
export function tapsOf(from: number, to: number, index: number): Taps {
  const row = matrix(from, to).subarray(index * from, (index + 1) * from);
  const first = row.findIndex((weight) => weight !== 0);
  const last = row.findLastIndex((weight) => weight !== 0);
  return { first, weights: [...row.subarray(first, last + 1)] };
}

/** How one value of r(x) comes about: v = Σ w_a w_b x[a, b], then the network's units: (v − 127) / 128, say. */
export function readingAt(
  native: Native,
  { side, normalisation }: Pick<SampleSet, 'side' | 'normalisation'>,
  cell: Cell,
  channel: number,
): Reading {
  const rows = tapsOf(native.height, side, cell.row);
  const columns = tapsOf(native.width, side, cell.column);
  let value = 0;
  rows.weights.forEach((down, a) =>
    columns.weights.forEach((across, b) => {
      value += down * across * nativeAt(native, rows.first + a, columns.first + b, channel);
    }),
  );
  const { scale, zero } = byteLine(normalisation, channel);
  return { rows, columns, value, normalised: (value - zero) / scale };
}

/** 0..255; the one channel of a grey picture stands for all three. */
export function nativeAt(native: Native, row: number, column: number, channel: number): number {
  const { width, channels, data } = native;
  return data[(row * width + column) * channels + (channels === 3 ? channel : 0)]!;
}

const matrices = new Map<string, Float32Array>();

function matrix(from: number, to: number): Float32Array {
  const key = `${from}>${to}`;
  const known = matrices.get(key);
  if (known) return known;
  if (matrices.size > 8) matrices.clear();
  const made = resampleMatrix(from, to);
  matrices.set(key, made);
  return made;
}
