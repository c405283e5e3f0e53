import type { Outcome } from '../../store/survey';

/** What one run's prompt did to the answers. */
export interface Flips {
  /** `A`, `B`, or empty where it stands alone */
  readonly part: string;
  readonly name: string;
  readonly pictures: Readonly<Record<Outcome, readonly number[]>>;
  /** of each picture's loss, nats */
  readonly changes: Float32Array;
  readonly total: number;
}
