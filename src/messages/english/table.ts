import { format, plural } from './format';

interface Described {
  readonly data: string;
  readonly backbone: string;
  readonly side: number;
  readonly epochs: number;
  readonly seeds: readonly number[];
  readonly devices: readonly string[];
}

interface Printed {
  readonly model: string;
  readonly data: string;
  readonly epochs: number | null;
}

/** The ablation table where it leaves the page: captions, heads and notes of its files. */
export const table = {
  variant: 'variant',
  seeds: 'N',
  notReached: 'not reached',
  several: 'several parts changed',
  forks: 'another variant first',
  unranked: 'lesson, not ranked',
  published: ({ model, data, epochs }: Printed) => {
    const pictures = data === 'Average' ? 'mean of 11 datasets' : data;
    const training = epochs === null ? [] : [`${format.count(epochs)} epochs`];
    return `published (${[model, pictures, ...training].join(', ')})`;
  },
  caption: ({ data, backbone, side, epochs }: Described) =>
    `Ablation on ${data} with ${backbone} at ${side} px, ${format.count(epochs)} ${plural(epochs, { one: 'epoch', other: 'epochs' })}.`,
  notes: {
    spread: ({ seeds }: Described) =>
      seeds.length > 1
        ? `Mean ± sample standard deviation over seeds ${format.list(seeds.map(String))}; a number in brackets says where fewer stand behind it.`
        : 'One run each, N = 1: differences may be chance.',
    differences:
      'Δ: difference to the reference run of the same seed, mean over the pairs, with 95 % t interval.',
    devices: ({ devices }: Described) => `Computed on ${format.list(devices)}.`,
    published:
      'The published column has another model, other data and more epochs: it is not to be compared number by number.',
    nearest: '* The nearest printed variant, not the same one.',
  },
};
