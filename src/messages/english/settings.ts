import { format, plural } from './format';

const between = (min: number, max: number) => `between ${format.decimal(min)} and ${format.count(max)}`;

export const settings = {
  title: 'Settings',
  summary: ({ side, epochs, seed }: Record<'side' | 'epochs' | 'seed', number>) =>
    `${side} px · ${format.count(epochs)} ${plural(epochs, { one: 'epoch', other: 'epochs' })} · seed ${seed}`,
  data: {
    question: 'Which pictures?',
    term: 'data',
    titles: {
      'fashion-mnist': 'garments, grey',
      'fashion-colour': 'garments, in colour',
      'clip-art': 'clip art',
    },
    notes: {
      'fashion-mnist': '28 px',
      'fashion-colour': '32 px',
      'clip-art': '96 px',
    },
    hints: {
      'fashion-mnist': 'A class-balanced part of Fashion-MNIST: 2,000 to train on, 1,000 to test.',
      'fashion-colour':
        'The same garments, tinted and laid on clip art, so that three colour channels have something to say. Not a published benchmark.',
      'clip-art': 'Ten subjects, few pictures: a case in which prompting helps little.',
    },
    own: 'your own',
    ownHint: ({ classes, train, test }: Record<'classes' | 'train' | 'test', number>) =>
      `Your own pictures, kept in this browser: ${format.count(classes)} ${plural(classes, { one: 'class', other: 'classes' })}, ${format.count(train)} to train on, ${format.count(test)} to test.`,
    bring: 'Bring your own pictures …',
    missing: (id: string) =>
      `The pictures that are meant (${id}) are not kept in this browser, so the page’s own stand instead. If you have the files that they came from, import them under Data & models, with the same classes and split.`,
  },
  side: {
    label: 'Input side',
    hint: 'of the network, in pixels',
    outside: 'A whole number from 32 to 384.',
  },
  patch: { label: 'Mask patch', hint: 'pixels that share one mask value' },
  epochs: {
    label: 'Epochs',
    hint: 'passes over the training pictures',
    outside: `A whole number ${between(1, 1000)}.`,
  },
  batch: { label: 'Batch', hint: 'pictures per step', outside: `A whole number ${between(1, 1024)}.` },
  patternLearningRate: {
    label: 'Learning rate δ',
    hint: 'α₁, of the pattern',
    outside: 'A number above 0, at most 1.',
  },
  maskLearningRate: {
    label: 'Learning rate φ',
    hint: 'α₂, of the mask network',
    outside: 'A number above 0, at most 1.',
  },
  patternDecay: {
    label: 'Decay δ',
    hint: 'its rate times this at half and at 72 % of the epochs; 1 = never',
    outside: 'A number from 0.001 to 1.',
  },
  maskDecay: {
    label: 'Decay φ',
    hint: 'the same for the mask network',
    outside: 'A number from 0.001 to 1.',
  },
  augmentation: {
    label: 'Augmentation',
    choices: { none: 'none', 'crop-flip': 'crop and flip' },
  },
  seed: {
    label: 'Seed',
    hint: 'same seed and backend: the same run, bit for bit',
    outside: 'A whole number, 0 or more.',
  },
  defaults: 'Back to the defaults',
};
