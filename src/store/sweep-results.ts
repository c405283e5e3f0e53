import { anyResult, type ResultQuery } from '../data/results/result-query';
import type { ResultsSaid, ShownView } from '../worker/results-protocol';

export type { ShownNumber, ShownResult } from '../worker/results-protocol';

/** Results of many runs that were opened from files. All of them are in a worker's memory; here is what is on screen. */
export interface SweepResults {
  readonly state: 'none' | 'reading' | 'ready';
  /** files that are through, while some are read */
  readonly reading: { readonly done: number; readonly total: number } | null;
  /** names of the tables that are open */
  readonly files: readonly string[];
  /** what became of every file */
  readonly said: readonly ResultsSaid[];
  /** what is asked for; the view says what it answers */
  readonly query: ResultQuery;
  readonly view: ShownView | null;
  /** what is asked for takes longer than a moment */
  readonly busy: boolean;
  /** whether the runs of this browser stand in the same table */
  readonly kept: 'in' | 'out';
  /** name of the run whose pictures are worked out, to be shown in Explore */
  readonly opening: string | null;
  /** why the last thing that was asked could not be done */
  readonly refused: string | null;
}

export const noSweepResults: SweepResults = {
  state: 'none',
  reading: null,
  files: [],
  said: [],
  query: anyResult,
  view: null,
  busy: false,
  kept: 'out',
  opening: null,
  refused: null,
};

/** What filters are without any: all rows, whichever way they are sorted. */
export const noFilters = { find: '', facets: {} } as const satisfies Partial<ResultQuery>;

/** In the order of the file. */
export const fileOrder: ResultQuery['sort'] = anyResult.sort;
