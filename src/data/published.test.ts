import { expect, test } from 'vitest';
import { blocks, defaultSwitches } from '../core/ablation/registry';
import type { TableBlock } from './choices';
import { publishedFor } from './published';
import { figuresOf, publishedTables, type PublishedTable } from './published-tables';
import { measuredRun } from './testing/measured-run';

const toy: readonly TableBlock[] = [
  {
    id: 'masks',
    label: 'Masks',
    default: 'per-sample',
    variants: [
      {
        id: 'per-sample',
        label: 'Per sample',
        role: 'default',
        published: { table: 1, entry: 'smm', differs: null },
      },
    ],
  },
  {
    id: 'pattern',
    label: 'Pattern',
    default: 'shared',
    variants: [
      { id: 'shared', label: 'One pattern', role: 'default' },
      {
        id: 'mask-only',
        label: 'Masks alone',
        role: 'control',
        published: { table: 3, entry: 'only_fmask', differs: 'Not quite.' },
      },
    ],
  },
];

test('every printed average is the mean of its eleven datasets, to rounding', () => {
  const averaged = publishedTables.filter(({ rows }) => 'Average' in rows);
  expect(averaged).toHaveLength(5);
  for (const { entries, rows, model } of averaged) {
    const { Average, ...datasets } = rows;
    expect(Object.keys(datasets)).toHaveLength(11);
    entries.forEach((entry, column) => {
      const values = Object.values(datasets).map((row) => figuresOf(row)[column]!.mean);
      const mean = values.reduce((sum, value) => sum + value, 0) / 11;
      expect
        .soft(Math.abs(mean - figuresOf(Average!)[column]!.mean), `${model} ${entry}`)
        .toBeLessThan(0.051);
    });
  }
});

test('table 3 repeats what table 1 says of SMM and of the pattern alone', () => {
  const [first] = publishedTables;
  const third = publishedTables.find(({ table }) => table === 3)!;
  const column = (table: PublishedTable, entry: string) =>
    Object.values(table.rows).map((row) => figuresOf(row)[table.entries.indexOf(entry)]);
  expect(column(third, 'smm')).toEqual(column(first!, 'smm'));
  expect(column(third, 'only_delta')).toEqual(column(first!, 'full'));
});

test('a variant has the figures of its column, as fractions, with model, data and epochs', () => {
  const numbers = publishedFor(measuredRun({ pattern: 'mask-only' }), toy);
  expect(numbers).toHaveLength(12);
  expect(numbers.find(({ data }) => data === 'EuroSAT')).toEqual({
    source: 'Paper, table 3',
    model: 'ResNet-18',
    data: 'EuroSAT',
    epochs: 200,
    runs: 3,
    beside: ['last-accuracy', 'best-accuracy'],
    value: 0.892,
    deviation: expect.closeTo(0.009, 12),
    differs: 'Not quite.',
  });
  expect(numbers.at(-1)).toMatchObject({ data: 'Average', deviation: null });
});

test('the default has the figures of all blocks’ defaults, two changes at once have none', () => {
  expect(new Set(publishedFor(measuredRun(), toy).map(({ model }) => model))).toEqual(
    new Set(['ResNet-18', 'ResNet-50']),
  );
  const both = measuredRun({ masks: 'unknown', pattern: 'mask-only' });
  expect(publishedFor(both, toy)).toEqual([]);
});

test('of methods without a generator a table of another network prints figures too, and says how it differs', () => {
  const narrow = measuredRun();
  const method = { ...narrow.config.method, ...defaultSwitches, baseline: 'narrow' as const };
  const run = { ...narrow, config: { ...narrow.config, method } };
  const cifar = publishedFor(run, blocks).filter(({ data }) => data === 'CIFAR10');
  expect(cifar.map(({ source, model, value }) => [source, model, value])).toEqual([
    ['Paper, table 1', 'ResNet-18', expect.closeTo(0.686, 12)],
    ['Paper, table 1', 'ResNet-50', expect.closeTo(0.774, 12)],
    ['Paper, table 2', 'ViT-B/32', expect.closeTo(0.966, 12)],
  ]);
  expect(cifar.map(({ differs }) => differs !== null)).toEqual([false, false, true]);
});

test('whatever the registry points to is there', () => {
  const pointers = (blocks as readonly TableBlock[]).flatMap(({ variants }) =>
    variants.flatMap(({ published }) =>
      published ? [published, ...(published.also ? [{ ...published, ...published.also }] : [])] : [],
    ),
  );
  for (const { table, entry } of pointers) {
    const holding = publishedTables.filter((one) => one.table === table && one.entries.includes(entry));
    expect.soft(holding.length, `table ${table}, ${entry}`).toBeGreaterThan(0);
  }
});
