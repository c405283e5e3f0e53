import type { Bar, Facts } from './geometry';

/** One run's bars. */
export interface Row {
  /** `A`, `B`, or empty where it stands alone */
  readonly part: string;
  readonly name: string;
  readonly changes: Float32Array;
  readonly bars: readonly Bar[];
  readonly facts: Facts;
}
