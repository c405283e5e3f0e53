import type { MeasuredRun, MetricId } from '../data/metrics';
import type { PublishedBeside } from '../data/results/published-match';
import type { Facets, ResultQuery } from '../data/results/result-query';
import type { ResultRow } from '../data/results/result-columns';
import type { SettingFact } from '../data/results/told-apart';
import type { Interval } from '../lib/statistics';
import type { Verdict } from '../data/table-cell';
import type { GivenFile } from './import-protocol';

/** What the page and the worker that holds results of many runs say to each other. Every request is answered once. */

/** A run that this browser has kept, to stand in the same table. */
export interface KeptHere {
  readonly run: MeasuredRun;
  /** milliseconds since 1970 */
  readonly created: number;
}

export type ResultsRequest =
  /** read files, beside what was read before: answered by `opened` */
  | { readonly type: 'open'; readonly files: readonly GivenFile[] }
  /** read no further file: answered by `listed`, and what was asked to be read by `opened` with what was */
  | { readonly type: 'stop' }
  /** the runs of this browser that stand in the table, all of them anew: answered by `listed` */
  | { readonly type: 'kept'; readonly runs: readonly KeptHere[] }
  /** which rows are shown, and in which order: answered by `view` */
  | { readonly type: 'view'; readonly query: ResultQuery }
  /** some rows of a view, by place: answered by `rows`; none where it is no longer the view */
  | { readonly type: 'rows'; readonly view: number; readonly from: number; readonly count: number }
  /** everything of one row: answered by `details` */
  | { readonly type: 'details'; readonly view: number; readonly at: number }
  /** the runs behind the view as a CSV file: answered by `csv` */
  | { readonly type: 'csv' }
  /** the capsule that lies beside a run: answered by `capsule` */
  | { readonly type: 'capsule'; readonly key: string };

export type ResultsCommand = ResultsRequest & { readonly request: number };

/** What became of a file, or of a run. */
export type ResultsSaid =
  | { readonly is: 'taken'; readonly file: string; readonly runs: number }
  /** capsules that no table holds, and that stand in this one by themselves */
  | { readonly is: 'added'; readonly runs: number }
  /** runs that were here already, in another file; `other` of them with other numbers than there, which do not count */
  | { readonly is: 'repeated'; readonly file: string; readonly runs: number; readonly other: number }
  /** rows that are no run; `first`: numbers of the first few, from 1 */
  | {
      readonly is: 'left-out';
      readonly file: string;
      readonly rows: number;
      readonly first: readonly number[];
    }
  /** files that were not read because the person stopped it */
  | { readonly is: 'stopped'; readonly files: number }
  /** tables that stand in one now */
  | { readonly is: 'several'; readonly files: number }
  /** capsules whose bytes are not compared with what the sweep wrote before they are opened: they are many */
  | { readonly is: 'unread'; readonly files: number }
  /** its capsule is in this browser's library now, and the curves are turned to it */
  | { readonly is: 'kept'; readonly name: string }
  /** a sentence */
  | { readonly is: 'bad'; readonly file: string; readonly message: string }
  /** more that went wrong than is listed */
  | { readonly is: 'more-bad'; readonly files: number };

export interface ShownNumber {
  /** Infinity where it was not reached, or the run diverged */
  readonly value: number;
  /** the least of `count` runs, an upper bound; else their mean, or the same of all */
  readonly is: 'mean' | 'least';
  /** runs that have it */
  readonly count: number;
  /** over seeds: 95 %, Student's t; null for one run */
  readonly interval: Interval | null;
}

/** A row as it is on screen. */
export interface ShownResult {
  readonly key: string;
  /** the variant in words */
  readonly label: string;
  readonly data: string;
  readonly backbone: string;
  readonly mapping: string;
  readonly side: number;
  readonly schedule: string;
  readonly epochs: number;
  /** of its setting, what other settings here have otherwise that look like it */
  readonly apart: readonly SettingFact[];
  /** of one run; null for several */
  readonly seed: number | null;
  /** finished runs behind the numbers, one for each seed */
  readonly seeds: number;
  /** runs that count in no number because another one of the same seed does */
  readonly repeats: number;
  /** files; null = kept in this browser */
  readonly sources: readonly (string | null)[];
  readonly numbers: Readonly<Partial<Record<MetricId, ShownNumber>>>;
  /**
   * of the last accuracy to SMM of the same setting and seeds; null where there is none, `no-reference` where that
   * setting has no SMM here
   */
  readonly difference:
    (Pick<ShownNumber, 'value' | 'interval'> & { readonly verdict: Verdict }) | 'no-reference' | null;
  readonly published: PublishedBeside | null;
}

export interface ShownView {
  /** names it in `rows` and `details` */
  readonly view: number;
  readonly query: ResultQuery;
  readonly count: number;
  /** without any filter */
  readonly total: number;
  /** runs behind the rows */
  readonly runs: number;
  readonly facets: Facets;
  /** of which any run has a number, in their order */
  readonly metrics: readonly MetricId[];
  readonly anyPublished: boolean;
  /** whether there are settings that look alike in all other columns */
  readonly anyApart: boolean;
  readonly first: readonly ShownResult[];
}

/** One run with everything its file says of it. */
export interface ResultDetails {
  readonly key: string;
  /** without what only programs read */
  readonly row: ResultRow;
  readonly file: string | null;
  readonly hasCapsule: boolean;
  /** it counts in no number of its row: another run of the same seed does */
  readonly isRepeat: boolean;
}

export interface ShownDetails {
  readonly shown: ShownResult;
  /** one for each seed where they stand together */
  readonly runs: readonly ResultDetails[];
}

export type ResultsAnswer =
  | { readonly type: 'opened'; readonly said: readonly ResultsSaid[]; readonly files: readonly string[] }
  | { readonly type: 'listed' }
  | ({ readonly type: 'view' } & ShownView)
  | { readonly type: 'rows'; readonly rows: readonly ShownResult[] }
  | { readonly type: 'details'; readonly details: ShownDetails | null }
  | { readonly type: 'csv'; readonly file: Blob }
  | { readonly type: 'capsule'; readonly file: File }
  /** a sentence; `held: 'nothing'` where the worker has ended, and all that it held is gone */
  | { readonly type: 'failed'; readonly message: string; readonly held?: 'nothing' };

export type ResultsReply =
  | (ResultsAnswer & { readonly request: number })
  /** how far reading is: files that are through */
  | {
      readonly type: 'progress';
      readonly request: number;
      readonly done: number;
      readonly total: number;
    };
