import { format, plural } from './format';

export const curves = {
  accuracy: 'Test accuracy',
  accuracyUnit: '% right after each epoch',
  loss: 'Training loss',
  lossUnit: (window: number) =>
    `cross-entropy per step, faint; mean of the last ${format.count(window)} steps, bold`,
  pictures: (count: number) => `${format.count(count)} test pictures`,
  seed: (seed: number) => `seed ${seed}`,
  runs: (count: number) => `${format.count(count)} ${plural(count, { one: 'run', other: 'runs' })}`,
  origin: { recorded: 'recorded', live: 'live' },
  unprompted: 'unprompted',
  epoch: 'epoch',
  step: 'step',
  chart: 'chart',
  table: 'table',
  view: (title: string) => `${title}: chart or table`,
  cursor: (title: string) => `${title}, cursor`,
  at: {
    epoch: (epoch: number) => `epoch ${format.count(epoch)}`,
    step: (step: number) => `step ${format.count(step)}`,
  },
  chartName: (title: string, runs: string) => `${title} of ${runs}`,
  emptyLoss: 'The loss appears with the first steps.',
  emptyAccuracy:
    'The first point appears after the first epoch; before it there is only the unprompted line.',
  columns: {
    run: 'run',
    epoch: 'epoch',
    step: 'steps',
    testAccuracy: 'test %',
    trainAccuracy: 'train %',
    trainLoss: 'train loss',
    learningRate: 'learning rate',
    msPerStep: 'ms/step',
    loss: 'loss',
    mean: 'mean',
  },
  rates: (pattern: string, mask: string) => `δ ${pattern}, φ ${mask}`,
};
