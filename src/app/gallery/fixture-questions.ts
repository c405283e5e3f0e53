import type { Guess, Predict } from '../../data/deck';
import { createRandom } from '../../lib/random';
import { noGuesses, type Guesses } from '../../store/guesses';
import { labRunId } from '../../store/run-ids';
import type { ExplorerState } from '../../store/store';
import { fixtureLab } from './fixture-lab';

/** Questions of every kind to the made-up lab, and what a class of forty may have guessed. */
const metric = 'last-accuracy';
export const madeQuestions = {
  number: {
    question: 'No mask at all: how many points of test accuracy?',
    explanation:
      'An explanation may have **strong** words, *other* ones and a formula, $\\pattern \\odot \\mask$.',
    answer: {
      kind: 'number',
      low: -20,
      high: 20,
      truth: { metric, of: 'baseline=full', against: 'default' },
    },
  },
  choice: {
    question: 'Which masks give the highest test accuracy?',
    explanation: '',
    answer: {
      kind: 'choice',
      options: [
        { text: 'One for each image', is: 'default' },
        { text: 'One for all, three channels', is: 'masks=shared-three-channel' },
        { text: 'One for all, on or off', is: 'masks=shared-binary' },
      ],
      truth: { read: 'highest', metric },
    },
  },
  curve: {
    question: 'How does test accuracy grow over the epochs?',
    explanation: '',
    answer: { kind: 'curve', low: 0, high: 100, truth: { curve: 'accuracy', of: 'default' } },
  },
} as const satisfies Record<string, Predict>;

export function madeLab(): Partial<ExplorerState> {
  const runs = fixtureLab().filter(({ summary }) => !summary.id.includes('mean-image'));
  return {
    library: {
      state: 'ready',
      entries: [],
      shipped: runs.map(({ summary }) => ({ ...summary, id: labRunId(summary.id) })),
      curves: {},
    },
    lab: { state: 'ready', packed: '', weighted: [] },
  };
}

export function madeGuesses(): Guesses {
  const random = createRandom(1, 'guesses');
  const many = (make: () => Guess) => Array.from({ length: 40 }, make);
  const options = madeQuestions.choice.answer.options;
  return {
    ...noGuesses,
    given: {
      number: many(() => ({ kind: 'number', value: Math.round(-6 + 8 * (random.uniform() - 0.4)) })),
      choice: many(() => ({ kind: 'choice', is: options[random.integer(options.length)]!.is })),
      curve: many(() => {
        const [from, to] = [20 + 30 * random.uniform(), 60 + 30 * random.uniform()];
        return { kind: 'curve', values: Array.from({ length: 10 }, (_, i) => from + ((to - from) * i) / 9) };
      }),
    },
    revealed: Object.keys(madeQuestions),
  };
}
