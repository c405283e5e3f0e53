/** Files that a person gave, to runs of a table: each on its own, so that a bad one is named and the others stay. */
import { blocks } from '../core/ablation/registry';
import { shownName } from '../data/formats/source-file';
import { listedRun, type ListedRun } from '../data/results/listed-run';
import { allColumns, type ResultRow } from '../data/results/result-columns';
import { resultRow, runOfRow } from '../data/results/result-row';
import { readResults, refuseLarge } from '../data/results/results-file';
import { RESULTS_LIMITS } from '../data/results/results-limits';
import type { MeasuredRun } from '../data/metrics';
import { UserError } from '../lib/user-error';
import { bytesOf, checkHeader, runIn, wholeCapsule, type GivenCapsule } from './capsule-reading';
import { sortedFiles, type GivenTable, type NamedCapsule } from './given-results';
import type { GivenFile } from './import-protocol';
import type { ResultsSaid } from './results-protocol';

export interface ReadResult {
  readonly runs: readonly ListedRun[];
  /** by run: what lies beside the tables */
  readonly capsules: ReadonlyMap<string, GivenCapsule>;
  readonly said: readonly ResultsSaid[];
  /** names of the tables that were read, for people */
  readonly files: readonly string[];
}

/** bytes of capsules that are compared with what the sweep wrote as they come; more are when they are opened */
const COMPARED_AT_ONCE = 2 ** 30;
const MOST_SENTENCES = 20;
/** of rows that one sentence counts up */
const MOST_NUMBERS = 10;

interface Known {
  /** runs that are here already, by their ids */
  readonly known: ReadonlyMap<string, ListedRun>;
}

interface Reading extends Known {
  onProgress(done: number, total: number): void;
  /** asked before each file: whether it and all further ones are left unread */
  isStopped(): boolean;
}

/** What has come of the files so far. */
interface Found extends Known {
  readonly runs: Map<string, ListedRun>;
  readonly capsules: Map<string, GivenCapsule>;
  readonly said: ResultsSaid[];
  readonly files: string[];
}

/** Reads tables first, then what lies beside them. Nothing is thrown for a file: it is left out and said. */
export async function readGiven(
  files: readonly GivenFile[],
  { known, onProgress, isStopped }: Reading,
): Promise<ReadResult> {
  const given = sortedFiles(files);
  const total = given.tables.length + given.capsules.length;
  const found: Found = { known, runs: new Map(), capsules: new Map(), said: [], files: [] };
  for (const { path } of given.strange) found.said.push(strange(path));
  let read = 0;
  for (const [index, table] of given.tables.entries()) {
    if (isStopped()) break;
    onProgress(index, total);
    read += 1;
    await takeTable(table, found);
  }
  if (found.files.length > 1) found.said.push({ is: 'several', files: found.files.length });
  read += await takeCapsules(given.capsules, found, {
    isStopped,
    onProgress: (done) => onProgress(given.tables.length + done, total),
  });
  if (read < total) found.said.push({ is: 'stopped', files: total - read });
  if (total === 0 && given.strange.length === 0) found.said.push(nothing(files));
  const { runs, capsules, said } = found;
  return { runs: [...runs.values()], capsules, said: shortened(said), files: found.files };
}

/** A parquet file that cannot be read makes way for the CSV that lies beside it. */
async function takeTable({ path, file, otherwise }: GivenTable, found: Found): Promise<void> {
  const { known, runs, said, files } = found;
  const name = shownName(path);
  try {
    const { listed: rows, leftOut } = await rowsIn(file, name, runs.size + known.size);
    let [repeated, other] = [0, 0];
    for (const listed of rows) {
      const id = listed.run.id;
      const before = known.get(id) ?? runs.get(id);
      if (!before) runs.set(id, listed);
      else {
        repeated += 1;
        if (!isSame(listed.row, before.row)) other += 1;
      }
    }
    files.push(name);
    said.push({ is: 'taken', file: name, runs: rows.length - repeated });
    if (leftOut.length > 0) {
      said.push({ is: 'left-out', file: name, rows: leftOut.length, first: leftOut.slice(0, MOST_NUMBERS) });
    }
    if (repeated > 0) said.push({ is: 'repeated', file: name, runs: repeated, other });
  } catch (error) {
    said.push({ is: 'bad', file: name, message: wordsOf(error) });
    if (otherwise) await takeTable({ ...otherwise, otherwise: null }, found);
  }
}

/** Circumstances aside: a run that was made again elsewhere is the same run where its numbers are. */
const compared = allColumns.filter(({ group }) => group === 'method' || group === 'result');

