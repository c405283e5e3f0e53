/** Runs of one configuration as one row: the ablation table's own aggregation, over many settings at once. */
import { group } from 'd3-array';
import { tableRows, type TableRow } from '../ablation-table';
import { variantKey, type TableBlock } from '../choices';
import { allMetrics } from '../metrics';
import type { ListedRun } from './listed-run';

export interface ResultGroup {
  readonly key: string;
  /** all of them; a second one of a seed comes into no number */
  readonly runs: readonly ListedRun[];
  readonly row: TableRow;
  /** whether SMM of the same setting is here at all: without it, the row's differences are to another variant */
  readonly hasReference: boolean;
}

/**
 * In the order of `runs`. Settings that differ in anything but blocks and seed, their schedule's name too, are never
 * put together, and neither is a run that began as another one with those that did not; differences are to SMM of the
 * same setting and seed.
 */
export function resultGroups(runs: readonly ListedRun[], blocks: readonly TableBlock[]): ResultGroup[] {
  const place = new Map(runs.map((listed, index) => [listed, index]));
  // curves stand in the capsules: of what follows from them there is the file's own number
  const rowsById = new Map(runs.map(({ run, row }) => [run.id, row]));
  const metrics = allMetrics.map((metric) =>
    metric.id === 'steps-to-target'
      ? { ...metric, value: ({ id }: { readonly id: string }) => rowsById.get(id)?.steps_to_target ?? null }
      : metric,
  );
  const settings = group(runs, ({ setting }) => setting);
  const groups: ResultGroup[] = [];
  for (const [setting, some] of settings) {
    const alike = [...group(some, ({ choices }) => choices).values()];
    const variants = new Map(alike.map((same) => [variantKey(same[0]!.run, blocks), same]));
    const runsOf = new Map(Array.from(variants, ([key, same]) => [key, same.map(({ run }) => run)]));
    const reference = (runsOf.get('default') ?? [...runsOf.values()][0]!)[0]!;
    for (const row of tableRows(runsOf, { blocks, reference, defaultLabel: 'SMM', metrics })) {
      const hasReference = runsOf.has('default');
      groups.push({ key: `${setting}/${row.key}`, runs: variants.get(row.key)!, row, hasReference });
    }
  }
  return groups.sort((one, other) => place.get(one.runs[0]!)! - place.get(other.runs[0]!)!);
}
