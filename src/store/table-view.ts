import type { MetricId } from '../data/metrics';
import type { RunSource } from '../data/run-entry';

/** How the person has the ablation table before them. Rows are named by variant (data/choices.ts), not by run. */
export interface TableView {
  /** which setting (data/run-setting.ts) the table is about; null = that of the shown run, or the one most run */
  readonly setting: string | null;
  /** the variant that all others are compared with; null = the method as published */
  readonly baseline: string | null;
  readonly columns: readonly MetricId[];
  readonly sort: TableSort;
  /** only columns in which something differs from the baseline */
  readonly differencesOnly: boolean;
  /** rows that curves and matrix show; empty = all */
  readonly chosen: readonly string[];
  /** which pictures the matrix shows, and in which order */
  readonly pictures: MatrixPictures;
  /** only rows with this in their name, their runs' names or tags */
  readonly find: string;
  readonly sources: readonly RunSource[];
}

/** All in their order; all, those whose answers a variant turns first; those alone. */
export const matrixPictures = ['all', 'flips-first', 'flips-only'] as const;
export type MatrixPictures = (typeof matrixPictures)[number];

/** `plan`: in the order of the method's blocks. Otherwise the best value first, or last where it is reversed. */
export interface TableSort {
  readonly by: MetricId | 'plan';
  readonly reversed: boolean;
}

export const initialTableView: TableView = {
  setting: null,
  baseline: null,
  columns: [
    'last-accuracy',
    'best-accuracy',
    'clean-loss',
    'approximation-cross-entropy',
    'total-parameters',
    'step-time',
    'throughput',
  ],
  sort: { by: 'plan', reversed: false },
  differencesOnly: false,
  chosen: [],
  pictures: 'flips-first',
  find: '',
  sources: ['trained-here', 'recorded', 'imported'],
};
