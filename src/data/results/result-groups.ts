/** Runs of one configuration as one row: the ablation table's own aggregation, over many settings at once. */
import { group } from 'd3-array';
import { ablationTable, type TableRow } from '../ablation-table';
import { variantKey, type TableBlock } from '../choices';
import { allMetrics } from '../metrics';
import { runSetting } from '../run-setting';
import type { ListedRun } from './listed-run';

export interface ResultGroup {
  readonly key: string;
  /** all of them; a second one of a seed comes into no number */
  readonly runs: readonly ListedRun[];
  readonly row: TableRow;
}

/**
 * In the order of `runs`. Settings that differ in anything but blocks and seed, their schedule's name too, are never
 * put together; differences are to SMM of the same setting and seed.
 */
export function resultGroups(runs: readonly ListedRun[], blocks: readonly TableBlock[]): ResultGroup[] {
  const rowsById = new Map(runs.map((listed) => [listed.run.id, listed.row]));
  // curves stand in the capsules: of what follows from them there is the file's own number
  const metrics = allMetrics.map((metric) =>
    metric.id === 'steps-to-target'
      ? { ...metric, value: ({ id }: { readonly id: string }) => rowsById.get(id)?.steps_to_target ?? null }
      : metric,
  );
  const settings = group(runs, ({ run, row }) => `${row.schedule ?? ''}/${runSetting(run, blocks)}`);
  const groups = Array.from(settings, ([setting, some]) => {
    const variants = group(some, ({ run }) => variantKey(run, blocks));
    const reference = (variants.get('default') ?? some)[0]!.run;
    const table = ablationTable(
      some.map(({ run }) => run),
      { blocks, reference, defaultLabel: 'SMM', metrics },
    );
    return table.rows.map((row) => ({ key: `${setting}/${row.key}`, runs: variants.get(row.key)!, row }));
  });
  const place = new Map(runs.map((listed, index) => [listed, index]));
  return groups.flat().sort((one, other) => place.get(one.runs[0]!)! - place.get(other.runs[0]!)!);
}
