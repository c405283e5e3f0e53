import type { Otherwise } from '../../data/results/published-match';
import type { HiddenColumn, SettingFact } from '../../data/results/told-apart';
import { format, plural } from './format';

const runs = (count: number) => `${format.count(count)} ${plural(count, { one: 'run', other: 'runs' })}`;

const settingNames: Readonly<Record<HiddenColumn, string>> = {
  batch: 'batch',
  pattern_learning_rate: 'learning rate δ',
  mask_learning_rate: 'learning rate φ',
  pattern_decay: 'decay δ',
  mask_decay: 'decay φ',
  augmentation: 'augmentation',
  train_limit: 'training pictures',
  test_limit: 'test pictures',
  patch: 'patch',
  native_side: 'own side',
  classes: 'classes',
  data_hash: 'SHA-256 of data',
  backbone_hash: 'SHA-256 of network',
};

const settingOf = ({ column, value }: SettingFact) =>
  `${settingNames[column]} ${value === null ? 'all' : String(value).slice(0, column.endsWith('_hash') ? 8 : 40)}`;

interface Published {
  readonly source: string;
  readonly model: string;
  readonly data: string;
  readonly epochs: number | null;
  readonly runs: number | null;
}

interface LeftOut {
  readonly file: string;
  readonly rows: number;
  readonly first: readonly number[];
}

interface Repeated {
  readonly file: string;
  readonly runs: number;
  readonly other: number;
}

