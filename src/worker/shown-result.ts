/** A row of results as it is on screen: numbers with what they are surely known to, and the paper's beside. */
import { blocks } from '../core/ablation/registry';
import { allMetrics, metricOf, type MetricId } from '../data/metrics';
import type { ListedRun } from '../data/results/listed-run';
import { publishedBesideRun, type PublishedBeside } from '../data/results/published-match';
import type { ResultGroup } from '../data/results/result-groups';
import { allColumns } from '../data/results/result-columns';
import { facetOf, facetIds, type FacetId, type ResultSort } from '../data/results/result-query';
import type { ToldApart } from '../data/results/told-apart';
import { summarise } from '../lib/statistics';
import type { Cell } from '../data/table-cell';
import type { ShownNumber, ShownResult } from './results-protocol';
import type { ResultItem } from './results-session';

const metricColumns = allColumns.flatMap(({ name, metric }) => (metric ? [[metric, name] as const] : []));

/** What a single run measured, as its file says it. */
export function numbersOf({ row }: ListedRun): Partial<Record<MetricId, number>> {
  const numbers: Partial<Record<MetricId, number>> = {};
  for (const [metric, column] of metricColumns) {
    const value = row[column];
    // a loss that left the numbers
    if (typeof value === 'number') numbers[metric] = Number.isNaN(value) ? Infinity : value;
  }
  return numbers;
}

/** By what it depends on: thousands of runs have a few of these. */
const published = new Map<string, PublishedBeside | null>();

export function publishedOf({ row, run, choices }: ListedRun): PublishedBeside | null {
  const { data, backbone, side, patch, epochs, train_limit: train, test_limit: test } = row;
  const key = [data, backbone, side, patch, epochs, train, test, choices].join('\n');
  const known = published.get(key);
  if (known !== undefined) return known;
  const number = publishedBesideRun(run, blocks);
  published.set(key, number);
  return number;
}

/** What a row is sorted by; null comes last. */
export function valueOf(item: ResultItem, by: Exclude<ResultSort, 'plan'>): string | number | null {
  const first = item.runs[0]!;
  if (by === 'n') return seedsOf(item);
  if (by === 'published') return publishedOf(first)?.value ?? null;
  if (by === 'seed') return first.row.seed;
  if (by === 'side' || by === 'epochs') return first.row[by];
  if (by === 'variant') return first.row.label?.toLowerCase() ?? null;
  if (isFacet(by)) return facetOf(first, by).toLowerCase();
  return item.group ? (item.group.row.cells[by]?.value ?? null) : (numbersOf(first)[by] ?? null);
}

function isFacet(by: string): by is FacetId {
  return (facetIds as readonly string[]).includes(by);
}

export function shownResult(item: ResultItem, apart: ToldApart): ShownResult {
  const { key, runs, group } = item;
  const first = runs[0]!;
  const { row } = first;
  return {
    key,
    label: row.label ?? row.variant!,
    data: row.data!,
    backbone: row.backbone!,
    mapping: row.mapping ?? '',
    side: row.side ?? NaN,
    schedule: row.schedule ?? '',
    epochs: row.epochs ?? NaN,
    apart: apart(first),
    seed: group && runs.length > 1 ? null : row.seed,
    seeds: seedsOf(item),
    repeats: group ? group.row.repeats.length : 0,
    sources: [...new Set(runs.map(({ file }) => file))],
    numbers: group ? overSeeds(group.row.cells) : single(first),
    difference: group ? differenceIn(group) : null,
    published: publishedOf(first),
  };
}

function seedsOf({ group }: ResultItem): number {
  return group ? group.row.runs.filter(({ result }) => result !== null).length : 1;
}

function single(listed: ListedRun): ShownResult['numbers'] {
  return Object.fromEntries(
    Object.entries(numbersOf(listed)).map(([id, value]) => [
      id,
      { value, interval: null, is: 'mean', count: 1 } as const,
    ]),
  );
}

function overSeeds(cells: Readonly<Record<MetricId, Cell | null>>): ShownResult['numbers'] {
  const numbers: Partial<Record<MetricId, ShownNumber>> = {};
  for (const { id } of allMetrics) {
    const cell = cells[id];
    if (!cell) continue;
    const { over } = metricOf(id);
    const interval =
      over === 'mean' ? (summarise(cell.seeds.map(({ value }) => value))?.interval ?? null) : null;
    const is = over === 'least' ? 'least' : 'mean';
    numbers[id] = { value: cell.value, interval, is, count: cell.seeds.length };
  }
  return numbers;
}

function differenceIn({ row, hasReference }: ResultGroup): ShownResult['difference'] {
  if (!hasReference) return 'no-reference';
  const difference = row.cells['last-accuracy']?.difference;
  if (!difference || !Number.isFinite(difference.value)) return null;
  const { value, interval, verdict } = difference;
  return { value, interval, verdict };
}
