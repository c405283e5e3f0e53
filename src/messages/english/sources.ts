import { format, plural } from './format';

const count = (many: number, one: string, other: string) =>
  `${format.count(many)} ${plural(many, { one, other })}`;

/** What the page came with: pictures, network, recorded runs, packages. */
export const sources = {
  title: 'Data & models',
  intro:
    'What is shown and trained here comes from the page’s own folder or from you. Nothing leaves this browser, and nothing is fetched from elsewhere unless you ask for it.',
  loading: 'Reading what the page came with …',
  failed: 'What the page came with could not be read.',
  again: 'Try again',
  datasets: 'Pictures',
  inUse: 'set to train',
  loaded: 'loaded',
  examples: (title: string) => `${title}: one test picture of each class`,
  network: 'The frozen network',
  networkNote: 'It is never trained here: SMM changes only what it is shown.',
  facts: {
    pictures: 'Pictures',
    size: 'Each',
    classes: 'Classes',
    licence: 'Licence',
    source: 'Source',
    bytes: 'Size',
    descriptionHash: 'SHA-256 of dataset.json',
    weightsHash: 'SHA-256 of its weights',
    sides: 'Input',
    normalisation: 'r(x), pictures in 0…1',
    recorded: 'Recorded',
    runs: 'Runs',
    task: 'Task',
    device: 'Computed on',
    versions: 'Versions',
    how: 'Made by',
  },
  counts: (train: number, test: number) =>
    `${format.count(train)} to train on, ${format.count(test)} to test`,
  each: (side: number, channels: 1 | 3) => `${side} × ${side} px, ${channels === 1 ? 'grey' : 'in colour'}`,
  classes: (many: number) => `${format.count(many)} of ImageNet`,
  sides: (least: number, most: number) => `${least} to ${most} px a side`,
  licenceText: 'text',
  noticeText: 'notice',
  recordings: 'Recorded runs',
  recordingsNote:
    'Each is one run of the command line and holds nothing that the run did not produce. They play without an engine and without a network.',
  opening: 'What the page opens with',
  lab: 'The ablation lab',
  labMissing: 'This copy of the page came without the lab.',
  labUnread: 'The lab could not be read. Open Compare to try again.',
  labLoading: 'Reading the lab …',
  runsOf: (runs: number, variants: number) =>
    `${count(runs, 'run', 'runs')} of ${count(variants, 'variant', 'variants')}`,
  task: ({ data, side, epochs, seeds }: { data: string; side: number; epochs: number; seeds: string }) =>
    `${data}, ${side} px, ${count(epochs, 'epoch', 'epochs')}, ${seeds}`,
  seeds: (seeds: readonly number[]) =>
    `${plural(seeds.length, { one: 'seed', other: 'seeds' })} ${format.list(seeds.map(String))}`,
  packages: 'Packages and licences',
  packagesSummary: (many: number) => `${count(many, 'package', 'packages')} of others are part of this page`,
  packagesNone: 'The list comes with a built page.',
  noText: 'Its package holds no text of the licence.',
  own: 'SMM Explorer itself is under the MIT licence.',
};
