/**
 * A rectangle with three values in every cell: r(x), a mask, δ, x̃. The pictures are drawn from it.
 * `values` is [height, width, 3], row-major, as the worker sends it.
 */
export interface Field {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

/** Offset of a channel inside a cell: 0 red, 1 green, 2 blue. */
export type ChannelIndex = 0 | 1 | 2;

export const channelIndices = [0, 1, 2] as const satisfies readonly ChannelIndex[];

/** One cell of a field. */
export interface Cell {
  readonly row: number;
  readonly column: number;
}

export function valueAt(field: Field, { row, column }: Cell, channel: ChannelIndex): number {
  return field.values[(row * field.width + column) * 3 + channel]!;
}

/**
 * The i-th field of a batch [N, height, width, 3], as a view without a copy.
 */
export function fieldOf(batch: Float32Array, index: number, height: number, width: number): Field {
  const size = height * width * 3;
  return { width, height, values: batch.subarray(index * size, (index + 1) * size) };
}

export interface Summary {
  readonly min: number;
  readonly mean: number;
  readonly max: number;
}

/** Least, mean and greatest value of one channel, or of all three. */
export function summarise({ values }: Field, channel: ChannelIndex | 'all' = 'all'): Summary {
  const [first, stride] = channel === 'all' ? [0, 1] : [channel, 3];
  let [min, max, sum, count] = [Infinity, -Infinity, 0, 0];
  for (let i = first; i < values.length; i += stride) {
    const value = values[i]!;
    if (value < min) min = value;
    if (value > max) max = value;
    sum += value;
    count += 1;
  }
  return count === 0 ? { min: 0, mean: 0, max: 0 } : { min, mean: sum / count, max };
}

/** Greatest magnitude in an array; 0 for none. */
export function greatestMagnitude(values: Float32Array): number {
  let greatest = 0;
  for (const value of values) {
    const magnitude = Math.abs(value);
    if (magnitude > greatest) greatest = magnitude;
  }
  return greatest;
}
