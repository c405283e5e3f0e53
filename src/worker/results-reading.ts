/** Files that a person gave, to runs of a table: each on its own, so that a bad one is named and the others stay. */
import { blocks } from '../core/ablation/registry';
import { decodeCapsule } from '../data/capsule';
import { shownName } from '../data/formats/source-file';
import { unmeasured } from '../data/measurements';
import { listedRun, type ListedRun } from '../data/results/listed-run';
import type { ResultRow } from '../data/results/result-columns';
import { resultRow, runOfRow } from '../data/results/result-row';
import { readResults, refuseLarge } from '../data/results/results-file';
import { RESULTS_LIMITS } from '../data/results/results-limits';
import { summaryOf } from '../data/run-entry';
import { headerEnd, parseHeader } from '../data/safetensors';
import type { MeasuredRun } from '../data/metrics';
import { UserError } from '../lib/user-error';
import type { GivenFile } from './import-protocol';
import type { ResultsSaid } from './results-protocol';

export interface ReadResult {
  readonly runs: readonly ListedRun[];
  /** by run: what lies beside the tables */
  readonly capsules: ReadonlyMap<string, File>;
  readonly said: readonly ResultsSaid[];
  /** names of the tables that were read, for people */
  readonly files: readonly string[];
}

/** more is no results folder, and looking at each takes a moment */
const MOST_CAPSULES = 20_000;
/** a run of the largest side with a pattern for each of a thousand classes is smaller */
const LARGEST_CAPSULE = 256 * 2 ** 20;
const MOST_SENTENCES = 20;

interface Reading {
  /** ids of runs that are here already */
  readonly known: ReadonlySet<string>;
  onProgress(done: number, total: number): void;
}

/** Reads tables first, then what lies beside them. Nothing is thrown for a file: it is left out and said. */
export async function readGiven(
  files: readonly GivenFile[],
  { known, onProgress }: Reading,
): Promise<ReadResult> {
  const given = sorted(files);
  const total = given.tables.length + given.capsules.length;
  let done = 0;
  const runs = new Map<string, ListedRun>();
  const said: ResultsSaid[] = given.strange.map(strange);
  const read: string[] = [];
  for (const { path, file } of given.tables) {
    onProgress(done++, total);
    const name = shownName(path);
    try {
      const rows = await rowsIn(file, name, runs.size + known.size);
      const fresh = rows.filter(({ row }) => !known.has(row.run!) && !runs.has(row.run!));
      for (const listed of fresh) runs.set(listed.row.run!, listed);
      read.push(name);
      said.push({ is: 'taken', file: name, runs: fresh.length });
      const repeated = rows.length - fresh.length;
      if (repeated > 0) said.push({ is: 'repeated', file: name, runs: repeated });
    } catch (error) {
      said.push({ is: 'bad', file: name, message: wordsOf(error) });
    }
  }
  const beside = new Map<string, File>();
  let added = 0;
  for (const { path, file } of given.capsules) {
    if (done % 20 === 0) onProgress(done, total);
    done += 1;
    const id = idOf(path);
    const name = shownName(path);
    try {
      if (runs.has(id) || known.has(id)) await checkHeader(file);
      else {
        if (runs.size + known.size >= RESULTS_LIMITS.rows) throw tooMany();
        const run = await runIn(file, id);
        // one source for all of a folder: thousands of names tell nobody anything
        runs.set(id, listedRun(bareRow(run, null), folderOf(name), run));
        added += 1;
      }
      beside.set(id, file);
    } catch (error) {
      said.push({ is: 'bad', file: name, message: wordsOf(error) });
    }
  }
  if (added > 0) said.push({ is: 'added', runs: added });
  if (total === 0 && given.strange.length === 0) said.push(nothing(files));
  return { runs: [...runs.values()], capsules: beside, said: shortened(said), files: read };
}

