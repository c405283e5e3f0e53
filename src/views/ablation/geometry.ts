import { max } from 'd3-array';
import { scaleLinear, type ScaleLinear } from 'd3-scale';
import { blocks } from '../../core/ablation/registry';
import type { TableRow } from '../../data/ablation-table';
import type { MetricId } from '../../data/metrics';
import type { Cell } from '../../data/table-cell';

/** Where the table's rows belong, and where its differences lie, without a component in sight. */

export interface RowGroup {
  /** null = without a heading */
  readonly block: string | null;
  readonly rows: readonly TableRow[];
}

/** In the order of the method each block has its rows under one heading; sorted by a number, all stand in one list. */
export function groupedRows(rows: readonly TableRow[], sortedBy: MetricId | 'plan'): readonly RowGroup[] {
  if (sortedBy !== 'plan') return [{ block: null, rows }];
  const ofBlock = (id: string) =>
    rows.filter(({ standing, changed }) => standing === 'one-block' && changed[0]!.block === id);
  const groups: RowGroup[] = [
    { block: null, rows: rows.filter(({ standing }) => standing === 'reference') },
    ...blocks.map(({ id }) => ({ block: id, rows: ofBlock(id) })),
    { block: 'several', rows: rows.filter(({ standing }) => standing === 'several-blocks') },
    { block: 'forks', rows: rows.filter(({ standing }) => standing === 'fork') },
  ];
  return groups.filter((group) => group.rows.length > 0);
}

/** The column whose differences are drawn: the one sorted by, else the first that ranks anything. */
export function leadMetric<Metric extends { readonly id: MetricId; readonly better: string }>(
  metrics: readonly Metric[],
  sortedBy: MetricId | 'plan',
): Metric | null {
  return (
    metrics.find(({ id }) => id === sortedBy) ?? metrics.find(({ better }) => better !== 'neither') ?? null
  );
}

export type DifferenceScale = ScaleLinear<number, number>;

/**
 * One scale for all rows, with zero where it belongs. Values and pairs always fit; an interval of three seeds can be
 * many times as wide, and runs out of the picture where it would squeeze all others.
 */
export function differenceScale(cells: readonly (Cell | null)[], width: number): DifferenceScale {
  const differences = cells.flatMap((cell) => cell?.difference ?? []);
  const values = differences.flatMap(({ value, pairs }) => [value, ...pairs.map((pair) => pair.value)]);
  const finite = values.filter(Number.isFinite);
  const low = Math.min(0, ...finite);
  const high = Math.max(0, ...finite);
  const room = 0.15 * (high - low || 1);
  return scaleLinear([low - room, high + room], [4, width - 4]);
}

export interface EffectMarks {
  /** of the difference itself */
  readonly at: number;
  readonly pairs: readonly number[];
  /** ends of the interval inside the picture, and whether it goes on beyond */
  readonly whisker: {
    readonly from: number;
    readonly to: number;
    readonly cut: readonly ['low' | 'high', boolean][];
  } | null;
}

export function effectMarks(cell: Cell | null, scale: DifferenceScale): EffectMarks | null {
  const difference = cell?.difference;
  if (!difference || !Number.isFinite(difference.value)) return null;
  const [low, high] = scale.domain() as [number, number];
  const { interval } = difference;
  return {
    at: scale(difference.value),
    pairs: difference.pairs.filter(({ value }) => Number.isFinite(value)).map(({ value }) => scale(value)),
    whisker: interval && {
      from: scale(Math.max(low, interval[0])),
      to: scale(Math.min(high, interval[1])),
      cut: [
        ['low', interval[0] < low],
        ['high', interval[1] > high],
      ],
    },
  };
}

/** How many finished runs the best-measured row has. */
export function mostSeeds(rows: readonly TableRow[]): number {
  return max(rows, ({ runs }) => runs.filter(({ result }) => result !== null).length) ?? 0;
}

/** The chosen rows after one of them is switched; all and none are the same: nothing is left out. */
export function toggled(chosen: readonly string[], key: string, all: readonly string[]): readonly string[] {
  const now = chosen.length === 0 ? all : chosen;
  const next = now.includes(key) ? now.filter((one) => one !== key) : [...now, key];
  return all.every((one) => next.includes(one)) ? [] : next;
}
