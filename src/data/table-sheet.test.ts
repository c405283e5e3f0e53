import { expect, test } from 'vitest';
import { english } from '../messages/english/english';
import { latexTable } from '../lib/sheet';
import { ablationTable } from './ablation-table';
import type { TableBlock } from './choices';
import { seedCsv, summaryCsv } from './table-csv';
import { tableSheet, type SheetOptions } from './table-sheet';
import { measuredRun, timing, toyBlocks } from './testing/measured-run';

const blocks: readonly TableBlock[] = toyBlocks.map((block) => ({
  ...block,
  variants: block.variants.map((variant) =>
    variant.id === 'shared-binary'
      ? { ...variant, published: { table: 3, entry: 'only_delta', differs: 'A fixed mask.' } }
      : variant,
  ),
}));

const runs = [
  ...[0, 1, 2].map((seed) => measuredRun({ seed, accuracy: [0.7, 0.72, 0.74][seed]!, losses: [1, 1, 1] })),
  ...[0, 1, 2].map((seed) =>
    measuredRun({
      masks: 'shared-binary',
      seed,
      accuracy: [0.65, 0.68, 0.68][seed]!,
      generator: 26_499,
      losses: [2, 2, 2],
      ...(seed === 0 ? { timing: timing({ msPerStep: 12.345 }) } : {}),
    }),
  ),
  measuredRun({ masks: 'mean-image', pattern: 'class-label-leak', accuracy: 1 }),
];
const table = ablationTable(runs, { blocks, reference: runs[0]!, defaultLabel: 'SMM' });
const words: SheetOptions['words'] = { ...english.table, caption: 'Ours.' };
const options: SheetOptions = {
  metrics: ['last-accuracy', 'generator-parameters', 'step-time', 'steps-to-target'],
  differences: false,
  published: null,
  blocks,
  words,
};

test('a sheet has a row for each variant under its block, rounded as papers do', () => {
  const { columns, groups } = tableSheet(table, options);
  expect(columns.map(({ head }) => head)).toEqual(['variant', 'N', 'last (%)', 'φ', 'ms/step', 'to target']);
  expect(groups).toEqual([
    { title: '', rows: [['SMM', '3', '72.0 ± 2.0', '100', '–', '1 ± 0']] },
    {
      title: 'Masks',
      rows: [['One binary mask', '3', '67.0 ± 1.7', '26,499', '12.3 (1)', 'not reached']],
    },
    {
      title: 'several parts changed',
      rows: [['Mask of the mean image · Labels leak (lesson, not ranked)', '1', '100.0', '100', '–', '–']],
    },
  ]);
});

test('differences stand in columns of their own, with their interval', () => {
  const { columns, groups } = tableSheet(table, {
    ...options,
    metrics: ['last-accuracy'],
    differences: true,
  });
  expect(columns.at(-1)).toEqual({ head: 'Δ last (points)', align: 'right' });
  expect(groups[0]!.rows[0]!.at(-1)).toBe('–');
  expect(groups[1]!.rows[0]!.at(-1)).toBe('−5.0 [−7.5, −2.5]');
});

test('published figures have one column with model, dataset and epochs in its head', () => {
  const published = { model: 'ResNet-18', data: 'Average' };
  const { columns, groups } = tableSheet(table, { ...options, metrics: [], published });
  expect(columns.at(-1)!.head).toBe('published (ResNet-18, mean of 11 datasets, 200 epochs)');
  expect(groups.map(({ rows }) => rows[0]!.at(-1))).toEqual(['–', '46.9 *', '–']);
  const none = tableSheet(table, { ...options, metrics: [], published: { model: 'x', data: 'y' } });
  expect(none.columns).toHaveLength(2);
});

test('as LaTeX each line has as many cells as there are columns', () => {
  const sheet = tableSheet(table, {
    ...options,
    differences: true,
    published: { model: 'ResNet-18', data: 'CIFAR10' },
  });
  const lines = latexTable(sheet).split('\n');
  const rows = lines.filter((line) => line.endsWith('\\\\') && !line.includes('\\multicolumn'));
  expect(rows).toHaveLength(4);
  for (const row of rows) expect(row.match(/(?<!\\)&/g)).toHaveLength(sheet.columns.length - 1);
  const count = (word: string) => lines.filter((line) => line.includes(word)).length;
  for (const word of ['\\toprule', '\\bottomrule', '\\end{tabular}', '\\end{table}'])
    expect(count(word)).toBe(1);
  expect(count('\\midrule')).toBe(sheet.groups.length);
});

test('as CSV nothing is rounded, and each number says where it comes from', () => {
  const lines = summaryCsv(table).trimEnd().split('\r\n');
  const head = lines[0]!.split(',');
  const rows = lines.slice(1).map((line) => Object.fromEntries(line.split(',').map((v, i) => [head[i], v])));
  const row = rows.find(
    ({ variant, metric }) => variant === 'masks=shared-binary' && metric === 'last-accuracy',
  );
  expect(row).toMatchObject({ unit: 'rate', n: '3', pairs: '3', verdict: 'worse', seeds: '0; 1; 2' });
  expect(Number(row!['value'])).toBeCloseTo(0.67, 12);
  expect(Number(row!['difference'])).toBeCloseTo(-0.05, 12);
  expect(row).toMatchObject({ devices: 'wasm · test processor', sources: 'trained-here' });
});

test('as CSV by seed every run stands for itself', () => {
  const lines = seedCsv(table).trimEnd().split('\r\n');
  const [head] = lines;
  expect(head).toBe('variant,metric,unit,seed,value,difference,run,source,device,data_hash');
  expect(lines).toContain(
    'masks=shared-binary,step-time,milliseconds,0,12.345,,shared-binary/shared/0,trained-here,webgpu · test adapter,d',
  );
  expect(lines.filter((line) => line.startsWith('default,last-accuracy'))).toHaveLength(3);
});
