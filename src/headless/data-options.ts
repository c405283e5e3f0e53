import type { Command } from 'commander';
import type { DataOptions } from '../data/own/import-into-memory';
import { oneOf, shareOf, wholeNumber } from './arguments';

/** What may be said of data of one's own, wherever a command takes `--data`. Embedded datasets have nothing of it. */
export interface OwnDataOptions {
  readonly dataSide?: number;
  readonly dataLabels?: DataOptions['labels'];
  readonly testShare?: number;
  readonly splitSeed?: number;
  readonly resplit?: boolean;
  readonly duplicates?: DataOptions['duplicates'];
}

export const DATA_HELP =
  'an embedded dataset, or your own: a folder or ZIP with train/<class>/* and test/<class>/* (or <class>/*), CIFAR binary, IDX, parquet';

export function withDataOptions(command: Command): Command {
  return command
    .option(
      '--data-side <pixels>',
      'own data: longer side that pictures are kept at (default: 384)',
      wholeNumber({ from: 16, to: 512 }),
    )
    .option(
      '--data-labels <which>',
      'own data: of CIFAR-100, fine or coarse',
      oneOf(['fine', 'coarse'] as const),
    )
    .option('--test-share <share>', 'own data without a test half: what is tested on (default: 0.2)', shareOf)
    .option('--split-seed <n>', 'own data: seed of that split (default: 0)', wholeNumber({ from: 0 }))
    .option('--resplit', 'own data: split it by the seed, whatever halves it has')
    .option(
      '--duplicates <what>',
      'own data: keep pictures that are the same to the last pixel, or leave-out all but one',
      oneOf(['keep', 'leave-out'] as const),
    );
}

/** As the importer takes them: what was not said is not there. */
export function dataOptions(options: OwnDataOptions): DataOptions {
  const { dataSide, dataLabels, testShare, splitSeed, resplit, duplicates } = options;
  return {
    ...(dataSide !== undefined && { keptSide: dataSide }),
    ...(dataLabels !== undefined && { labels: dataLabels }),
    ...(testShare !== undefined && { testShare }),
    ...(splitSeed !== undefined && { seed: splitSeed }),
    ...(resplit !== undefined && { resplit }),
    ...(duplicates !== undefined && { duplicates }),
  };
}
