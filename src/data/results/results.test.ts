import { parquetReadObjects } from 'hyparquet';
import { describe, expect, test } from 'vitest';
import { blocks, defaultSwitches } from '../../core/ablation/registry';
import type { MethodConfig } from '../../core/method-config';
import { UserError } from '../../lib/user-error';
import { ablationTable } from '../ablation-table';
import { allMetrics, type MeasuredRun } from '../metrics';
import { approximation, measuredRun, timing } from '../testing/measured-run';
import { allColumns, type ResultRow } from './result-columns';
import { resultRow, runOfRow, type RowFacts } from './result-row';
import { readResults } from './results-file';
import { resultsCsv } from './results-csv';
import { resultsParquet } from './results-parquet';

const facts: RowFacts = {
  schedule: 'paper',
  backend: 'wasm',
  note: 'WebGPU finds no graphics adapter.',
  host: 'node-1',
  tries: 1,
  finished: '2026-01-01T00:00:00.000Z',
};

function run(masks: MethodConfig['masks'], seed: number, accuracy: number): MeasuredRun {
  const measured = measuredRun({
    ...{ id: `${masks}-${seed}`, seed, accuracy, cleanLoss: 1 / 3 },
    losses: seed === 0 && masks !== 'per-sample' ? [2.14, 2.14, 0, 0] : [2, 2, 2, 2],
    approximation: approximation([0.5, 0.25 + seed, masks === 'per-sample' ? 0.1 : 0.7], [1, 0, 0]),
    timing: timing(),
  });
  const method = { ...defaultSwitches, masks, side: 32, nativeSide: 8, classes: 2, patch: 8 };
  return { ...measured, config: { ...measured.config, method } };
}

const runs = [
  run('shared-binary', 1, 0.6),
  run('per-sample', 0, 0.7),
  run('shared-binary', 0, 0.65),
  run('per-sample', 1, 0.75),
];
const rowOf = (one: MeasuredRun, change: Partial<RowFacts> = {}): ResultRow => {
  const { seed } = one.config.training;
  const reference = runs.find(({ id }) => id === `per-sample-${seed}`)!;
  return resultRow(one, { ...facts, ...change }, { blocks, reference });
};
const rows = runs.map((one) => rowOf(one));
const text = (csv: string) => new TextEncoder().encode(csv);

describe('a results file', () => {
  test('comes back as it was written, in both forms', async () => {
    const expected = [rows[1], rows[3], rows[2], rows[0]];
    expect(await readResults(resultsParquet(rows), 'results.parquet')).toEqual(expected);
    const withoutDetails = expected.map((row) => ({
      ...row,
      ...{ class_names: null, diagnostics: null, approximation_images: null },
    }));
    expect(await readResults(text(resultsCsv(rows)), 'results.csv')).toEqual(withoutDetails);
  });

  test('is read by others as parquet', async () => {
    const bytes = resultsParquet(rows);
    const read = await parquetReadObjects({ file: bytes.buffer });
    expect(read.map((row) => [row['variant'], row['seed'], row['last_accuracy']])).toEqual([
      ['default', 0, 0.7],
      ['default', 1, 0.75],
      ['masks=shared-binary', 0, 0.65],
      ['masks=shared-binary', 1, 0.6],
    ]);
  });

  test('gives the ablation table that its runs give', async () => {
    const back = (await readResults(resultsParquet(rows), 'results.parquet')).map((row) =>
      runOfRow(row, blocks),
    );
    const tableOf = (some: readonly MeasuredRun[]) => {
      const reference = some.find(({ id }) => id === 'per-sample-0')!;
      return ablationTable(some, { blocks, reference, defaultLabel: 'SMM' }).rows;
    };
    const [own, read] = [tableOf(runs), tableOf(back)];
    expect(read.map(({ key }) => key)).toEqual(own.map(({ key }) => key));
    for (const { id } of allMetrics) {
      // the curve behind it is in the capsule
      if (id === 'steps-to-target') continue;
      for (const [i, row] of own.entries()) {
        const strip = (cell: (typeof row.cells)[typeof id]) =>
          cell && { ...cell, difference: cell.difference, provenance: cell.provenance.devices };
        expect(strip(read[i]!.cells[id]), `${id} of ${row.key}`).toEqual(strip(row.cells[id]));
      }
    }
  });

  test('has a column for each metric of the table', () => {
    const told = allColumns.flatMap(({ metric }) => metric ?? []);
    expect(new Set(told)).toEqual(new Set(allMetrics.map(({ id }) => id)));
    expect(rows[2]!.steps_to_target).toBe(3);
  });

  test('is the same to the bit whoever made it, and in whatever order, but for the circumstances', () => {
    const elsewhere = [...runs]
      .reverse()
      .map((one) =>
        rowOf({ ...one, seconds: 99 }, { host: 'node-2', tries: 3, finished: 'later', note: null }),
      );
    const options = { circumstances: false };
    expect(resultsParquet(elsewhere, options)).toEqual(resultsParquet(rows, options));
    expect(resultsParquet(elsewhere)).not.toEqual(resultsParquet(rows));
    const other = [rowOf({ ...runs[0]!, id: 'x' }), ...rows.slice(1)];
    expect(resultsParquet(other, options)).not.toEqual(resultsParquet(rows, options));
  });

  test('keeps what left the numbers', async () => {
    const lost = { ...rows[0]!, clean_loss: NaN, steps_to_target: Infinity };
    for (const bytes of [resultsParquet([lost]), text(resultsCsv([lost]))]) {
      const [back] = await readResults(bytes, 'results');
      expect(back).toMatchObject({ clean_loss: NaN, steps_to_target: Infinity });
      expect(runOfRow(back!, blocks).result!.cleanTrainLoss).toBeNaN();
    }
  });
});

describe('a file that is no results file', () => {
  const whole = resultsCsv(rows);
  const cases: [what: string, bytes: Uint8Array<ArrayBuffer>, sentence: RegExp][] = [
    ['nothing', text(''), /no column "run"/],
    ['another table', text('a,b\r\n1,2\r\n'), /no results of a sweep: it has no column "run"/],
    ['a quotation without an end', text(`${whole.slice(0, -2)}\r\n"abc`), /no whole CSV file/],
    ['a word for a number', text(whole.replace('0.7,', 'high,')), /row \d has no number in "last_accuracy"/],
    ['a row without a name', text(whole.replace('per-sample-0', '')), /row 1 has no "run"/],
    ['half a parquet file', resultsParquet(rows).slice(0, 900), /no whole parquet file/],
  ];
  test.each(cases)('%s', async (_, bytes, sentence) => {
    const error = await readResults(bytes, 'results').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UserError);
    expect(String(error)).toMatch(sentence);
  });

  test('a row that no version of the method could have made', () => {
    expect(() => runOfRow({ ...rows[0]!, side: -3 }, blocks)).toThrow(UserError);
    expect(() => runOfRow({ ...rows[0]!, class_names: '{"a":1}' }, blocks)).toThrow(UserError);
  });
});
