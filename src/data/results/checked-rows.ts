/** Values from a file to rows: of the right kind each, or a sentence. */
import { UserError } from '../../lib/user-error';
import { allColumns, type ResultRow } from './result-columns';
import { RESULTS_LIMITS } from './results-limits';

type Value = string | number | null;

/** Without which a row says nothing. */
const NEEDED = ['run', 'data', 'backbone', 'variant', 'seed', 'data_hash', 'backbone_hash'] as const;

/**
 * @param columns those that the file has; what is not ours is passed over, what is missing is null
 * @throws UserError where it is no file of results, or a value is of another kind
 */
export function checkedRows(
  name: string,
  columns: ReadonlyMap<string, readonly unknown[]>,
  count: number,
): ResultRow[] {
  const missing = NEEDED.find((column) => !columns.has(column));
  if (missing) {
    throw new UserError(
      `${name} holds no results of a sweep: it has no column "${missing}". Open the results.parquet or results.csv that a sweep wrote.`,
    );
  }
  return Array.from({ length: count }, (_, index) => {
    const row = Object.fromEntries(
      allColumns.map(({ name: column, kind }) => {
        const value = valueOf(columns.get(column)?.[index]);
        if (fits(value, kind)) return [column, value];
        throw new UserError(
          `${name} is damaged: row ${index + 1} has no ${kind === 'text' ? 'text' : 'number'} in "${column}". Merge the sweep again.`,
        );
      }),
    ) as unknown as ResultRow;
    const empty = NEEDED.find((column) => row[column] === null);
    if (empty)
      throw new UserError(`${name} is damaged: row ${index + 1} has no "${empty}". Merge the sweep again.`);
    return row;
  });
}

function valueOf(found: unknown): unknown {
  if (found === undefined) return null;
  return typeof found === 'bigint' ? Number(found) : found;
}

function fits(value: unknown, kind: 'text' | 'whole' | 'number'): value is Value {
  if (value === null) return true;
  if (kind === 'text') return typeof value === 'string' && value.length <= RESULTS_LIMITS.text;
  // steps to a target that was never reached are Infinity
  return typeof value === 'number' && (kind === 'number' || Number.isInteger(value) || value === Infinity);
}
