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
 * @param references where SMM is taken from that does not stand among `runs`
 */
export function resultGroups(
  runs: readonly ListedRun[],
  blocks: readonly TableBlock[],
  references: readonly ListedRun[] = runs,
): ResultGroup[] {
  const place = new Map(runs.map((listed, index) => [listed, index]));
  // curves stand in the capsules: of what follows from them there is the file's own number
  const rowsById = new Map([...references, ...runs].map(({ run, row }) => [run.id, row]));
  const metrics = allMetrics.map((metric) =>
    metric.id === 'steps-to-target'
      ? { ...metric, value: ({ id }: { readonly id: string }) => rowsById.get(id)?.steps_to_target ?? null }
      : metric,
  );
  const known = group(references, ({ setting }) => setting);
  const groups: ResultGroup[] = [];
  for (const [setting, some] of group(runs, (one) => one.setting)) {
    const variants = byVariant(some, blocks);
    const smm = variants.get('default') ?? byVariant(known.get(setting) ?? [], blocks).get('default');
    const all = smm ? new Map([['default', smm], ...variants]) : variants;
    const runsOf = new Map(Array.from(all, ([key, same]) => [key, same.map(({ run }) => run)]));
    const reference = (runsOf.get('default') ?? [...runsOf.values()][0]!)[0]!;
    for (const row of tableRows(runsOf, { blocks, reference, defaultLabel: 'SMM', metrics })) {
      const own = variants.get(row.key);
      if (!own) continue;
      groups.push({ key: `${setting}/${row.key}`, runs: own, row, hasReference: smm !== undefined });
    }
  }
  return groups.sort((one, other) => place.get(one.runs[0]!)! - place.get(other.runs[0]!)!);
}

/** A file may say of two variants what this version takes for one: none of their runs is lost. */
function byVariant(runs: readonly ListedRun[], blocks: readonly TableBlock[]): Map<string, ListedRun[]> {
  const variants = new Map<string, ListedRun[]>();
  for (const same of group(runs, ({ choices }) => choices).values()) {
    const key = variantKey(same[0]!.run, blocks);
    variants.set(key, [...(variants.get(key) ?? []), ...same]);
  }
  return variants;
}
