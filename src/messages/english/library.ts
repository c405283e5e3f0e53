import { format, plural } from './format';

const runs = (count: number) => `${format.count(count)} ${plural(count, { one: 'run', other: 'runs' })}`;
const steps = (count: number) => `${format.count(count)} ${plural(count, { one: 'step', other: 'steps' })}`;
const epochs = (count: number) =>
  `${format.count(count)} ${plural(count, { one: 'epoch', other: 'epochs' })}`;

const values = {
  unprompted: 'the unprompted accuracy',
  losses: 'the losses',
  'train-accuracies': 'the training accuracies',
  batches: 'the batches',
  mapping: 'the label mapping',
  'test-accuracy': 'the test accuracy',
  'clean-loss': 'the clean training loss',
};

interface Check {
  readonly verdict: 'same' | 'close' | 'different';
  readonly loose: 'device' | 'version' | null;
  readonly steps: number;
  readonly epochs: number;
  readonly device: string;
  readonly differences: readonly { readonly what: keyof typeof values; readonly step: number }[];
}

const compared = ({ steps: done, epochs: tested }: Check) =>
  tested > 0 ? `${steps(done)} and the test after ${epochs(tested)}` : steps(done);

/** The runs that this browser keeps. */
export const library = {
  title: 'Kept runs',
  summary: (count: number, bytes: number) =>
    count === 0
      ? 'Every run that trains here is kept in this browser from its first epoch on.'
      : `${runs(count)}, ${format.bytes(bytes)}`,
  unavailable: 'This browser keeps no data for this page (a private window, perhaps). Save runs as files.',
  open: 'Open the library',
  close: 'Close',
  find: 'Search',
  findHint: 'name, notes, tags, settings',
  tags: 'Tags',
  import: 'Import capsules',
  chooseAll: (count: number) => `Choose all ${format.count(count)}`,
  chosen: (count: number, bytes: number) => `${runs(count)} chosen, ${format.bytes(bytes)}`,
  choose: (name: string) => `Choose ${name}`,
  save: 'Export',
  remove: 'Delete',
  removed: (count: number) => `${runs(count)} deleted.`,
  putBack: 'Undo',
  empty: 'No run is kept yet. Train one, or drop a capsule here.',
  noMatch: 'No kept run fits the search.',
  list: 'Kept runs',
  name: 'Name',
  more: (name: string) => `More about ${name}`,
  notes: 'Notes',
  tagsField: 'Tags, with commas between them',
  accuracy: (fraction: number) => `${format.percent(fraction)} %`,
  accuracyHint: 'test accuracy after the last epoch',
  unfinished: (done: number, planned: number) => `stopped after ${format.count(done)} of ${epochs(planned)}`,
  goOn: (step: number) => `Go on from step ${format.count(step)}`,
  settings: ({ data, side, planned, seed }: { data: string; side: number; planned: number; seed: number }) =>
    `${data} · ${format.count(side)} px · ${epochs(planned)} · seed ${seed}`,
  sources: { 'trained-here': 'trained here', imported: 'imported', recorded: 'recorded' },
  facts: {
    kept: 'Kept',
    source: 'From',
    device: 'Computed on',
    version: 'Version',
    dataHash: 'Data, SHA-256',
    backboneHash: 'Network, SHA-256',
  },
  disk: (used: number, free: number) =>
    `This page uses ${format.bytes(used)} of the disk, models and pictures included; ${format.bytes(free)} are free.`,
  lasting: 'The browser has promised to keep them.',
  fleeting: 'The browser may delete them when the disk is full: export what must last.',

  failed: (file: string, reason: string) => `${file}: ${reason}`,
  taken: (name: string) => `${name} is in the library.`,
  known: (file: string, name: string) => `${file}: this run is in the library already, as ${name}.`,
  picture: 'This is a picture. Add it in Explore; the library takes run capsules (.safetensors).',
  tooLarge: (size: number, limit: number) =>
    `The file has ${format.bytes(size)}; run capsules have at most ${format.bytes(limit)}. Choose another file.`,
  busyHere: (name: string) => `${name} is being trained. Stop it first, then delete it.`,
  busyElsewhere: (name: string) => `${name} is being trained in another tab. Stop it there first.`,
  tooMany: (bytes: number) =>
    `At most ${format.bytes(bytes)} can be deleted at once, so that they can be put back. Choose fewer runs.`,
  fileName: ({ name, data, seed }: { name: string; data: string; seed: number }) =>
    `${name}-${data}-seed-${seed}`.toLowerCase().replaceAll(/[^a-z0-9.-]+/g, '-') + '.safetensors',

  check: {
    title: 'Check this run',
    about: 'Trains it again from its seed, here, and compares every step with its own curves.',
    length: 'How much',
    lengths: { 'first-epoch': 'The first epoch', steps: 'Some steps', whole: 'The whole run' },
    steps: 'Steps',
    stepsOutside: (most: number) => `From 1 to ${format.count(most)}, as many as the run has.`,
    begin: 'Check',
    end: 'End the check',
    progress: 'Check',
    phases: {
      loading: 'loads the network and the pictures',
      compiling: 'prepares the GPU',
      unprompted: 'measures the unprompted network',
      mapping: 'maps the labels',
      training: 'trains',
      evaluation: 'tests',
    },
    state: (phase: string, done: number, total: number) =>
      `${phase}; ${format.count(done)} of ${steps(total)} compared`,
    date: (date: number) => `Checked ${format.date(date)}.`,
    verdict(check: Check): string {
      const what = compared(check);
      const { verdict, loose, device, differences } = check;
      if (verdict === 'same') return `The same to the last bit: ${what}, on ${device}.`;
      const why =
        loose === 'version'
          ? 'It was made by another version, so bits may differ'
          : 'It was made on another device, so bits may differ';
      if (verdict === 'close') return `The same within the tolerance: ${what}, on ${device}. ${why}.`;
      const first = Math.min(...differences.map(({ step }) => step));
      const names = format.list(differences.map(({ what: value }) => values[value]));
      const doubt = loose === 'version' ? ` ${why}, and the cause may be that.` : '';
      return `Not the same: ${names} differ, from step ${format.count(first)} on (${what}, on ${device}).${doubt}`;
    },
    /** the numbers of `tolerance` in data/run-check.ts */
    tolerance:
      'The tolerance: the first loss within 0.1 %, the losses within 5 % on the mean, test accuracies within 3 points, the same batches.',
    verdicts: {
      same: 'checked: same bits',
      close: 'checked: within tolerance',
      different: 'checked: differs',
    },
  },
  obstacles: {
    noData: (name: string) =>
      `It cannot be checked here: its pictures (${name}) do not come with this page. Check it where they are.`,
    noNetwork: (name: string) =>
      `It cannot be checked here: its network (${name}) does not come with this page. Check it where that is.`,
    data: 'It cannot be checked here: it was trained on other pictures of the same name (their SHA-256 differs).',
    backbone:
      'It cannot be checked here: it was trained with another network of the same name (its SHA-256 differs).',
    fork: 'It cannot be checked: it began as another run, which is not in its capsule. Check that one.',
    nothing: 'There is nothing to check yet: it has no step.',
  },
};
