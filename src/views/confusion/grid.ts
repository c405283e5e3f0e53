import type { Cell } from './geometry';

/** One run's matrix. */
export interface Grid {
  /** `A`, `B`, or empty where it stands alone */
  readonly part: string;
  readonly name: string;
  /** [k · k] */
  readonly cells: readonly Cell[];
}
