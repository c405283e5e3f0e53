/** A row of results as the page's table has it: with the run that it stands for, and where it came from. */
import type { MeasuredRun } from '../metrics';
import type { ResultRow } from './result-columns';
import { runOfRow } from './result-row';

export interface ListedRun {
  /** names it in this table */
  readonly key: string;
  readonly row: ResultRow;
  readonly run: MeasuredRun;
  /** the file it stands in, or the folder of capsules; null = this browser has kept it */
  readonly file: string | null;
  /** in lower case, what a search looks through */
  readonly words: string;
}

/**
 * @param run where more is known of it than the row says: of a fork, what it was first
 * @throws UserError where the row is not one that a sweep writes
 */
export function listedRun(row: ResultRow, file: string | null, run = runOfRow(row)): ListedRun {
  const { label, variant, data, backbone, schedule, mapping, backend, device, host } = row;
  const said = [label, variant, data, backbone, schedule, mapping, backend, device, host, row.run];
  return {
    key: `${file === null ? 'kept' : 'file'}/${row.run}`,
    row,
    run,
    file,
    words: said
      .filter((word) => word !== null)
      .join('\n')
      .toLowerCase(),
  };
}
