/** A file of results, whichever form it has. */
import type { Bytes } from '../../lib/byte-stream';
import { UserError } from '../../lib/user-error';
import { decodeText } from '../read-file';
import type { ResultRow } from './result-columns';
import { readResultsCsv } from './results-csv';
import { RESULTS_LIMITS } from './results-limits';
import { readResultsParquet } from './results-parquet';

/**
 * @param name for sentences
 * @throws UserError where it is damaged, of another kind, or beyond the limits
 */
export async function readResults(bytes: Bytes, name: string): Promise<ResultRow[]> {
  refuseLarge(bytes.length, name);
  const isParquet = new TextDecoder().decode(bytes.subarray(0, 4)) === 'PAR1';
  return isParquet ? readResultsParquet(bytes, name) : readResultsCsv(decodeText(bytes, name), name);
}

/** @throws UserError where a file of so many bytes is not read: to be asked before its bytes are in memory */
export function refuseLarge(bytes: number, name: string): void {
  if (bytes <= RESULTS_LIMITS.bytes) return;
  throw new UserError(
    `${name} is larger than the ${RESULTS_LIMITS.bytes / 2 ** 20} MB that are read. Split the sweep.`,
  );
}
