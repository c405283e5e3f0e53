import { group, leastIndex } from 'd3-array';
import { blocks } from '../core/ablation/registry';
import { ablationTable, type AblationTable, type TableRow } from '../data/ablation-table';
import { choicesOf, variantKey } from '../data/choices';
import { curveFamily, type CurveFamily, type SeedCurve } from '../data/curve-family';
import { metricOf, type MeasuredRun, type MetricId } from '../data/metrics';
import type { RunEntry } from '../data/run-entry';
import { runSetting } from '../data/run-setting';
import { derived } from '../lib/derived';
import type { RunView } from './run-view';
import type { ExplorerState } from './store';
import type { TableView } from './table-view';

/** What the ablation table and the curves of several runs show. Each result stays the same until its parts change. */

/** Of two runs of one variant and seed the first counts: what was trained here goes before what came from elsewhere. */
const trust = ['trained-here', 'recorded', 'imported'] as const;

/** Every run that can be compared, with its curve where that has been read. */
export const measuredRuns = derived(
  ({ library: { entries, shipped, curves } }: ExplorerState) => [entries, shipped, curves],
  (entries, shipped, curves): readonly MeasuredRun[] => {
    const runs = [...entries, ...shipped].map((run) => ({ ...run, losses: curves[run.id]?.losses ?? null }));
    return trust.flatMap((source) => runs.filter((run) => run.source === source));
  },
);

export interface Setting {
  /** value for TableView.setting */
  readonly id: string;
  /** one of its runs, to describe it by */
  readonly run: MeasuredRun;
  readonly count: number;
}

/** Runs that may stand in one table, the setting with most runs first. */
export const tableSettings = derived(
  (state: ExplorerState) => [measuredRuns(state)],
  (runs): readonly Setting[] =>
    Array.from(
      group(runs, (run) => runSetting(run, blocks)),
      ([id, some]) => ({ id, run: some[0]!, count: some.length }),
    ).sort((a, b) => b.count - a.count),
);

/** The run that stands for the baseline; null without any run. */
export const baselineRun = derived(
  (state: ExplorerState) => {
    const { setting, baseline } = state.table;
    return [
      measuredRuns(state),
      tableSettings(state),
      setting,
      baseline,
      state.view.runId ?? state.live.runId,
    ];
  },
  (runs, settings, chosen, baseline, shownId): MeasuredRun | null => {
    const shown = runs.find(({ id }) => id === shownId);
    // a recorded run plays for those who train nothing: what it was recorded on is no choice of theirs
    const own = shown && shown.source !== 'recorded' ? runSetting(shown, blocks) : null;
    const wanted = chosen ?? own;
    const setting = settings.find(({ id }) => id === wanted) ?? settings[0];
    if (!setting) return null;
    const here = runs.filter((run) => runSetting(run, blocks) === setting.id);
    const find = (key: string) => here.find((run) => variantKey(run, blocks) === key);
    return find(baseline ?? 'default') ?? find('default') ?? plainest(here);
  },
);

/** Value for TableView.setting that stands now, chosen or not. */
export const shownSetting = derived(
  (state: ExplorerState) => [baselineRun(state)],
  (run): string | null => run && runSetting(run, blocks),
);

/** All rows of the table's setting; null without any run. */
export const fullTable = derived(
  (state: ExplorerState) => [measuredRuns(state), baselineRun(state)],
  (runs, reference): AblationTable | null =>
    reference && ablationTable(runs, { blocks, reference, defaultLabel: 'SMM' }),
);

/** The table as it is filtered and sorted. */
export const shownTable = derived(
  (state: ExplorerState) => [fullTable(state), state.table],
  (table, view): AblationTable | null =>
    table && { ...table, rows: sorted(table.rows.filter(matching(view)), view) },
);

/** The chosen columns that have anything to say about the shown rows. */
export const shownColumns = derived(
  (state: ExplorerState) => [shownTable(state), state.table],
  (table, { columns, differencesOnly }): readonly MetricId[] =>
    columns.filter((id) => {
      const cells = table?.rows.flatMap(({ cells }) => cells[id] ?? []) ?? [];
      if (!differencesOnly) return cells.length > 0;
      return cells.some(({ difference }) => difference && difference.verdict !== 'same');
    }),
);

