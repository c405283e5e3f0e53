import { format, plural } from './format';

export const curves = {
  accuracy: 'Test accuracy',
  accuracyUnit: (data: string, count: number | null) =>
    count === null ? `${data}, %` : `${data}, % of ${format.count(count)} test pictures`,
  loss: 'Training loss',
  lossUnit: (window: number) => `cross-entropy per step; bold: mean of ${format.count(window)} steps`,
  seeds: (count: number) => `N = ${format.count(count)} ${plural(count, { one: 'seed', other: 'seeds' })}`,
  live: 'live',
  unprompted: 'unprompted',
  epoch: 'epoch',
  step: 'step',
  chart: 'chart',
  table: 'table',
  view: (title: string) => `${title}: chart or table`,
  at: {
    epoch: (epoch: number) => `epoch ${format.count(epoch)}`,
    step: (step: number) => `step ${format.count(step)}`,
  },
  emptyLoss: 'The loss appears with the first steps.',
  emptyAccuracy: 'The first point comes with the end of the first epoch.',
  /** before there is a run */
  accuracyOf: '% of the test pictures',
  columns: {
    run: 'run',
    epoch: 'epoch',
    step: 'steps',
    testAccuracy: 'test %',
    trainAccuracy: 'train %',
    trainLoss: 'train loss',
    learningRate: 'learning rate',
    msPerStep: 'ms/step',
    mean: (window: number) => `mean of ${format.count(window)}`,
  },
  rates: (pattern: string, mask: string) => `δ ${pattern}, φ ${mask}`,
};
