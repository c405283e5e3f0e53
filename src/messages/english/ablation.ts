import { format, plural } from './format';

/** The ablation table on the page; what its files say stands in table.ts. */
export const ablation = {
  title: 'What each part is worth',
  caption: ({ data, side, epochs, rows }: { data: string; side: number; epochs: number; rows: number }) =>
    `${data}, ${format.count(side)} px, ${format.count(epochs)} ${plural(epochs, { one: 'epoch', other: 'epochs' })} · ${format.count(rows)} ${plural(rows, { one: 'variant', other: 'variants' })} · mean ± standard deviation over seeds`,
  /** what every recorded run of the table was made of */
  recordedTask: ({
    pictures,
    tests,
    batch,
    rate,
    seeds,
    device,
    packed,
  }: {
    pictures: number | null;
    tests: number | null;
    batch: number;
    rate: number;
    seeds: readonly number[];
    device: string;
    packed: string;
  }) =>
    `Recorded beforehand on ${pictures === null ? 'all' : `the first ${format.count(pictures)}`} training and ${tests === null ? 'all' : `the first ${format.count(tests)}`} test pictures, batch ${format.count(batch)}, learning rate ${rate}, ${plural(seeds.length, { one: 'seed', other: 'seeds' })} ${format.list(seeds.map(String))} (controls: one), ${device}${packed && `, packed ${packed}`}. Nothing here was typed in: each number comes from such a run.`,
  sourceCounts: (counts: readonly { readonly source: string; readonly count: number }[]) =>
    counts.map(({ source, count }) => `${format.count(count)} ${source}`).join(' · '),
  shortSources: { 'trained-here': 'trained here', recorded: 'recorded', imported: 'imported' },
  identical: 'identical by construction',
  columns: 'Columns',
  columnsHint: 'A column without a number for any row is left out.',
  empty:
    'The table fills with the first finished run. Queue variants on the left, or wait for the recorded ones.',
  loading: 'Reading the runs that this browser has kept …',
  region: 'Table of the variants',
  variant: 'variant',
  seeds: 'N',
  seedsHint: 'finished runs, one for each seed',
  units: {
    rate: '%',
    nats: 'nats',
    count: '',
    milliseconds: '',
    'per-second': '',
    steps: '',
  },
  pointUnits: {
    rate: 'points',
    nats: 'nats',
    count: '',
    milliseconds: 'ms',
    'per-second': '',
    steps: 'steps',
  },
  setting: 'Runs on',
  settingName: ({
    data,
    side,
    epochs,
    pictures,
    count,
  }: {
    data: string;
    side: number;
    epochs: number;
    /** training pictures; null = all */
    pictures: number | null;
    count: number;
  }) =>
    `${data}, ${format.count(side)} px, ${pictures === null ? '' : `${format.count(pictures)} pictures, `}${format.count(epochs)} ${plural(epochs, { one: 'epoch', other: 'epochs' })} (${format.count(count)} ${plural(count, { one: 'run', other: 'runs' })})`,
  baseline: 'Compared with',
  differencesOnly: 'only what differs',
  published: 'Published',
  publishedNone: 'none',
  publishedChoice: ({ model, data }: { model: string; data: string }) =>
    `${model}, ${data === 'Average' ? 'mean of 11 datasets' : data}`,
  publishedHead: 'published',
  publishedNote:
    'Published figures come from another model, other data and 200 epochs. They stand beside ours, never against them.',
  export: 'Export',
  exports: {
    latex: 'LaTeX (booktabs)',
    markdown: 'Markdown',
    png: 'PNG, for a slide',
    summary: 'CSV, one line for each variant and metric',
    seeds: 'CSV, one line for each run',
  },
  exportHint: 'What is filtered and sorted here is what the file holds.',
  effect: (metric: string, unit: string) => `Δ ${metric}${unit ? `, ${unit}` : ''}`,
  sortBy: (metric: string) => `Sort by ${metric}`,
  plan: 'in the order of the method',
  unranked: 'lesson, not ranked',
  roles: { control: 'control', demonstration: 'demonstration' },
  several: 'Several parts changed',
  forks: 'Forks: another variant first',
  show: (label: string) => `${label} in curves and pictures`,
  showHead: 'in curves and pictures',
  running: 'in training',
  none: '–',
  notReached: 'not reached',
  verdicts: {
    better: 'better',
    worse: 'worse',
    unclear: 'not told apart from zero',
    same: 'no difference in any pair',
    neutral: 'different; neither is better',
  },
  ask: (metric: string, variant: string) => `${metric} of ${variant}`,
  facts: {
    value: 'Value',
    over: {
      mean: (count: number) =>
        count === 1 ? 'one run' : `mean of ${format.count(count)} runs, ± sample standard deviation`,
      least: (count: number) => (count === 1 ? 'one run' : `least of ${format.count(count)} runs`),
      any: () => 'follows from the variant alone',
    },
    interval: '95 % interval',
    range: (low: string, high: string) => `${low} … ${high}`,
    difference: 'Difference',
    differenceOf: (value: string, pairs: number) =>
      `${value} from ${format.count(pairs)} ${plural(pairs, { one: 'pair', other: 'pairs' })} of the same seed`,
    verdict: 'Reading',
    devices: 'Computed on',
    source: 'Source',
    published: 'Published',
    differs: 'Not the same',
    definition: 'Definition',
  },
  sources: {
    'trained-here': 'trained in this browser',
    recorded: 'recorded, shipped with the page',
    imported: 'imported file',
  },
  seedTable: { seed: 'seed', value: 'value', difference: 'Δ', source: 'source' },
  single: 'One run, N = 1: a difference of this size may be chance.',
};
