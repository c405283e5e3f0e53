/**
 * Reads a keepsake into what is here. Nothing is overwritten: what is here already stays once, and what is here
 * otherwise stays beside what comes in. Each run comes whole or not at all, so that one that was ended halfway, or
 * brought back a second time, ends the same.
 */
import { decodeCapsule } from '../../data/capsule';
import { decodeCheckpoint } from '../../data/checkpoint';
import { readDeck } from '../../data/deck-file';
import { guessLimit } from '../../data/guesses';
import { IMPORT_LIMITS } from '../../data/formats/import-limits';
import { fileOf, wholeFile } from '../../data/formats/source-file';
import { unzip } from '../../data/formats/zip';
import { decodeText } from '../../data/read-file';
import { cleanAnnotation } from '../../data/run-entry';
import { expectTensor, floatsOf, parseSafetensors } from '../../data/safetensors';
import { decodeViewSnapshots } from '../../data/view-snapshots';
import { sha256 } from '../../lib/sha256';
import { UserError } from '../../lib/user-error';
import type { Database } from '../database';
import { entryOf } from '../library-entry';
import type { StoredCurves, StoredEntry } from '../library-schema';
import {
  CONTENTS,
  contentsBytes,
  readContents,
  type Contents,
  type KeptDeck,
  type KeptRun,
} from './contents';
import { takeNetwork } from './network-contents';
import { takeDataset, takeImport } from './bring-datasets';
import type { Moving } from './save-all';

type Bytes = Uint8Array<ArrayBuffer>;
type Read = (name: string | null) => Promise<Bytes | null>;

export interface BroughtBack {
  readonly runs: Came;
  readonly decks: Came;
  readonly datasets: Came;
  /** of questions */
  readonly guesses: Came;
  /** what they were: their weights stay where they came from */
  readonly networks: Came;
  readonly language: string | null;
  /** a sentence for each part that could not be read */
  readonly problems: readonly string[];
}

/** How many came in, were here already, or stand beside another one of the same name. */
export interface Came {
  readonly added: number;
  readonly known: number;
  readonly beside: number;
}

type Outcome = keyof Came;

/** @throws UserError where the file is none of ours, or nothing can be kept; what `signal` was aborted with */
export async function bringBack(
  database: Database,
  file: Blob,
  { signal, onProgress }: Moving,
): Promise<BroughtBack> {
  const { contents, read } = await openKeepsake(file);
  const problems = [...contents.problems];
  const { runs: kept, decks: talks, imports, datasets: made, guesses: questions, networks: nets } = contents;
  const total = [kept, talks, imports, made, questions, nets].reduce((sum, { length }) => sum + length, 0);
  let done = 0;
  const all = async <One>(ones: readonly One[], take: (one: One) => Promise<Outcome>): Promise<Came> => {
    const came = { added: 0, known: 0, beside: 0 };
    for (const one of ones) {
      signal.throwIfAborted();
      onProgress(done++, total);
      try {
        came[await take(one)] += 1;
      } catch (error) {
        if (!(error instanceof Damaged)) throw error;
        problems.push(error.message);
      }
    }
    return came;
  };
  const runs = await all(contents.runs, (run) => takeRun(database, run, read));
  const decks = await all(contents.decks, (deck) => takeDeck(database, deck));
  await all(contents.imports, (one) =>
    sound(one.name, () => takeImport(database, one, async (name) => (await read(name))!)),
  );
  const datasets = await all(contents.datasets, (one) => sound(one.name, () => takeDataset(database, one)));
  const guesses = await all(contents.guesses, (one) => takeGuesses(database, one));
  const networks = await all(contents.networks, (one) => takeNetwork(database, one));
  return { runs, decks, datasets, guesses, networks, language: contents.settings.language, problems };
}

/** One part cannot be read: the others come in all the same. */
class Damaged extends UserError {}

async function openKeepsake(file: Blob): Promise<{ contents: ReturnType<typeof readContents>; read: Read }> {
  const read = async (start: number, end: number) => {
    try {
      return new Uint8Array(await file.slice(start, end).arrayBuffer());
    } catch {
      throw new UserError('The file can no longer be read: it was changed or moved. Choose it again.');
    }
  };
  const { files } = await unzip(fileOf(file instanceof File ? file.name : 'The file', file.size, read));
  const byName = new Map(files.map((one) => [one.path, one]));
  const entry: Read = async (name) => {
    if (name === null) return null;
    const one = byName.get(name);
    if (!one) throw new Damaged(`${name} is missing from the file.`);
    return wholeFile(one, IMPORT_LIMITS.entryBytes);
  };
  const contents = byName.get(CONTENTS);
  if (!contents || contents.size > contentsBytes) {
    throw new UserError(
      'This ZIP is not a file of everything from SMM Explorer. Choose one that was saved in Data & models.',
    );
  }
  return { contents: readContents(decodeText((await entry(CONTENTS))!, CONTENTS)), read: entry };
}

