import type { ResultQuery } from '../data/results/result-query';
import type { GivenFile } from '../worker/import-protocol';
import type { ResultDetails, ShownDetails, ShownResult } from '../worker/results-protocol';

/** What the person can do with results of many runs; what comes of it stands in the store (sweep-results.ts). */
export interface SweepResultsCommands {
  /** reads files beside those that are open; those of a folder may be looked for yet */
  open(files: readonly GivenFile[] | Promise<readonly GivenFile[]>): void;
  /** reads no further file: what was read stays */
  stop(): void;
  /** asks for other rows, or for another order */
  ask(change: Partial<ResultQuery>): void;
  /** has the finished runs of this browser in the same table, or takes them out */
  mix(kept: 'in' | 'out'): void;
  /** lets go of everything that was opened; the files stay as they are */
  close(): void;
  /** saves the runs behind the shown rows as a CSV file */
  saveCsv(): void;
  /** keeps the run whose capsule lies beside, and turns the ablation table and its curves to it */
  showCurves(run: ResultDetails): void;
  /** keeps the run whose capsule lies beside, works out what it shows of test pictures, and turns Explore to it */
  openRun(run: ResultDetails): void;
  /** rows of a view by place; none where it is no longer the view */
  rows(view: number, from: number, count: number): Promise<readonly ShownResult[]>;
  /** everything of one row; null where it is no longer there */
  details(view: number, at: number): Promise<ShownDetails | null>;
}
