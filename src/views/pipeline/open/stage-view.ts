import type { RunConfig } from '../../../core/method-config';
import type { SampleSet } from '../../../data/snapshot';
import type { Snapshot } from '../../../store/run-view';
import type { Cell } from '../../../ui/pictures/field';
import type { Probing } from '../../../ui/pictures/picture';
import type { Bench } from '../../../trace/bench';

/** What the bench shows, for whatever opens in it: one sample of one run at one step, and its probe. */
export interface StageView {
  readonly runId: string;
  readonly config: RunConfig;
  readonly samples: SampleSet;
  readonly sampleId: string;
  /** of the sample in `samples`, and in the snapshot (−1 = not there) */
  readonly index: number;
  readonly row: number;
  readonly snapshot: Snapshot;
  /** a part of the method is switched off in what the bench shows */
  readonly knockedOut: boolean;
  readonly bench: Bench;
  /** amplification of δ and δ ⊙ m, as on the bench */
  readonly gains: { readonly pattern: number; readonly product: number };
  /** half width of the masks' colour range, as on the bench */
  readonly limit: number;
  readonly classes: readonly string[];
  readonly sourceClasses: readonly string[];
  readonly cell: Cell;
  readonly probing: Probing;
}