async function takeRun(database: Database, run: KeptRun, read: Read): Promise<Outcome> {
  const { files, record, measured, ...about } = run;
  const parts = await sound(run.name, async () => {
    const curves = await read(files.curves);
    const checkpoints = [];
    for (const { step, fork, file } of files.checkpoints) {
      const bytes = (await read(file))!;
      decodeCheckpoint(bytes);
      checkpoints.push({ step, fork, bytes });
    }
    const snapshots = await read(files.snapshots);
    if (snapshots) decodeViewSnapshots(snapshots);
    const capsule = await read(files.capsule);
    if (capsule) decodeCapsule(capsule);
    return { curves: curves && curvesOf(curves), checkpoints, snapshots, capsule };
  });
  const { curves, checkpoints, snapshots, capsule } = parts;
  const entry: StoredEntry = {
    ...about,
    ...cleanAnnotation(about, 'Run'),
    record,
    measured,
    underWay: false,
    parts: {
      checkpoints: checkpoints.map(({ step, fork, bytes }) => ({ step, fork, bytes: bytes.length })),
      curves: curves ? curves.losses.byteLength + curves.accuracies.byteLength : 0,
      snapshots: snapshots?.length ?? 0,
      capsule: capsule?.length ?? 0,
    },
  };
  await sound(run.name, () => Promise.resolve(entryOf(entry)));
  const stores = ['entries', 'curves', 'checkpoints', 'snapshots', 'capsules'] as const;
  return database.change([...stores], async (transaction) => {
    const entries = transaction.objectStore('entries');
    const there = await entries.get(entry.id);
    if (there && isSame(there, entry)) return 'known';
    // the same name for the same contents: a second time it is there already
    const id = there ? `${entry.id.slice(0, 150)}~${contentsHash(entry)}` : entry.id;
    if (there && (await entries.getKey(id))) return 'known';
    await entries.put({ ...entry, id });
    if (curves) await transaction.objectStore('curves').put(curves, id);
    for (const { step, bytes } of checkpoints) {
      await transaction.objectStore('checkpoints').put({ runId: id, step, bytes });
    }
    if (snapshots) await transaction.objectStore('snapshots').put(snapshots, id);
    if (capsule) await transaction.objectStore('capsules').put(capsule, id);
    return there ? 'beside' : 'added';
  });
}

async function takeDeck(database: Database, { id, text, updated }: KeptDeck): Promise<Outcome> {
  await sound(id, () => Promise.resolve(readDeck(text)));
  return database.change(['decks'], async (transaction) => {
    const decks = transaction.objectStore('decks');
    const there = await decks.get(id);
    if (there?.text === text) return 'known';
    const other = there ? `own-${sha256([new TextEncoder().encode(text)]).slice(0, 32)}` : id;
    if (there && (await decks.getKey(other))) return 'known';
    await decks.put({ id: other, text, updated, revision: 1 });
    return there ? 'beside' : 'added';
  });
}

function takeGuesses(database: Database, { id, guesses }: Contents['guesses'][number]): Promise<Outcome> {
  return database.change(['guesses'], async (transaction) => {
    const store = transaction.objectStore('guesses');
    const there = (await store.get(id)) ?? [];
    // each as often as it was given where it was given most
    const left = there.map((guess) => JSON.stringify(guess));
    const missing = guesses.filter((guess) => {
      const at = left.indexOf(JSON.stringify(guess));
      if (at >= 0) left.splice(at, 1);
      return at < 0;
    });
    if (missing.length === 0) return 'known';
    await store.put([...there, ...missing].slice(0, guessLimit), id);
    return there.length > 0 ? 'beside' : 'added';
  });
}

function curvesOf(bytes: Bytes): StoredCurves {
  const what = 'The file of curves';
  const file = parseSafetensors(bytes, what);
  const curve = (name: string) => floatsOf(expectTensor(file, name, { dtype: 'F32', shape: [-1], what }));
  return { losses: curve('losses'), accuracies: curve('accuracies') };
}

/** All that a person would miss. */
function contentsOf({ name, notes, tags, record, measured, parts }: StoredEntry): string {
  const { checkpoints, snapshots, capsule } = parts;
  return JSON.stringify([name, notes, tags, record, measured, checkpoints.at(-1)?.step, snapshots, capsule]);
}

function isSame(one: StoredEntry, other: StoredEntry): boolean {
  return contentsOf(one) === contentsOf(other);
}

function contentsHash(entry: StoredEntry): string {
  return sha256([new TextEncoder().encode(contentsOf(entry))]).slice(0, 16);
}

/** @throws Damaged with the name in front, where a UserError is thrown */
async function sound<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new Damaged(`${name.slice(0, 80)}: ${error.message}`);
  }
}
