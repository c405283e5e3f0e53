import type { ChoiceAnswer, NumberAnswer } from '../../data/deck';
import type { QuestionId } from '../../store/view';

/** A choice without the words of its options, which stand in the catalogue in this order. */
type Unworded = Omit<ChoiceAnswer, 'options'> & { readonly options: readonly string[] };

export interface DoorQuestion {
  readonly answer: NumberAnswer | Unworded;
  /** the state in which one sees why */
  readonly see: string;
}

const metric = 'last-accuracy';
const ways = ['higher', 'lower', 'unclear'];
const beside = (variant: string) => `?run=lab/reference.seed-0&beside=run:lab/${variant}.seed-0`;
const grid = (...variants: readonly string[]) => `?place=compare&rows=${['default', ...variants].join('~')}`;

/** The five questions: what is asked, what it is measured by, and where one sees it. */
export const questions: Readonly<Record<QuestionId, DoorQuestion>> = {
  masks: {
    answer: {
      kind: 'number',
      low: -20,
      high: 20,
      truth: { metric, of: 'masks=shared-three-channel', against: 'default' },
    },
    see: beside('masks-shared-three-channel'),
  },
  channels: {
    answer: {
      kind: 'choice',
      options: ['default', 'channels=single-continuous', 'channels=single-binary'],
      truth: { read: 'highest', metric },
    },
    see: grid('channels=single-continuous', 'channels=single-binary', 'channels=single-continuous-conv'),
  },
  generator: {
    answer: {
      kind: 'choice',
      options: ways,
      truth: { read: 'difference', metric, of: 'generator=mlp', against: 'default' },
    },
    see: grid('generator=mlp', 'generator=convnet-large', 'generator=convnet-small'),
  },
  interpolation: {
    answer: {
      kind: 'choice',
      options: ways,
      truth: { read: 'difference', metric, of: 'interpolation=bilinear', against: 'default' },
    },
    see: beside('interpolation-bilinear'),
  },
  pattern: {
    answer: {
      kind: 'number',
      low: 0,
      high: 100,
      truth: { metric, of: 'pattern=sample-specific' },
    },
    see: beside('pattern-sample-specific'),
  },
};

/** Measured by the recorded runs, to guess from: what SMM reaches there, and the network without any prompt. */
export const anchors = {
  smm: { kind: 'number', low: 0, high: 100, truth: { metric, of: 'default' } },
  unprompted: { kind: 'number', low: 0, high: 100, truth: { metric, of: 'baseline=unprompted' } },
} as const satisfies Record<string, NumberAnswer>;
