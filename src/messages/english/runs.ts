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
  fork: (label: string, step: number) => `${label}, from step ${format.count(step)}`,
  forked: (label: string, step: number) => `Forked from ${label} after step ${format.count(step)}.`,
  carried: (parts: readonly string[]) =>
    parts.length === 0 ? 'Nothing was carried over.' : `Carried over: ${format.list(parts)}.`,
  fresh: (parts: readonly string[]) => (parts.length === 0 ? '' : `Begun anew: ${format.list(parts)}.`),
  replaying: 'The run is replayed up to there.',
  /** by the first word of their names */
  parts: {
    delta: 'pattern δ',
    patterns: 'patterns of the classes',
    mask_generator: 'mask network',
    mask: 'shared mask',
    mask_scores: 'shared mask',
  } as Readonly<Record<string, string>>,
  partly: (part: string, count: number, of: number) =>
    `${part} (${format.count(count)} of ${format.count(of)} tensors)`,
  differs: 'The switches describe another run: press Play to train it.',
  none: 'No run on screen',
  about: (what: string) => `About the run ${what}`,
  facts: {
    data: 'Pictures',
    network: 'Network',
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
