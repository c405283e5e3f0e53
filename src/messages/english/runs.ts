import { format, plural } from './format';

type TrainingFacts = Record<'epochs' | 'batch' | 'patternRate' | 'maskRate' | 'seed', number>;

export const runs = {
  /** the method with every switch at its default */
  reference: 'SMM',
  legend: 'Run on screen',
  recorded: 'recorded',
  live: 'live',
  seed: (seed: number) => `seed ${seed}`,
  side: (side: number) => `${side} px`,
  what: 'The network stays frozen: only pattern and mask network learn.',
  differs: 'The switches describe another run: press Play to train it.',
  none: 'No run on screen',
  about: (what: string) => `About the run ${what}`,
  facts: {
    data: 'Pictures',
    size: 'Input',
    training: 'Training',
    device: 'Computed on',
    version: 'Version',
    date: 'Recorded',
    dataHash: 'Data, SHA-256',
    backboneHash: 'Network, SHA-256',
    parameters: 'Trained numbers',
  },
  training: ({ epochs, batch, patternRate, maskRate, seed }: TrainingFacts) =>
    `${format.count(epochs)} ${plural(epochs, { one: 'epoch', other: 'epochs' })}, batch ${format.count(batch)}, α₁ ${format.decimal(patternRate)}, α₂ ${format.decimal(maskRate)}, seed ${seed}`,
  size: (side: number, patch: number) => `${side} × ${side} pixels, mask patches of ${patch}`,
  parameters: (pattern: number, generator: number) =>
    `${format.count(pattern)} in δ, ${format.count(generator)} in the mask network`,
};
