/** Results as parquet: small, typed, and read by everything that reads tables. */
import { parquetRead } from 'hyparquet/src/read.js';
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { Bytes } from '../../lib/byte-stream';
import { UserError } from '../../lib/user-error';
import { openParquet } from '../formats/parquet-file';
import { memoryFile } from '../formats/source-file';
import { checkedRows } from './checked-rows';
import { pagesHold } from './parquet-pages';
import { allColumns, sortedRows, type ColumnKind, type ResultRow } from './result-columns';
import { RESULTS_LIMITS } from './results-limits';

/** Steps to a target that was never reached are Infinity, so wholes are doubles too: exact up to 2⁵³. */
const TYPES: Readonly<Record<ColumnKind, 'STRING' | 'DOUBLE'>> = {
  text: 'STRING',
  whole: 'DOUBLE',
  number: 'DOUBLE',
};

const FORMAT = 'smm-results-1';

/** @param options.circumstances without them, files of the same runs are the same to the bit, whoever made them */
export function resultsParquet(
  rows: readonly ResultRow[],
  { circumstances = true }: { readonly circumstances?: boolean } = {},
): Uint8Array<ArrayBuffer> {
  const sorted = sortedRows(rows);
  const columns = allColumns.filter(({ group }) => circumstances || group !== 'circumstance');
  const buffer = parquetWriteBuffer({
    columnData: columns.map(({ name, kind }) => ({
      name,
      type: TYPES[kind],
      nullable: true,
      data: sorted.map((row) => row[name]),
    })),
    codec: 'UNCOMPRESSED',
    createdBy: 'SMM Explorer',
    kvMetadata: [{ key: 'format', value: FORMAT }],
  });
  return new Uint8Array(buffer);
}

/** @throws UserError where it is none */
export async function readResultsParquet(bytes: Bytes, name: string): Promise<ResultRow[]> {
  const { metadata, rows, buffer } = await openParquet(memoryFile(name, bytes));
  const format = metadata.key_value_metadata?.find(({ key }) => key === 'format')?.value;
  if (format?.startsWith('smm-results-') && format !== FORMAT) {
    throw new UserError(`${name} was written by a newer version of this program. Open it with that one.`);
  }
  if (rows > RESULTS_LIMITS.rows) {
    throw new UserError(
      `${name} has ${rows} rows; at most ${RESULTS_LIMITS.rows} are read. Split the sweep.`,
    );
  }
  const unread = (): UserError =>
    new UserError(
      `${name} is damaged, or was written by another program. Merge the sweep again, or open results.csv.`,
    );
  if (!pagesHold(bytes, metadata)) throw unread();
  const known = new Set<string>(allColumns.map((column) => column.name));
  const there = metadata.schema.slice(1).map((element) => element.name);
  const wanted = there.filter((column) => known.has(column)).slice(0, RESULTS_LIMITS.columns);
  let found: Record<string, unknown>[] = [];
  try {
    await parquetRead({
      file: buffer,
      metadata,
      columns: wanted,
      rowFormat: 'object',
      onComplete: (read) => {
        found = read;
      },
    });
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw unread();
  }
  const columns = new Map(wanted.map((column) => [column, found.map((row) => row[column])]));
  return checkedRows(name, columns, found.length);
}