interface Sorted {
  readonly tables: readonly GivenFile[];
  readonly capsules: readonly GivenFile[];
  /** neither, and chosen by itself: whoever chose it wants to know */
  readonly strange: readonly GivenFile[];
}

/** A CSV is left aside where the parquet of the same name, which says more, lies beside it. */
function sorted(files: readonly GivenFile[]): Sorted {
  const paths = new Set(files.map(({ path }) => path.toLowerCase()));
  const isTable = (path: string) =>
    path.endsWith('.parquet') || (path.endsWith('.csv') && !paths.has(path.replace(/\.csv$/, '.parquet')));
  // scaffolding of a sweep that is not done: checkpoints, claims and logs
  const outside = files.filter(({ path }) => !path.split('/').slice(0, -1).includes('work'));
  const of = (test: (path: string) => boolean) => outside.filter(({ path }) => test(path.toLowerCase()));
  const isCapsule = (path: string) => path.endsWith('.safetensors');
  return {
    tables: of(isTable).sort(byPath),
    capsules: of(isCapsule).sort(byPath).slice(0, MOST_CAPSULES),
    strange: of((path) => !path.includes('/') && !/\.(parquet|csv|safetensors)$/.test(path)),
  };
}

function byPath(one: GivenFile, other: GivenFile): number {
  return one.path < other.path ? -1 : 1;
}

/** A sweep names a capsule after its run. */
function idOf(path: string): string {
  return path
    .split('/')
    .at(-1)!
    .replace(/\.safetensors$/i, '');
}

function folderOf(path: string): string {
  const end = path.lastIndexOf('/');
  return end < 0 ? path : path.slice(0, end);
}

async function rowsIn(file: File, name: string, before: number): Promise<ListedRun[]> {
  refuseLarge(file.size, name);
  const rows = await readResults(await bytesOf(file), name);
  if (before + rows.length > RESULTS_LIMITS.rows) throw tooMany();
  return rows.map((row, index) => {
    try {
      const bare = withoutImages(row);
      return listedRun(bare, name, runOfRow(bare, blocks));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      throw new UserError(`${name} is damaged: row ${index + 1} is no run. Merge the sweep again.`);
    }
  });
}

/** Thousands of probes' images would fill the memory; intervals of these differences stand in no cell here. */
function withoutImages(row: ResultRow): ResultRow {
  return { ...row, approximation_images: null };
}

async function runIn(file: File, id: string): Promise<MeasuredRun> {
  if (file.size > LARGEST_CAPSULE) {
    throw new UserError(`This is larger than any run capsule (${file.size} bytes). It is left out.`);
  }
  const { tensors, mapping, ...record } = decodeCapsule(await bytesOf(file));
  // weights are what makes a capsule large, and no table shows them
  void [tensors, mapping];
  return { ...summaryOf(record, { id, source: 'imported', measured: unmeasured }), losses: null };
}

/** A row of a run that no table tells of: what only a sweep knows is not said. */
export function bareRow(run: MeasuredRun, finished: string | null): ResultRow {
  const facts = { schedule: '', backend: '', note: null, host: '', tries: 1, finished: '' };
  const row = resultRow(run, facts, { blocks, reference: null });
  return { ...row, schedule: null, backend: null, host: null, tries: null, finished };
}

/** Whether a file begins like a capsule and is as long as it says; its weights are read when it is opened. */
async function checkHeader(file: File): Promise<void> {
  const what = 'The run capsule';
  const head = headerEnd(await bytesOf(file.slice(0, 8)), what);
  parseHeader(await bytesOf(file.slice(0, head)), { total: file.size, what });
}

async function bytesOf(blob: Blob): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await blob.arrayBuffer());
  } catch {
    throw new UserError('The file can no longer be read: it was changed or moved. Choose it again.');
  }
}

function tooMany(): UserError {
  return new UserError(
    `There would be more than ${RESULTS_LIMITS.rows} runs in one table. Close the results, and open fewer at a time.`,
  );
}

function strange({ path }: GivenFile): ResultsSaid {
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