/** Results of many runs, opened from files. */
export const sweepResults = {
  title: 'Results of a sweep',
  about:
    'What smm sweep wrote, as one table: a results.parquet or .csv, or the whole folder with its capsules.',
  open: 'Open results …',
  openMore: 'Open more …',
  openFolder: 'Open a results folder …',
  reading: 'Reading results …',
  readingDone: (done: number, total: number) =>
    total === 0 ? 'Reading …' : `${format.count(done)} of ${format.count(total)} files read`,
  memory: (files: readonly string[]) =>
    `${files.length === 0 ? '' : `From ${format.list(files)}. `}Held in memory only: they are gone when the page is closed, and no link carries them. The files stay as they are.`,
  stop: 'Stop reading',
  stillReading: 'Results are being read: open these when that is done, or stop it.',
  stopped: (count: number) =>
    `Reading was stopped: ${format.count(count)} ${plural(count, { one: 'file was', other: 'files were' })} not read.`,
  close: 'Close these results',
  taken: (file: string, count: number) => `${file}: ${runs(count)}.`,
  added: (count: number) =>
    `${runs(count)} from capsules that stand in no table; their numbers are read from the capsules.`,
  repeated: ({ file, runs: count, other }: Repeated) =>
    `${file}: ${runs(count)} of it ${plural(count, { one: 'was here already and counts', other: 'were here already and count' })} once.${other === 0 ? '' : ` ${other === count ? (count === 1 ? 'It has' : 'All have') : `${format.count(other)} of them ${plural(other, { one: 'has', other: 'have' })}`} other numbers in this file: those that were here first stand. Open this file by itself to see its own.`}`,
  leftOut: ({ file, rows, first }: LeftOut) =>
    `${file}: ${format.count(rows)} of its rows ${plural(rows, { one: 'is no run and is', other: 'are no runs and are' })} left out (${plural(first.length, { one: 'number', other: 'numbers' })} ${first.join(', ')}${rows > first.length ? ', …' : ''}). Merge the sweep again.`,
  several: (count: number) =>
    `Results of ${format.count(count)} files stand in one table; “From” tells them apart, and runs of different settings are never averaged.`,
  unread: (count: number) =>
    `${format.count(count)} ${plural(count, { one: 'capsule is', other: 'capsules are' })} compared with what the sweep wrote when opened: that many take long to read.`,
  noFiles:
    'There are no files in this folder. Open the folder of a sweep, with its results.parquet or results.csv.',
  // some sentences name the file themselves
  bad: (file: string, reason: string) => (reason.startsWith(file) ? reason : `${file}: ${reason}`),
  moreBad: (count: number) =>
    `${format.count(count)} more ${plural(count, { one: 'file', other: 'files' })} could not be read.`,

  find: 'Search',
  findHint: 'variant, data, network, device …',
  facets: {
    data: 'Data',
    backbone: 'Network',
    variant: 'Variant',
    mapping: 'Mapping',
    side: 'Side',
    schedule: 'Schedule',
    epochs: 'Epochs',
    source: 'From',
  },
  all: 'all',
  facetValue: (value: string, count: number) => `${value} (${format.count(count)})`,
  none: 'none',
  here: 'this browser',
  grouped: 'seeds together',
  groupedHint:
    'One row for each configuration: mean over its seeds with the 95 % interval; of what is measured on the probe, which are upper bounds, the least. A run that began as another variant is a configuration of its own.',
  everyNumber: 'every number',
  mix: (count: number) => `with the ${runs(count)} kept in this browser`,
  reset: 'Show all',
  csv: (count: number) => `CSV of ${runs(count)}`,
  csvHint: 'All columns, nothing rounded: a file that can be opened here again.',
  count: ({ count, total, grouped }: { count: number; total: number; grouped: boolean }) => {
    const what = grouped
      ? plural(total, { one: 'configuration', other: 'configurations' })
      : plural(total, { one: 'run', other: 'runs' });
    return count === total
      ? `${format.count(total)} ${what}`
      : `${format.count(count)} of ${format.count(total)} ${what}`;
  },
  common: (facts: readonly string[]) => `In all rows: ${facts.join(', ')}.`,
  working: 'Working …',
  noMatch: 'No run fits the filters.',

  table: 'Runs of the opened results',
  hint: 'Arrow keys go from row to row, Enter opens one below and goes there.',
  apart: 'differs in',
  apartHint: 'What tells rows apart that look alike otherwise: each is a setting of its own',
  settings: (facts: readonly SettingFact[]) => facts.map(settingOf).join(', '),
  variant: 'variant',
  seed: 'seed',
  seeds: 'N',
  seedsHint: 'finished runs, one for each seed',
  difference: 'Δ last',
  differenceHint:
    'Test accuracy, last epoch, to SMM of the same setting: mean over pairs of the same seed, with the 95 % interval, in percentage points',
  noReference: 'no SMM',
  noReferenceHint:
    'No run of SMM of the same setting is in this table: there is nothing to take a difference to.',
  published: 'published',
  publishedHint:
    'What the paper prints of this variant on this data with this network. Another training: never mixed with ours.',
  publishedNote:
    'Published figures stand beside runs on the same data with the same kind of network. They come from another training, and go into no number here. An asterisk: that training was plainly another one; the chosen row says how.',
  otherwise: (one: Otherwise) => {
    switch (one.what) {
      case 'epochs':
        return `The paper trains for ${format.count(one.paper)} epochs, this run for ${format.count(one.here)}.`;
      case 'side':
        return `The paper’s pictures are ${format.count(one.paper)} px wide, here they are ${format.count(one.here)} px.`;
      case 'patch':
        return `The paper’s patches are ${format.count(one.paper)} px wide, here they are ${format.count(one.here)} px.`;
      case 'train-limit':
        return `The paper trains on all pictures, here at most ${format.count(one.here)} are used.`;
      case 'test-limit':
        return `The paper tests on all pictures, here at most ${format.count(one.here)} are used.`;
      case 'weights':
        return 'The network’s weights are from another training than the paper’s.';
    }
  },
  sortBy: (column: string) => `Sort by ${column}`,
  pixels: (side: number) => `${format.count(side)} px`,
  notReached: 'not reached',
  leftNumbers: 'diverged',
  leastOf: (count: number) => `least of ${format.count(count)}`,
  leastHint: 'Each run gives an upper bound: the least of them is the best that is known.',
  countOf: (count: number, all: number) => `${format.count(count)} of ${format.count(all)}`,
  ofHint: 'Only so many of the row’s runs have this number.',
  repeat: 'counts in no number',
  repeatsHint: (count: number) =>
    `${runs(count)} of a seed that is there already ${plural(count, { one: 'counts', other: 'count' })} in no number. Of several finished runs of one seed, the one whose id comes first in the alphabet counts.`,
  interval: (low: string, high: string) => `[${low}, ${high}]`,

  closeDetails: 'Close',
  asWritten: 'As the file has it',
  behind: (count: number) => `The ${runs(count)} behind it`,
  last: 'last, %',
  best: 'best, %',
  runName: (label: string, seed: number) => `${label}, seed ${seed}`,
  explore: 'Open in Explore',
  exploreOfSeed: (seed: number) => `Open seed ${format.count(seed)} in Explore`,
  exploreHint:
    'Its capsule joins the kept runs of this browser, and its masks, pattern and answers for test pictures are worked out from its weights at its last step. Nothing is trained.',
  opening: (name: string) =>
    `Opening ${name}: its pictures are worked out from its weights. Explore shows them when they are there.`,
  noExplore: {
    'no-data': (name: string) =>
      `Explore cannot show its pictures: the data it was trained on (${name}) do not come with this page.`,
    'no-network': (name: string) =>
      `Explore cannot show its pictures: its network (${name}) does not come with this page.`,
    'no-weights': () => 'Explore cannot show its pictures: none of its weights are kept.',
  },
  otherData:
    'Explore cannot show its pictures: it was trained on other pictures of the same name (their SHA-256 differs).',
  otherNetwork:
    'Explore cannot show its pictures: it was trained with another network of the same name (its SHA-256 differs).',
  diverged: 'Explore cannot show its pictures: a value of this run left the numbers.',
  curves: 'Show its curves',
  curvesHint: 'Turns the ablation table and the curves below to its setting.',
  keepHint:
    'Its capsule joins the kept runs of this browser. The ablation table and the curves below turn to its setting, and a picture of your own can go through it.',
  curvesOfSeed: (seed: number) => `Show the curves of seed ${format.count(seed)}`,
  noCapsule:
    'Its curves and weights are in its capsule, which does not lie beside the file. Open the folder of the sweep.',
  kept: (name: string) =>
    `${name} is among the kept runs. The ablation table and the curves of the variants show its setting now.`,
  printed: ({ source, model, data, epochs, runs: seeds }: Published) =>
    [
      source,
      model,
      data,
      ...(epochs === null ? [] : [`${format.count(epochs)} epochs`]),
      ...(seeds === null ? [] : [runs(seeds)]),
    ].join(', '),
};
