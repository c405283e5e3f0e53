import { format, plural } from './format';

const count = (many: number, one: string, other: string) =>
  `${format.count(many)} ${plural(many, { one, other })}`;
const pictures = (many: number) => count(many, 'picture', 'pictures');

/** Data of one's own: bringing it in, looking into it, making something of it. */
export const datasets = {
  title: 'Your own pictures',
  about:
    'Drop a folder with a folder for each class, a ZIP of one, CIFAR or MNIST files, a parquet file, or single pictures. They are read here and stay in this browser.',
  drop: 'Drop files or a folder here',
  files: 'Choose files …',
  folder: 'Choose a folder …',
  unavailable:
    'This browser keeps no data for this page (a private window, perhaps), so pictures of your own cannot be brought in here. Open the page in an ordinary window, or train from the command line.',

  looking: (name: string) => `Looking at ${name} …`,
  found: (name: string) => `Found: ${name}`,
  foundWhat: (form: string) => `This is ${form}.`,
  foundCount: (many: number | null) =>
    many === null ? 'How many pictures it has is known at the end.' : `${pictures(many)}.`,
  foundBytes: (bytes: number | null) =>
    bytes === null
      ? 'How much room they will take cannot be said ahead.'
      : `They will take about ${format.bytes(bytes)} here.`,
  foundKnown: (kept: number) => `${pictures(kept)} of it are here already: the import goes on behind them.`,
  begin: 'Bring them in',
  goOn: 'Go on',
  leave: 'Not now',
  smaller: 'Keep them at',
  smallerHint: 'longer side; larger ones are shrunk',
  side: (side: number) => `${side} px`,

  importing: (name: string) => `Bringing in ${name}`,
  progress: (done: number, total: number | null, bytes: number) =>
    total === null
      ? `${pictures(done)} so far, ${format.bytes(bytes)}`
      : `${format.count(done)} of ${pictures(total)}, ${format.bytes(bytes)}`,
  progressSpoken: (percent: number) => `${percent} % are in.`,
  leftOutSoFar: (many: number) => `${count(many, 'file', 'files')} left out`,
  cancel: 'Stop',
  stopped: (name: string, kept: number) =>
    kept === 0
      ? `Stopped before the first pictures of ${name} were kept.`
      : `Stopped. ${pictures(kept)} of ${name} are kept; the import can go on from there.`,
  failedKept: (kept: number) => (kept === 0 ? '' : `${pictures(kept)} are kept and need not be read again.`),
  forget: 'Forget it',

  kept: 'Brought in so far',
  nothing: 'Nothing yet.',
  facts: ({ classes, train, test }: Record<'classes' | 'train' | 'test', number>) =>
    `${count(classes, 'class', 'classes')} · ${format.count(train)} to train on · ${format.count(test)} to test`,
  room: (bytes: number) => format.bytes(bytes),
  unfinished: (kept: number, total: number | null) =>
    total === null
      ? `Not finished: ${pictures(kept)} so far. Give the same files again to go on.`
      : `Not finished: ${format.count(kept)} of ${pictures(total)}. Give the same files again to go on.`,
  unsorted: (many: number) => `${pictures(many)} without enough classes to train on yet.`,
  name: 'Name',
  train: 'Train on these',
  trainOn: (name: string) => `Train on ${name}`,
  chosen: 'set to train',
  open: 'Look and change',
  openOf: (name: string) => `Look into ${name} and change it`,
  close: 'Close',
  remove: 'Delete',
  removeOf: (name: string) => `Delete ${name}`,
  removeSure: (name: string) =>
    `Delete ${name}? Runs that were trained on it stay, with their pictures in view; they cannot go on without the data.`,
  removeYes: 'Delete it',
  removeNo: 'Keep it',

  balance: 'Classes',
  balanceHint:
    'Type another name to rename a class; give two the same name to join them. A class that is left out keeps its pictures.',
  balanceSummary: (least: number, most: number) =>
    least === most
      ? `Every class has ${pictures(most)}.`
      : `The smallest class has ${pictures(least)}, the largest ${format.count(most)}.`,
  className: (name: string) => `Name of the class ${name}`,
  classCounts: (train: number, test: number) =>
    `${format.count(train)} to train on, ${format.count(test)} to test`,
  leaveOut: 'Leave out',
  leaveOutOf: (name: string) => `Leave the class ${name} out`,
  left: 'Left out',
  bringBack: 'Bring back',
  bringBackOf: (name: string) => `Bring the class ${name} back`,
  toTrain: 'to train on',
  toTest: 'to test',

  split: 'Split',
  splitCame: 'The pictures came in two halves, to train on and to test; they stand as they came.',
  splitSeeded: (share: number, seed: number) =>
    `${format.decimal(share * 100)} % of every class are kept for the test, drawn with seed ${seed}. The same picture is never on both sides.`,
  share: 'For the test',
  shareHint: 'percent of every class',
  shareOutside: 'A number from 1 to 90.',
  seed: 'Seed',
  seedHint: 'same seed: same split',
  seedOutside: 'A whole number, 0 or more.',
  splitAnew: 'Split all pictures anew',
  splitBack: 'As they came',

  copies: 'Copies',
  noCopies: 'No picture is there twice.',
  someCopies: (extra: number, groups: number) =>
    `${count(extra, 'picture is', 'pictures are')} the same as another, to the last pixel (${count(groups, 'group', 'groups')}).`,
  leaks: (many: number) =>
    `${count(many, 'test picture is', 'test pictures are')} trained on too: the test says too much.`,
  conflicts: (groups: number) =>
    `${count(groups, 'group stands', 'groups stand')} in several classes: the same picture cannot be both.`,
  copiesOut: 'One of each stays; a tested one before a trained one.',
  leaveCopiesOut: 'Leave copies out',
  keepCopies: 'Keep copies',
  listCopies: (many: number) => `Show ${count(many, 'group', 'groups')}`,
  group: (names: readonly string[], more: number) =>
    more > 0 ? `${names.join(' = ')} = ${format.count(more)} more` : names.join(' = '),

  unreadable: (many: number) => `${count(many, 'file was', 'files were')} left out`,
  unreadableMore: (more: number) => `and ${format.count(more)} more`,

  pictures: 'Picture by picture',
  picturesHint:
    'Click or press Space to choose pictures, Shift to choose up to one. Then press a number key, or pick a class below.',
  picture: (path: string, label: string | null) =>
    label === null ? `${path}, no class` : `${path}, ${label}`,
  noClass: 'no class',
  chosenCount: (many: number) => (many === 0 ? 'None chosen' : `${pictures(many)} chosen`),
  chooseNone: 'Choose none',
  newClass: 'New class',
  addClass: 'Add',
  assign: (key: number | null, name: string) => (key === null ? name : `${key}  ${name}`),
  assignTo: 'The chosen pictures are',
  noneOfThese: 'none of these (left out)',
  labelled: (many: number) => `${count(many, 'picture has', 'pictures have')} a new class.`,
  apply: 'Use these classes',
  revert: 'Take back',
  working: 'Working it out …',
};
