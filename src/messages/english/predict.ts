import { format, plural } from './format';

const guesses = (count: number) =>
  `${format.count(count)} ${plural(count, { one: 'guess', other: 'guesses' })}`;

interface NumberGap {
  readonly count: number;
  /** the guess, or the mean of several */
  readonly guess: string;
  readonly truth: string;
  /** how far apart, without a sign */
  readonly apart: string;
  readonly direction: 'above' | 'below' | 'met';
}

/** Predict, then reveal. */
export const predict = {
  region: 'Prediction',
  units: {
    rate: '%',
    points: 'points',
    nats: 'nats',
    count: '',
    milliseconds: 'ms',
    'per-second': 'images/s',
    steps: 'steps',
  },
  /** an amount and its unit */
  amount: (amount: string, unit: string) => (unit === '' ? amount : `${amount} ${unit}`),
  /** a difference of two shares */
  gapUnits: {
    rate: 'points',
    points: 'points',
    nats: 'nats',
    count: '',
    milliseconds: 'ms',
    'per-second': 'images/s',
    steps: 'steps',
  },
  guess: 'Your guess',
  unset: 'not set yet',
  field: (unit: string) => (unit ? `or type it, in ${unit}` : 'or type it'),
  outside: (low: string, high: string) => `A number from ${low} to ${high}.`,
  choose: 'Choose one',
  draw: {
    how: 'Draw the curve with mouse, finger or pen. By keyboard: ← and → choose a column, ↑ and ↓ move it.',
    region: 'Your curve',
    clear: 'Draw again',
    epoch: 'epoch',
    step: 'step',
    accuracy: 'test accuracy, %',
    loss: 'training loss, nats',
    column: (axis: string, column: number) => `${axis} ${format.count(column)}`,
    empty: 'not drawn',
  },
  reveal: 'Reveal',
  revealUnguessed: 'Reveal without a guess',
  another: 'Add another guess',
  given: (count: number) => `${guesses(count)} so far`,
  full: (limit: number) => `${format.count(limit)} guesses are here: no more are taken.`,
  clear: 'Clear',
  again: 'Predict again',
  forget: (count: number) => `Forget ${guesses(count)} and ask again?`,
  forgetYes: 'Forget them',
  forgetNo: 'Keep them',
  save: 'Save as CSV',
  fileName: 'guesses.csv',
  waiting: 'Reading the recorded runs …',
  unreachable: {
    guessed: 'The recorded runs cannot be read now. Your guess is kept, and is measured as soon as they can.',
    unguessed: 'The recorded runs cannot be read now, so there is no answer to show.',
  },
  unrecorded: 'The recorded runs do not say this, so there is no answer to show.',
  retry: 'Try again',
  ours: 'ours, recorded',
  published: 'published',
  mark: {
    guess: 'you',
    mean: (count: number) => `mean of ${format.count(count)}`,
    truth: 'recorded',
    zero: 'no difference',
    band: '± standard deviation',
    interval: '95 % interval',
  },
  /** what a basis speaks of where it is every answer's */
  each: 'Each of the answers',
  none: (truth: string) => `Recorded: ${truth}.`,
  number: ({ count, guess, truth, apart, direction }: NumberGap) => {
    const said = count === 1 ? `You expected ${guess}` : `${guesses(count)}, ${guess} on average`;
    const off =
      direction === 'met'
        ? 'the same'
        : `${apart} ${direction === 'above' ? 'lower than expected' : 'higher than expected'}`;
    return `${said}. Recorded: ${truth}, ${off}.`;
  },
  within: {
    interval: 'That lies within the 95 % interval: these runs do not speak against it.',
    deviation: 'That is no farther off than the seeds are from each other.',
  },
  noDifference: (pairs: number) =>
    `The interval holds zero: with ${format.count(pairs)} ${plural(pairs, { one: 'pair', other: 'pairs' })} of runs, no difference could be seen.`,
  onePair: 'One pair of runs has no interval: a difference of this size may be chance.',
  choice: {
    right: (answer: string) => `Right: ${answer}`,
    wrong: (guess: string, answer: string) => `You chose “${guess}”. Recorded: “${answer}”.`,
    several: (right: number, count: number, answer: string) =>
      `${format.count(right)} of ${format.count(count)} chose “${answer}”, which is what was recorded.`,
    guessed: 'guessed',
    recorded: 'recorded',
    option: 'answer',
    votes: (count: number) => format.count(count),
    isRight: 'recorded',
    alike: (options: readonly string[], answer: string, seeds: number) =>
      `${format.count(seeds)} ${plural(seeds, { one: 'seed does', other: 'seeds do' })} not tell ${format.list(options.map((option) => `“${option}”`))} from “${answer}”: right, too.`,
  },
  curve: {
    summary: (count: number, apart: string) =>
      count === 1
        ? `Your curve lies ${apart} from the recorded one, on average over the columns.`
        : `The mean of ${guesses(count)} lies ${apart} from the recorded curve, on average over the columns.`,
    end: (guess: string, truth: string) => `At the end: ${guess} expected, ${truth} recorded.`,
    picture: (axis: string) => `Expected and recorded curve by ${axis}`,
  },
  basis: ({
    label,
    against,
    seeds,
    data,
    side,
    epochs,
    tests,
    spread,
  }: {
    label: string;
    against: string | null;
    seeds: readonly number[];
    data: string;
    side: number;
    epochs: number;
    tests: number | null;
    spread: 'deviation' | 'interval' | null;
  }) => {
    const what = against === null ? label : `“${label}” less “${against}”, paired by seed`;
    const n = `N = ${format.count(seeds.length)} (${plural(seeds.length, { one: 'seed', other: 'seeds' })} ${format.list(seeds.map(String))})`;
    const spreads = { deviation: ', ± sample standard deviation', interval: ', 95 % interval in brackets' };
    const pictures = tests === null ? 'all test pictures' : `${format.count(tests)} test pictures`;
    return `${what}. ${n}${spread ? spreads[spread] : ''}. ${data}, ${format.count(side)} px, ${format.count(epochs)} epochs, ${pictures}.`;
  },
  publishedOf: ({
    source,
    model,
    data,
    epochs,
    figures,
  }: {
    source: string;
    model: string;
    data: string;
    epochs: number | null;
    figures: readonly { readonly label: string; readonly value: string; readonly nearest: boolean }[];
  }) => {
    const on = data === 'Average' ? 'mean of 11 datasets' : data;
    const training = epochs === null ? '' : `, ${format.count(epochs)} epochs`;
    const numbers = figures.map(
      ({ label, value, nearest }) => `${label} ${value}${nearest ? ' (nearest variant)' : ''}`,
    );
    return `${numbers.join(', ')}. ${source}: ${model}, ${on}${training}. Another network, other data: beside ours, not against.`;
  },
  withInterval: (value: string, low: string, high: string) => `${value} [${low}, ${high}]`,
  withDeviation: (value: string, deviation: string) => `${value} ± ${deviation}`,
};