/** The rows that curves and matrix show: the chosen ones, or all. */
export const chosenRows = derived(
  (state: ExplorerState) => [shownTable(state), state.table.chosen],
  (table, chosen): readonly TableRow[] =>
    (table?.rows ?? []).filter(({ key }) => chosen.length === 0 || chosen.includes(key)),
);

/** The run whose stored steps are everybody's on this place: the first of the chosen rows that was seen; null = none. */
export const comparedRun = derived(
  (state: ExplorerState) => [chosenRows(state), state.runs],
  (rows, views): RunView | null => {
    const seen = (id: string) => views.find((view) => view.id === id && view.snapshots.length > 0);
    return rows.flatMap(({ runs }) => runs.flatMap(({ id }) => seen(id) ?? []))[0] ?? null;
  },
);

/** The run that fewest parts are changed in, and that was no other one first; the first of several. */
function plainest(runs: readonly MeasuredRun[]): MeasuredRun {
  const changes = (run: MeasuredRun) =>
    choicesOf(run, blocks).filter(({ isDefault }) => !isDefault).length + (run.fork ? blocks.length : 0);
  return runs[leastIndex(runs, changes) ?? 0]!;
}

export interface RowCurves extends CurveFamily {
  readonly row: TableRow;
}

/** Test accuracy 0..1 by step, a point for each epoch. */
export const accuracyCurves = derived(
  (state: ExplorerState) => [chosenRows(state)],
  (rows): readonly RowCurves[] =>
    rows.map((row) => ({
      row,
      ...curveFamily(
        row.runs.map((run) => ({
          ...named(run),
          x: run.epochs.map(({ step }) => step),
          y: run.epochs.map(({ testAccuracy }) => testAccuracy),
        })),
      ),
    })),
);

/** Training loss by step, of the runs whose curves have been read. @param smooth for the mean; must keep its identity */
export const lossCurves = (smooth: (values: ArrayLike<number>) => ArrayLike<number>) =>
  derived(
    (state: ExplorerState) => [chosenRows(state)],
    (rows): readonly RowCurves[] =>
      rows.map((row) => {
        const curves = row.runs.flatMap(({ losses, ...run }): SeedCurve[] =>
          losses ? [{ ...named(run), x: Array.from(losses, (_, i) => i + 1), y: losses }] : [],
        );
        return { row, ...curveFamily(curves, smooth) };
      }),
  );

function named({
  id,
  config,
  result,
}: Pick<MeasuredRun, 'id' | 'config' | 'result'>): Omit<SeedCurve, 'x' | 'y'> {
  return { runId: id, seed: config.training.seed, finished: result !== null };
}

function matching({ find, sources }: TableView): (row: TableRow) => boolean {
  const wanted = find.trim().toLowerCase();
  return ({ label, key, runs, standing }) => {
    // without what it is compared with, a difference says nothing
    if (standing === 'reference') return true;
    if (!runs.some(({ source }) => sources.includes(source))) return false;
    const annotated = runs as readonly Partial<RunEntry>[];
    const words = [label, key, ...annotated.flatMap(({ name = '', tags = [] }) => [name, ...tags])];
    return words.some((word) => word.toLowerCase().includes(wanted));
  };
}

/** The reference stays on top; what is ranked with nothing, and what has no value, comes last. */
function sorted(rows: readonly TableRow[], { sort: { by, reversed } }: TableView): readonly TableRow[] {
  if (by === 'plan') return rows;
  const sign = (metricOf(by).better === 'higher') === reversed ? 1 : -1;
  const place = ({ standing, ranked, cells }: TableRow): number => {
    if (standing === 'reference') return 0;
    if (!cells[by]) return 3;
    return standing === 'one-block' && ranked ? 1 : 2;
  };
  return rows.toSorted((a, b) => {
    const apart = place(a) - place(b);
    if (apart !== 0 || !a.cells[by] || !b.cells[by]) return apart;
    const [one, other] = [a.cells[by].value, b.cells[by].value];
    return one === other ? 0 : sign * (one - other);
  });
}
