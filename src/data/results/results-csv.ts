/** Results as CSV: all that a person or a script reads; the columns of the group `detail` are in the parquet file alone. */
import { csv, parseCsv } from '../../lib/csv';
import { UserError } from '../../lib/user-error';
import { checkedRows } from './checked-rows';
import { allColumns, sortedRows, type ResultRow } from './result-columns';
import { RESULTS_LIMITS } from './results-limits';

const written = allColumns.filter(({ group }) => group !== 'detail');

export function resultsCsv(rows: readonly ResultRow[]): string {
  const head = written.map(({ name }) => name);
  return csv([head, ...sortedRows(rows).map((row) => head.map((name) => row[name]))]);
}

/** @throws UserError where it is none */
export function readResultsCsv(text: string, name: string): ResultRow[] {
  const limits = { rows: RESULTS_LIMITS.rows + 1, columns: RESULTS_LIMITS.columns };
  const parsed = parseCsv(text, limits);
  if (parsed === null) {
    throw new UserError(
      `${name} is no whole CSV file of at most ${RESULTS_LIMITS.rows} rows. Open the results.csv that a sweep wrote.`,
    );
  }
  const [head = [], ...lines] = parsed;
  const columns = new Map<string, unknown[]>();
  for (const { name: column, kind } of allColumns) {
    const at = head.indexOf(column);
    if (at < 0) continue;
    columns.set(
      column,
      lines.map((line) => valueOf(line[at] ?? '', kind)),
    );
  }
  return checkedRows(name, columns, lines.length);
}

function valueOf(field: string, kind: 'text' | 'whole' | 'number'): unknown {
  if (field === '') return null;
  if (kind === 'text') return field;
  const value = Number(field);
  return Number.isNaN(value) && field !== 'NaN' ? field : value;
}
