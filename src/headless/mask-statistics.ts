import type { Stage } from '../training/explain';

export interface MaskStatistics {
  readonly minimum: number;
  readonly maximum: number;
  /** standard deviation of all values */
  readonly overall: number;
  /** root mean square, over cells and channels, of the deviation between pictures: 0 = one mask for all */
  readonly acrossSamples: number;
  /** mean absolute difference between two channels of a cell: 0 = a grey mask */
  readonly betweenChannels: number;
}

/** How much masks [N, h, w, 3] differ, and along what. */
export function maskStatistics({ shape, values }: Stage): MaskStatistics {
  const count = shape[0]!;
  const size = values.length / count;
  const cells = Array.from({ length: size }, (_, cell) =>
    Array.from({ length: count }, (_, sample) => values[sample * size + cell]!),
  );
  return {
    minimum: values.reduce((a, b) => Math.min(a, b)),
    maximum: values.reduce((a, b) => Math.max(a, b)),
    overall: Math.sqrt(variance(Array.from(values))),
    acrossSamples: Math.sqrt(mean(cells.map(variance))),
    betweenChannels: mean(
      Array.from({ length: values.length / 3 }, (_, cell) => {
        const [red, green, blue] = values.subarray(cell * 3, cell * 3 + 3) as unknown as number[];
        return (Math.abs(red! - green!) + Math.abs(green! - blue!) + Math.abs(blue! - red!)) / 3;
      }),
    ),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function variance(values: readonly number[]): number {
  const centre = mean(values);
  return mean(values.map((value) => (value - centre) ** 2));
}
