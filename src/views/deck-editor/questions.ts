import type { ChoiceAnswer, Predict } from '../../data/deck';

/** What a question begins as: something that the recorded runs can answer, to be changed from there. */
export function firstQuestion(question: string): Predict {
  return { question, answer: firstAnswer('number', { higher: '', lower: '', unclear: '' }), explanation: '' };
}

export type Direction = 'higher' | 'lower' | 'unclear';
export const directions: readonly Direction[] = ['higher', 'lower', 'unclear'];

export function firstAnswer(
  kind: Predict['answer']['kind'],
  words: Readonly<Record<Direction, string>>,
): Predict['answer'] {
  switch (kind) {
    case 'number':
      return { kind, low: 0, high: 100, truth: { metric: 'last-accuracy', of: 'default' } };
    case 'choice':
      return { kind, ...differenceAnswer({ metric: 'last-accuracy' }, words) };
    case 'curve':
      return { kind, low: 0, high: 100, truth: { curve: 'accuracy', of: 'default' } };
    default:
      return kind satisfies never;
  }
}

/** Whether one variant is higher than another: its options are always the same three. */
export function differenceAnswer(
  { metric }: Pick<ChoiceAnswer['truth'], 'metric'>,
  words: Readonly<Record<Direction, string>>,
): Pick<ChoiceAnswer, 'options' | 'truth'> {
  return {
    options: directions.map((is) => ({ is, text: words[is] })),
    truth: { read: 'difference', metric, of: 'default', against: 'baseline=full' },
  };
}
