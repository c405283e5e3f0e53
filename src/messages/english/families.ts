import { format, plural } from './format';

/** Curves of many runs: a line for each variant over its seeds. */
export const families = {
  accuracy: 'Test accuracy of the variants',
  accuracyUnit: '% after each epoch',
  loss: 'Training loss of the variants',
  lossUnit: (decay: number) => `cross-entropy of each step, exponential mean (${decay})`,
  band: 'Bold: mean of the seeds. Faint: each seed. Band: ± one sample standard deviation.',
  seeds: (count: number) => `N = ${format.count(count)}`,
  scale: 'Axis of the loss',
  linear: 'linear',
  log: 'log',
  step: 'step',
  at: (step: number) => `step ${format.count(step)}`,
  empty: 'Curves appear with the first epochs of the chosen variants.',
  emptyLoss: 'Single steps are read from this browser’s library when a variant is chosen.',
  more: (count: number) =>
    `${format.count(count)} more ${plural(count, { one: 'variant is', other: 'variants are' })} not drawn. Choose rows in the table.`,
  legend: 'Variants',
  none: '–',
};
