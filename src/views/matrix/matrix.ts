import type { TableRow } from '../../data/ablation-table';
import { lazy } from '../../lib/lazy';
import type { MatrixPictures } from '../../store/table-view';
import type { RunView } from '../../store/run-view';
import {
  byFlips,
  cellOf,
  isFlip,
  sharedGain,
  sharedLimit,
  snapshotAt,
  verdictOf,
  type Cell,
} from './geometry';

export type Layer = 'mask' | 'product' | 'prompted';

export interface MatrixRow {
  readonly run: RunView;
  readonly label: string;
  /** by picture, in the order of the columns; null where this run has not seen it */
  readonly cells: readonly (Cell | null)[];
  readonly flips: readonly boolean[];
  /** of what is shown: stored last at the marker */
  readonly step: number;
}

export interface Matrix {
  readonly seed: number;
  /** ids of the pictures */
  readonly columns: readonly string[];
  /** the reference first */
  readonly rows: readonly MatrixRow[];
  /** half width of the masks' colours */
  readonly limit: number;
  /** worked out when δ ⊙ m is drawn */
  readonly gain: number;
}

/** Most rows that are worked out at once. */
export const rowLimit = 12;

/** The views of these rows' runs that have pictures to show, in the order of the rows. */
export function seenRuns(rows: readonly TableRow[], runs: readonly RunView[]): RunView[] {
  const seen = new Map(
    runs.flatMap((run) => (run.samples && run.snapshots.length > 0 ? [[run.id, run] as const] : [])),
  );
  return rows.flatMap((row) => row.runs.flatMap(({ id }) => seen.get(id) ?? []));
}

/**
 * One run for each variant, all of one seed: the lowest that the reference has pictures of.
 * @returns null without pictures of any
 */
export function matrixOf(
  rows: readonly TableRow[],
  runs: readonly RunView[],
  { step, pictures }: { readonly step: number | null; readonly pictures: MatrixPictures },
): Matrix | null {
  const seen = (row: TableRow) => seenRuns([row], runs);
  const first = rows.map((row) => seen(row)[0]).find((run) => run !== undefined);
  if (!first?.samples) return null;
  const { seed } = first.config.training;
  const shown = rows
    .flatMap((row) => {
      const run = seen(row).find(({ config }) => config.training.seed === seed);
      return run ? [{ run, label: row.label }] : [];
    })
    .slice(0, rowLimit);
  const { ids } = first.samples;
  const all = shown.map(({ run }) => cellsOf(run, ids, step));
  const reference = all[0]!;
  // by the newest answers: columns that moved with the marker could not be followed
  const flipsOf = (id: string) => {
    const verdicts = shown.map(({ run }) => verdictOf(run, run.snapshots.at(-1)!, id));
    return verdicts.filter((verdict) => isFlip(verdict, verdicts[0]!)).length;
  };
  const ordered = pictures === 'all' ? ids : byFlips(ids, flipsOf);
  const columns = pictures === 'flips-only' ? ordered.filter((id) => flipsOf(id) > 0) : ordered;
  const order = columns.map((id) => ids.indexOf(id));
  const gain = lazy(() => sharedGain(all.flatMap((cells) => cells[0]?.product ?? [])));
  return {
    seed,
    columns,
    rows: shown.map(({ run, label }, i) => ({
      run,
      label,
      cells: order.map((column) => all[i]![column]!),
      step: snapshotAt(run, step)?.step ?? 0,
      flips: order.map((column) => isFlip(all[i]![column]!, reference[column]!)),
    })),
    limit: sharedLimit(shown.map(({ run }) => run)),
    get gain() {
      return gain();
    },
  };
}

function cellsOf(run: RunView, ids: readonly string[], step: number | null): (Cell | null)[] {
  const snapshot = snapshotAt(run, step);
  return ids.map((id) => snapshot && cellOf(run, snapshot, id));
}
