/**
 * What the recorded lab says of each block, as Markdown: the tables behind docs/findings.md. Every figure is worked
 * out as the page's own table does; the prose round them is a person's.
 */
import { group } from 'd3-array';
import { blocks } from '../core/ablation/registry';
import { ablationTable, type AblationTable, type TableRow } from '../data/ablation-table';
import { variantKey } from '../data/choices';
import { metricOf, type MeasuredRun, type MetricId } from '../data/metrics';
import { publishedFor } from '../data/published';
import type { LabRun } from '../data/recorded-lab';
import { runSetting } from '../data/run-setting';
import { plusMinus, signed, unitNames } from '../data/unit-text';
import { markdownTable, type Sheet } from '../lib/sheet';
import type { Interval } from '../lib/statistics';

/** One table for each setting, the one with most runs first: the odd side is a setting of its own. */
export function labTables(runs: readonly LabRun[]): readonly AblationTable[] {
  return settingTables(runs.map((run): MeasuredRun => ({ ...run, losses: run.curves.losses })));
}

/** The same of any runs. What the others are compared with is SMM where it is among them, else the first. */
export function settingTables(runs: readonly MeasuredRun[]): readonly AblationTable[] {
  const settings = [...group(runs, (run) => runSetting(run, blocks)).values()];
  return settings
    .sort((a, b) => b.length - a.length)
    .map((some) => {
      const reference = some.find((run) => variantKey(run, blocks) === 'default') ?? some[0]!;
      return ablationTable(some, { blocks, reference, defaultLabel: 'SMM' });
    });
}

/** Metrics of the findings, each with its paired difference; what no row of a block has is left out. */
const told: readonly MetricId[] = [
  'last-accuracy',
  'clean-loss',
  'approximation-cross-entropy',
  'approximation-cold',
  'total-parameters',
  'step-time',
];

/** A Markdown table for each block of each setting, the reference on top of each. */
export function findings(runs: readonly LabRun[]): string {
  const parts = labTables(runs).flatMap((table) => {
    const reference = table.rows.find(({ standing }) => standing === 'reference')!;
    const task = taskOf(reference);
    const tables = blocks.flatMap(({ id, label, question }) => {
      const rows = table.rows.filter(
        ({ standing, changed }) => standing === 'one-block' && changed[0]!.block === id,
      );
      if (rows.length === 0) return [];
      return [`### ${label}: ${question}`, '', markdownTable(sheetOf([reference, ...rows]))];
    });
    return [`## ${task}`, '', ...tables];
  });
  return [
    '<!-- Written by `npm run -s smm -- record --findings FILE` from the packed lab. Do not edit. -->',
    '',
    ...parts,
  ].join('\n');
}

function taskOf({ runs }: TableRow): string {
  const { config, provenance } = runs[0]!;
  const { method, training, data, backbone } = config;
  const pictures = training.trainLimit === null ? 'all' : String(training.trainLimit);
  return `${data}, ${method.side} px, ${pictures} training pictures, ${training.epochs} epochs, ${backbone}, ${provenance.device}`;
}

function sheetOf(rows: readonly TableRow[]): Sheet {
  const metrics = told.filter((id) => rows.some(({ cells }) => cells[id] !== null));
  const heads = metrics.flatMap((id) => {
    const { short, unit } = metricOf(id);
    const { value, difference } = unitNames[unit];
    return [inUnit(short, value), inUnit(`Δ ${short}`, difference)];
  });
  return {
    caption: '',
    columns: [
      { head: 'variant', align: 'left' },
      ...['N', ...heads, 'published'].map((head) => ({ head, align: 'right' as const })),
    ],
    groups: [
      {
        title: '',
        rows: rows.map((row) => [
          nameOf(row),
          String(row.runs.filter(({ result }) => result !== null).length),
          ...metrics.flatMap((id) => [valueOf(row, id), differenceOf(row, id)]),
          publishedOf(row),
        ]),
      },
    ],
    notes: [],
  };
}

function nameOf({ label, changed: [change] }: TableRow): string {
  const block = blocks.find(({ id }) => id === change?.block);
  const role = block?.variants.find(({ id }) => id === change!.variant)?.role;
  return role === 'control' || role === 'demonstration' ? `${label} (${role})` : label;
}

function valueOf({ cells }: TableRow, id: MetricId): string {
  const cell = cells[id];
  if (!cell) return '–';
  const { unit } = metricOf(id);
  const value = plusMinus(cell.value, cell.deviation, unit);
  return cell.interval ? `${value} [${ends(cell.interval, (end) => plusMinus(end, null, unit))}]` : value;
}

function differenceOf({ cells }: TableRow, id: MetricId): string {
  const difference = cells[id]?.difference;
  if (!difference) return '–';
  const { unit } = metricOf(id);
  const value = signed(difference.value, unit);
  const { interval } = difference;
  return interval ? `${value} [${ends(interval, (end) => signed(end, unit))}]` : value;
}

/** The paper's mean over its eleven datasets where it prints one, else the first dataset that it has. */
function publishedOf({ runs }: TableRow): string {
  const printed = publishedFor(runs[0]!, blocks).filter(({ beside }) => beside.includes('last-accuracy'));
  const number = printed.find(({ data }) => data === 'Average') ?? printed[0];
  if (!number) return '–';
  const { source, model, data, value, deviation, differs } = number;
  const where = data === 'Average' ? 'mean of 11 datasets' : data;
  return `${plusMinus(value, deviation, 'rate')} % (${source}, ${model}, ${where}${differs ? '; not the same variant' : ''})`;
}

const inUnit = (name: string, unit: string): string => (unit ? `${name} (${unit})` : name);
const ends = ([low, high]: Interval, write: (end: number) => string): string =>
  `${write(low)}, ${write(high)}`;
