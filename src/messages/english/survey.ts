import { format, plural } from './format';
import { openers } from './openers';

const pictures = (count: number) =>
  `${format.count(count)} ${plural(count, { one: 'picture', other: 'pictures' })}`;

/** What the prompt does to every test picture of a run. */
export const survey = {
  title: openers.all,
  jump: openers.all,
  back: openers.back,
  opening: openers.openingAll,
  lead: ({ before, after, won, lost }: { before: number; after: number; won: number; lost: number }) =>
    `${format.percent(before)} % right without a prompt, ${format.percent(after)} % with it: ${format.count(won)} won, ${format.count(lost)} lost.`,
  source: ({ count, data, seed, step }: { count: number; data: string; seed: number; step: number | null }) =>
    `N = ${format.count(count)}, ${data}, seed ${seed}${step === null ? '' : `, step ${format.count(step)}`}`,
  pictures,
  beside: (run: string) => `Put ${run} beside it`,
  unpin: 'Take B away',
  side: (letter: string, run: string) => `${letter} · ${run}`,
  csv: 'Save as CSV',
  csvHint: 'Every test picture: label, answers, losses',
  reading: 'Asking about every test picture …',
  progress: 'Test pictures asked about',
  noRun: 'Open a run to see what it does to all test pictures.',
  noB: (run: string) => `${run} does not stand beside it: it was not tested on the same pictures.`,
  waitingB: (run: string) => `${run} is being asked about the same pictures …`,
  noThumbnails: 'These pictures do not come with the page: numbers and dots stand for them.',
  clear: 'Give up the choice',
  chosen: (count: number) => `${pictures(count)} chosen`,
  chosenElsewhere: (count: number, where: string) =>
    `${pictures(count)} chosen in “${where}” are marked here.`,
  more: (count: number) => `Show ${format.count(count)} more`,
  list: 'Pictures behind the choice',
  asTable: 'as a table',
  asChart: 'as a chart',
  nats: (value: number) => `${format.decimal(Math.round(value * 100) / 100)} nats`,
  signed: (value: number) => `${value > 0 ? '+' : ''}${format.decimal(Math.round(value * 100) / 100)}`,
  card: {
    title: (number: number, count: number) =>
      `Test picture ${format.count(number)} of ${format.count(count)}`,
    truth: 'true label',
    before: 'without a prompt',
    after: 'with the prompt',
    answer: 'answer',
    loss: 'loss in nats',
    initial: 'prompt as it began',
    right: 'right',
    wrong: 'wrong',
    close: 'Close the card',
    bench: 'Put it on the bench',
    onBench: 'It is on the bench',
    neighbours: 'Choose its 20 nearest',
    notHere: (count: number) =>
      `Only the ${format.count(count)} pictures in view were recorded with their masks. Train this run here to put any test picture on the bench.`,
    noBench: 'This run’s weights are not at hand: train it here to put any test picture on the bench.',
  },
  outcomes: { won: 'won', lost: 'lost', wrong: 'stayed wrong', right: 'stayed right' },
  space: {
    title: 'Feature space',
    caption:
      'What the frozen network’s last layer reads of each picture, laid out by UMAP: one layout for all sides, so moves can be compared. Distances between clusters mean little.',
    sides: { before: 'without a prompt', after: 'with the prompt' },
    marks: 'Show as',
    marksShown: { dots: 'dots', pictures: 'pictures' },
    facts: ({ before, after, dimensions, kept, options }: SpaceFacts) =>
      `The ${dimensions} stored components keep ${format.percent(before)} % of the variance without a prompt and ${after.map(format.percent).join(' % / ')} % with it. The layout keeps ${kept === null ? '…' : format.percent(kept)} % of each picture’s ${options.neighbours - 1} nearest neighbours. UMAP: ${options.neighbours} neighbours, minimum distance ${format.decimal(options.minimum)}, ${options.epochs} epochs, seed ${options.seed}.`,
    summary: ({ count, classes }: Record<'count' | 'classes', number>) =>
      `${pictures(count)} of ${format.count(classes)} classes as points, without a prompt and with it.`,
    stage: { neighbours: 'Finding nearest neighbours', layout: 'Laying out' },
    cancel: 'Stop',
    stopped: 'The layout was stopped.',
    start: 'Lay it out',
    again: (step: number) => `Lay out step ${format.count(step)}`,
    older: (step: number) => `This is the layout of step ${format.count(step)}.`,
    failed: (reason: string) => `The layout failed (${reason}).`,
    noFeatures: 'This run’s features were not kept, so there is nothing to lay out.',
    plot: (side: string) => `Feature space ${side}`,
    keys: 'Arrow keys go to the nearest picture that way, Enter opens it, N chooses its 20 nearest, Escape gives up. Drag to choose a region.',
    point: ({
      number,
      truth,
      before,
      after,
    }: Record<'truth' | 'before' | 'after', string> & { number: number }) =>
      `Picture ${format.count(number)}: ${truth}; ${before} → ${after}`,
    region: 'In the region',
    nearest: (number: number) => `20 nearest to picture ${format.count(number)}`,
    one: (number: number) => `Picture ${format.count(number)}`,
    legend: 'Classes; press one to choose its pictures',
    ofClass: (name: string) => name,
    empty: 'Point at a picture, press it, or drag over a region to see what is there.',
    none: 'No picture lies there.',
  },
  losses: {
    title: 'Change of the loss',
    caption: {
      initial:
        'Cross-entropy with the trained prompt less that with the prompt as it began, each test picture (paper Fig. 2).',
      unprompted: 'Cross-entropy with the trained prompt less that without a prompt, each test picture.',
    },
    from: 'Compared with',
    froms: { initial: 'initial → trained', unprompted: 'no prompt → trained' },
    same: 'This prompt begins at zero, so both comparisons are the same.',
    facts: ({ worse, count, mean, median }: Record<'worse' | 'count' | 'mean' | 'median', number>) =>
      `${format.percent(worse / count)} % made worse (${format.count(worse)} of ${format.count(count)}); mean ${signed(mean)}, median ${signed(median)} nats`,
    most: 'made worse most',
    better: 'better',
    worse: 'worse',
    axis: 'change of the loss in nats',
    counts: 'pictures',
    bar: ({ from, to, count }: { from: string; to: string; count: number }) =>
      `${from} to ${to} nats: ${pictures(count)}`,
    below: (to: string) => `below ${to}`,
    above: (from: string) => `above ${from}`,
    between: (from: string, to: string) => `${from} to ${to}`,
    empty: 'Press a bar to see its pictures.',
    bars: (side: string) => `Bars${side === '' ? '' : `, ${side}`}`,
    table: { range: 'change in nats', count: 'pictures' },
    mean: 'mean',
  },
  confusion: {
    title: 'Confusion',
    caption: 'Rows: true label. Columns: the answer. Each cell shows up to nine of its pictures.',
    captionDifference: 'Rows: true label. Columns: the answer. Answers with the prompt less those without.',
    answers: 'Answers',
    answersShown: { before: 'without', after: 'with prompt', difference: 'difference' },
    truth: 'true label',
    answer: 'answer',
    summary: ({
      count,
      before,
      after,
      most,
    }: {
      count: number;
      before: number;
      after: number;
      most: { readonly part: string; readonly count: number } | null;
    }) =>
      `Of ${pictures(count)}, ${format.percent(before)} % are answered rightly without a prompt and ${format.percent(after)} % with it${most ? `; most in this matrix off its diagonal: ${most.part} (${format.count(most.count)})` : ''}.`,
    someClasses: (shown: number, all: number) =>
      `The ${format.count(shown)} classes that are confused most, of ${format.count(all)}. The file of numbers has all.`,
    grid: (side: string) => `Confusion matrix${side === '' ? '' : `, ${side}`}`,
    cell: ({ truth, answer, count }: { truth: string; answer: string; count: number }) =>
      `${truth} answered as ${answer}: ${pictures(count)}`,
    change: ({ truth, answer, change }: { truth: string; answer: string; change: number }) =>
      `${truth} answered as ${answer}: ${change > 0 ? '+' : ''}${format.count(change)}`,
    most: (part: string) => `Most: ${part}`,
    part: (truth: string, answer: string) => `${truth} answered as ${answer}`,
    empty: 'Press a cell to see its pictures.',
    marked: (count: number) => `${format.count(count)} chosen`,
    none: 'No picture.',
  },
  flips: {
    title: 'Won and lost',
    caption: 'Answers before and after the prompt. Pictures are sorted by the change of their loss.',
    summary: ({
      count,
      won,
      lost,
      right,
      wrong,
    }: Record<'count' | 'won' | 'lost' | 'right' | 'wrong', number>) =>
      `Of ${pictures(count)} the prompt won ${format.count(won)} and lost ${format.count(lost)}; ${format.count(right)} stayed right and ${format.count(wrong)} stayed wrong.`,
    groups: 'Which answers',
    flow: (side: string) => `Answers before and after${side === '' ? '' : `, ${side}`}`,
    before: 'without a prompt',
    after: 'with the prompt',
    right: (count: number) => `${format.count(count)} right`,
    wrong: (count: number) => `${format.count(count)} wrong`,
    ribbon: (outcome: string, count: number) => `${outcome}: ${pictures(count)}`,
    meaning: {
      won: 'wrong without a prompt, right with it',
      lost: 'right without a prompt, wrong with it',
      wrong: 'wrong both times',
      right: 'right both times',
    },
    answered: (before: string, after: string) => `${before} → ${after}`,
    empty: 'Press a ribbon to see its pictures.',
  },
};

function signed(value: number): string {
  return `${value > 0 ? '+' : ''}${format.decimal(Math.round(value * 100) / 100)}`;
}

interface SpaceFacts {
  readonly before: number;
  readonly after: readonly number[];
  readonly dimensions: number;
  readonly kept: number | null;
  readonly options: {
    readonly neighbours: number;
    readonly minimum: number;
    readonly epochs: number;
    readonly seed: number;
  };
}
