/**
 * The ablation table: runs in, rows of numbers out. A row is one variant, a cell one metric over its seeds, with
 * the paired difference to the reference run of the same seed. It formats nothing and ranks nothing by itself.
 */
import { group } from 'd3-array';
import { lazy } from '../lib/lazy';
import { choicesOf, variantKey, variantLabel, type TableBlock } from './choices';
import { runSetting, settingDifferences } from './run-setting';
import { allMetrics, type MeasuredRun, type Metric, type MetricId } from './metrics';
import { cellOf, type Cell } from './table-cell';

export interface TableRow {
  /** names the variant for ever, whatever the reference: its choices that are not the default */
  readonly key: string;
  /** the same in words */
  readonly label: string;
  /** what differs from the reference */
  readonly changed: readonly Choice[];
  /**
   * `several-blocks` stands apart: its difference cannot be laid to one part of the method. So does `fork`, which was
   * another variant in its first steps
   */
  readonly standing: 'reference' | 'one-block' | 'several-blocks' | 'fork';
  /** false for what is shown as a lesson only */
  readonly ranked: boolean;
  /** one for each seed, ascending; those without a result yet come into no number */
  readonly runs: readonly MeasuredRun[];
  /** ids of runs left out because another one of the same seed stands in the row */
  readonly repeats: readonly string[];
  readonly cells: Readonly<Record<MetricId, Cell | null>>;
}

export interface Choice {
  readonly block: string;
  readonly variant: string;
}

export interface AblationTable {
  /** the reference first, then in the order of the registry, what differs in several blocks and forks last */
  readonly rows: readonly TableRow[];
  /** runs of another setting (data, network, training), and what differs */
  readonly elsewhere: readonly { readonly runId: string; readonly differs: readonly string[] }[];
}

export interface TableOptions {
  readonly blocks: readonly TableBlock[];
  /** any run of the variant that the others are compared with: its seed does not matter */
  readonly reference: MeasuredRun;
  /** what the default choice of all blocks is called, e.g. `SMM` */
  readonly defaultLabel: string;
  readonly metrics?: readonly (Metric & { readonly id: MetricId })[];
}

/** Of two runs of the same variant and seed the first finished one counts: put the ones you trust first. */
export function ablationTable(runs: readonly MeasuredRun[], options: TableOptions): AblationTable {
  const { blocks, reference } = options;
  const setting = runSetting(reference, blocks);
  const here = new Set(runs.filter((run) => runSetting(run, blocks) === setting));
  const variants = group(here, (run) => variantKey(run, blocks));
  const elsewhere = runs
    .filter((run) => !here.has(run))
    .map((run) => ({ runId: run.id, differs: settingDifferences(reference, run, blocks) }));
  return { rows: tableRows(variants, options), elsewhere };
}

/** The rows of runs of one setting. @param variants by variantKey, the reference's among them */
export function tableRows(
  variants: ReadonlyMap<string, readonly MeasuredRun[]>,
  { blocks, reference, defaultLabel, metrics = allMetrics }: TableOptions,
): TableRow[] {
  const referenceKey = variantKey(reference, blocks);
  const standard = choicesOf(reference, blocks);
  const referenceRuns = onePerSeed(variants.get(referenceKey) ?? []).runs;
  const rows = Array.from(variants, ([key, all]): TableRow => {
    const { runs, repeats } = onePerSeed(all);
    const choices = choicesOf(all[0]!, blocks);
    const changed = choices
      .filter(({ variant }, i) => variant !== standard[i]!.variant)
      .map(({ block, variant }) => ({ block, variant }));
    const standing = key === referenceKey ? 'reference' : standingOf(all[0]!, changed);
    const paired = standing === 'reference' ? null : referenceRuns;
    const cells = lazy(() => cellsOf(metrics, { runs, referenceRuns, paired }));
    return {
      key,
      label: variantLabel(all[0]!, blocks, defaultLabel),
      changed,
      standing,
      ranked: !choices.some(({ role }) => role === 'demonstration'),
      runs,
      repeats,
      get cells() {
        return cells();
      },
    };
  });
  return rows.sort(byPlan(blocks));
}

/** Each worked out when it is asked for: a page shows a few columns of many. */
function cellsOf(
  metrics: NonNullable<TableOptions['metrics']>,
  row: Parameters<typeof cellOf>[1],
): TableRow['cells'] {
  const cells = {} as Record<MetricId, Cell | null>;
  for (const metric of metrics) {
    const get = lazy(() => cellOf(metric, row));
    Object.defineProperty(cells, metric.id, { get, enumerable: true });
  }
  return cells;
}

function standingOf({ fork }: MeasuredRun, { length }: readonly Choice[]): TableRow['standing'] {
  if (fork) return 'fork';
  return length === 1 ? 'one-block' : 'several-blocks';
}

/** A row's runs, one for each seed: a finished one before one that still runs, then the first in the list. */
function onePerSeed(runs: readonly MeasuredRun[]): Pick<TableRow, 'runs' | 'repeats'> {
  const seedOf = ({ config }: MeasuredRun) => config.training.seed;
  const chosen = Array.from(
    group(runs, seedOf).values(),
    (same) => same.find(({ result }) => result !== null) ?? same[0]!,
  );
  const counted = new Set(chosen);
  return {
    runs: chosen.sort((a, b) => seedOf(a) - seedOf(b)),
    repeats: runs.filter((run) => !counted.has(run)).map(({ id }) => id),
  };
}

function byPlan(blocks: readonly TableBlock[]): (a: TableRow, b: TableRow) => number {
  const place = ({ changed, runs }: TableRow): readonly number[] => [
    runs[0]!.fork ? 1 : 0,
    changed.length,
    ...changed.flatMap(({ block, variant }) => {
      const at = blocks.findIndex(({ id }) => id === block);
      return [at, blocks[at]!.variants.findIndex(({ id }) => id === variant)];
    }),
    runs[0]!.fork?.step ?? 0,
  ];
  return (a, b) => {
    const [one, other] = [place(a), place(b)];
    const differing = one.findIndex((value, i) => value !== other[i]);
    return differing < 0 ? 0 : one[differing]! - (other[differing] ?? -1);
  };
}