function isSame(one: ResultRow, other: ResultRow): boolean {
  return compared.every(({ name }) => Object.is(one[name], other[name]));
}

/** @returns how many were looked at before it was stopped */
async function takeCapsules(
  given: readonly NamedCapsule[],
  { known, runs, capsules, said }: Found,
  { onProgress, isStopped }: Pick<Reading, 'isStopped'> & { onProgress(done: number): void },
): Promise<number> {
  let [looked, added, read, unread] = [0, 0, 0, 0];
  for (const [index, { id, path, ...capsule }] of given.entries()) {
    if (isStopped()) break;
    looked += 1;
    if (index % 20 === 0) onProgress(index);
    const name = shownName(path);
    const inTable = runs.has(id) || known.has(id);
    const atOnce = !inTable || (capsule.about !== null && read + capsule.file.size <= COMPARED_AT_ONCE);
    try {
      if (atOnce) {
        const bytes = await wholeCapsule(capsule);
        read += bytes.length;
        if (!inTable) {
          if (runs.size + known.size >= RESULTS_LIMITS.rows) throw tooMany();
          const run = runIn(bytes, id);
          // one source for all of a folder: thousands of names tell nobody anything
          runs.set(id, listedRun(bareRow(run, null), folderOf(name), run));
          added += 1;
        }
      } else if (capsule.about) unread += 1;
      await checkHeader(capsule.file);
      capsules.set(id, capsule);
    } catch (error) {
      said.push({ is: 'bad', file: name, message: wordsOf(error) });
    }
  }
  if (added > 0) said.push({ is: 'added', runs: added });
  if (unread > 0) said.push({ is: 'unread', files: unread });
  return looked;
}

function folderOf(path: string): string {
  const end = path.lastIndexOf('/');
  return end < 0 ? path : path.slice(0, end);
}

/** @returns what its rows are, and the numbers of those that are no run */
async function rowsIn(
  file: File,
  name: string,
  before: number,
): Promise<{ readonly listed: ListedRun[]; readonly leftOut: number[] }> {
  refuseLarge(file.size, name);
  const rows = await readResults(await bytesOf(file), name);
  if (before + rows.length > RESULTS_LIMITS.rows) throw tooMany();
  const leftOut: number[] = [];
  const listed = rows.flatMap((row, index) => {
    try {
      const bare = withoutImages(row);
      return [listedRun(bare, name, runOfRow(bare, blocks))];
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      leftOut.push(index + 1);
      return [];
    }
  });
  if (rows.length > 0 && listed.length === 0) {
    throw new UserError(`${name} is damaged: none of its rows is a run. Merge the sweep again.`);
  }
  return { listed, leftOut };
}

/** Thousands of probes' images would fill the memory; intervals of these differences stand in no cell here. */
function withoutImages(row: ResultRow): ResultRow {
  return { ...row, approximation_images: null };
}

/** A row of a run that no table tells of: what only a sweep knows is not said. */
export function bareRow(run: MeasuredRun, finished: string | null): ResultRow {
  const facts = { schedule: '', backend: '', note: null, host: '', tries: 1, finished: '' };
  const row = resultRow(run, facts, { blocks, reference: null });
  return { ...row, schedule: null, backend: null, host: null, tries: null, finished };
}

function tooMany(): UserError {
  return new UserError(
    `There would be more than ${RESULTS_LIMITS.rows} runs in one table. Close the results, and open fewer at a time.`,
  );
}

function strange(path: string): ResultsSaid {
  const message =
    'This holds no results. Open the results.parquet or results.csv that a sweep wrote, or its folder.';
  return { is: 'bad', file: shownName(path), message };
}

function nothing(files: readonly GivenFile[]): ResultsSaid {
  const message =
    'There are no results in this folder. Open the folder of a sweep, with its results.parquet or results.csv.';
  return { is: 'bad', file: shownName(files[0]?.path.split('/')[0] ?? ''), message };
}

function wordsOf(error: unknown): string {
  if (error instanceof UserError) return error.message;
  if (error instanceof RangeError) return 'There is not enough memory for this file. Open a smaller one.';
  return `This file could not be read (${error instanceof Error ? error.message : String(error)}).`;
}

function shortened(said: readonly ResultsSaid[]): readonly ResultsSaid[] {
  const bad = said.filter(({ is }) => is === 'bad');
  const good = said.filter(({ is }) => is !== 'bad');
  const more = bad.length - MOST_SENTENCES;
  const rest: ResultsSaid[] = more > 0 ? [{ is: 'more-bad', files: more }] : [];
  return [...good, ...bad.slice(0, MOST_SENTENCES), ...rest];
}
