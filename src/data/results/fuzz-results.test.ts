/** Results from anywhere, spoilt in thousands of ways: read to runs, or refused with a sentence. */
import '../testing/allocations';
import { test } from 'vitest';
import { blocks, defaultSwitches } from '../../core/ablation/registry';
import { expectHeld } from '../testing/held';
import { approximation, measuredRun } from '../testing/measured-run';
import { mutatedBytes } from '../testing/mutated-bytes';
import { resultRow, runOfRow } from './result-row';
import { readResults } from './results-file';
import { resultsCsv } from './results-csv';
import { resultsParquet } from './results-parquet';

const facts = { schedule: 's', backend: 'wasm', note: null, host: 'h', tries: 1, finished: 'f' };
const rows = [0, 1].map((seed) => {
  const run = measuredRun({ seed, approximation: approximation([0.5, 0.1], [1, 0]) });
  const method = { ...defaultSwitches, side: 32, nativeSide: 8, classes: 2, patch: 8 };
  return resultRow({ ...run, config: { ...run.config, method } }, facts, { blocks, reference: null });
});

const read = async (bytes: Uint8Array<ArrayBuffer>): Promise<void> => {
  for (const row of await readResults(bytes, 'results')) runOfRow(row, blocks);
};

test('a parquet file of results', { timeout: 600_000 }, async () => {
  await expectHeld(mutatedBytes([resultsParquet(rows)]), read);
});

test('a CSV file of results', { timeout: 600_000 }, async () => {
  await expectHeld(mutatedBytes([new TextEncoder().encode(resultsCsv(rows))]), read);
});
