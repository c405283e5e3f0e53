/**
 * The library: every run this browser has been told to keep, over reloads. An entry holds all the numbers of a run
 * and is light enough to be read with all the others; curves, checkpoints, snapshots and weights lie beside it and
 * are read one run at a time. Each call changes all of a run or nothing of it.
 */
import type { Measurements } from '../data/measurements';
import type { CheckResult } from '../data/run-check';
import { cleanAnnotation, type Annotation, type RunEntry, type RunSource } from '../data/run-entry';
import type { RunRecord } from '../data/run-record';
import { UserError } from '../lib/user-error';
import { Database } from './database';
import { openLibraryChannel } from './library-channel';
import {
  entryOf,
  entryVersion,
  fingerprint,
  noParts,
  recordOf,
  recordText,
  textOf,
  unmeasuredText,
  withCheckpoint,
} from './library-entry';
import type { StoredCurves, StoredEntry, StoredWhole } from './library-schema';

type Bytes = Uint8Array<ArrayBuffer>;

/** What is known of a run now. Parts that are not given stay as they were. */
export interface RunToKeep {
  readonly id: string;
  readonly source: RunSource;
  /** its name until a person gives it another one */
  readonly label: string;
  readonly record: RunRecord;
  readonly measured?: Measurements;
  /** takes the place of the last one; with `fork` it stays when the next one comes */
  readonly checkpoint?: { readonly step: number; readonly bytes: Bytes; readonly fork?: boolean };
  /** view snapshots, as whoever wrote them encoded them */
  readonly snapshots?: Bytes;
  /** somebody trains it now */
  readonly underWay?: boolean;
}

/** What has been taken out of the library, whole, to be put back. */
export type RemovedRuns = readonly StoredWhole[];

export interface RunFile {
  /** without an ending */
  readonly name: string;
  readonly bytes: Bytes;
}

export interface LibraryListing {
  /** the one changed last comes first */
  readonly entries: readonly RunEntry[];
  /** runs that this version cannot read, each with the sentence why */
  readonly unreadable: readonly { readonly id: string; readonly name: string; readonly problem: string }[];
}

/** Every call is refused with a UserError's sentence where the browser keeps nothing or has no room. */
export interface RunLibrary {
  list(): Promise<LibraryListing>;
  /** Adds a run, or what is new about it. */
  put(run: RunToKeep): Promise<RunEntry>;
  annotate(id: string, change: Partial<Annotation>): Promise<RunEntry>;
  /** Nobody trains it any more, and not by accident. */
  settle(id: string): Promise<RunEntry>;
  keepCheck(id: string, check: CheckResult): Promise<RunEntry>;
  /** What a run has said since its last checkpoint; nothing of one that is not here. Other tabs are not told. */
  keepCurves(id: string, curves: StoredCurves): Promise<void>;
  /** Takes runs out of the library, for good unless they are put back. */
  delete(ids: readonly string[]): Promise<RemovedRuns>;
  /** Puts back what was deleted; a run that has come again meanwhile stays as it is. */
  restore(removed: RemovedRuns): Promise<void>;
  /** The run with its curves; null where there is none of that name. */
  record(id: string): Promise<RunRecord | null>;
  /** The newest checkpoint at a step or before it, or of all; null where there is none. */
  checkpoint(id: string, step?: number): Promise<{ readonly step: number; readonly bytes: Bytes } | null>;
  snapshots(id: string): Promise<Bytes | null>;
  /** The run as a capsule that opens elsewhere. */
  exportRun(id: string): Promise<RunFile>;
  /** Takes a capsule in. The same file twice is one run, and so is a run that is here already. */
  importRun(file: RunFile): Promise<RunEntry>;
  /** Calls back when another tab has changed something, until what it returns is called. */
  listen(listener: () => void): () => void;
}

/** @param now milliseconds since 1970 */
export function openRunLibrary({ now = Date.now }: { now?: () => number } = {}): RunLibrary {
  return new Library(now);
}

class Library implements RunLibrary {
  readonly #database = new Database();
  readonly #channel = openLibraryChannel();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  async list(): Promise<LibraryListing> {
    const stored = await this.#database.use((database) => database.getAllFromIndex('entries', 'updated'));
    const entries: RunEntry[] = [];
    const unreadable: LibraryListing['unreadable'][number][] = [];
    for (const one of stored.reverse()) {
      try {
        entries.push(entryOf(one));
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        unreadable.push({ id: one.id, name: one.name, problem: error.message });
      }
    }
    return { entries, unreadable };
  }

  put(run: RunToKeep): Promise<RunEntry> {
    return this.#write(run, null);
  }

  annotate(id: string, change: Partial<Annotation>): Promise<RunEntry> {
    return this.#amend(id, ({ name, notes, tags }) => ({
      ...cleanAnnotation({ name, notes, tags, ...change }, name),
      updated: this.#now(),
    }));
  }

  settle(id: string): Promise<RunEntry> {
    return this.#amend(id, () => ({ underWay: false }));
  }

  keepCurves(id: string, { losses, accuracies }: StoredCurves): Promise<void> {
    return this.#database.change(['entries', 'curves'], async (transaction) => {
      // deleted meanwhile, or not kept yet
      if (!(await transaction.objectStore('entries').getKey(id))) return;
      const curves = { losses: losses.slice(), accuracies: accuracies.slice() };
      await transaction.objectStore('curves').put(curves, id);
    });
  }

  keepCheck(id: string, check: CheckResult): Promise<RunEntry> {
    return this.#amend(id, () => ({ check: JSON.stringify({ ...check, date: this.#now() }) }));
  }

  async delete(ids: readonly string[]): Promise<RemovedRuns> {
    const removed = await this.#database.change([...everywhere], async (transaction) => {
      const taken: StoredWhole[] = [];
      for (const id of ids) {
        const entry = await transaction.objectStore('entries').get(id);
        if (!entry) continue;
        taken.push({
          entry,
          curves: await transaction.objectStore('curves').get(id),
          checkpoints: await transaction.objectStore('checkpoints').getAll(stepsOf(id)),
          snapshots: await transaction.objectStore('snapshots').get(id),
          capsule: await transaction.objectStore('capsules').get(id),
        });
        for (const store of ['entries', 'curves', 'snapshots', 'capsules'] as const) {
          await transaction.objectStore(store).delete(id);
        }
        await transaction.objectStore('checkpoints').delete(stepsOf(id));
      }
      return taken;
    });
    this.#channel.tell();
    return removed;
  }

  async restore(removed: RemovedRuns): Promise<void> {
    await this.#database.change([...everywhere], async (transaction) => {
      for (const { entry, curves, checkpoints, snapshots, capsule } of removed) {
        const { id } = entry;
        if (await transaction.objectStore('entries').getKey(id)) continue;
        await transaction.objectStore('entries').put(entry);
        if (curves) await transaction.objectStore('curves').put(curves, id);
        for (const one of checkpoints) await transaction.objectStore('checkpoints').put(one);
        if (snapshots) await transaction.objectStore('snapshots').put(snapshots, id);
        if (capsule) await transaction.objectStore('capsules').put(capsule, id);
      }
    });
    this.#channel.tell();
  }

  listen(listener: () => void): () => void {
    return this.#channel.listen(listener);
  }

  record(id: string): Promise<RunRecord | null> {
    return this.#database.use(async (database) => {
      const transaction = database.transaction(['entries', 'curves']);
      const [entry, curves] = await Promise.all([
        transaction.objectStore('entries').get(id),
        transaction.objectStore('curves').get(id),
      ]);
      return entry && curves ? recordOf(entryOf(entry), curves) : null;
    });
  }

  checkpoint(id: string, step?: number): Promise<{ step: number; bytes: Bytes } | null> {
    return this.#database.use(async (database) => {
      const store = database.transaction('checkpoints').store;
      const cursor = await store.openCursor(stepsOf(id, step), 'prev');
      return cursor && { step: cursor.value.step, bytes: cursor.value.bytes };
    });
  }

  snapshots(id: string): Promise<Bytes | null> {
    return this.#database.use(async (database) => (await database.get('snapshots', id)) ?? null);
  }

  async exportRun(id: string): Promise<RunFile> {
    const { name } = found(await this.#database.use((database) => database.get('entries', id)));
    const capsule = await this.#database.use((database) => database.get('capsules', id));
    if (capsule) return { name, bytes: capsule };
    const [record, last] = await Promise.all([this.record(id), this.checkpoint(id)]);
    if (!record || !last) {
      throw new UserError(
        `"${name}" has no weights yet, so there is no file to save. Train it for one epoch.`,
      );
    }
    const [{ encodeCapsule }, { decodeCheckpoint }] = await fileFormats();
    const { tensors, mapping } = decodeCheckpoint(last.bytes);
    // curves are written more often than weights: a file holds both of the same step
    const losses = record.curves.losses.slice(0, last.step);
    const accuracies = record.curves.accuracies.slice(0, last.step);
    const curves = { ...record.curves, losses, accuracies };
    return { name, bytes: encodeCapsule({ ...record, curves, tensors, mapping }) };
  }

  async importRun({ name, bytes }: RunFile): Promise<RunEntry> {
    const [{ decodeCapsule }, , { sha256 }] = await fileFormats();
    const record = decodeCapsule(bytes);
    const same = await this.#like(record);
    if (same) return same;
    const id = `imported/${sha256([bytes]).slice(0, 16)}`;
    return this.#write({ id, source: 'imported', label: name, record }, bytes);
  }

  /** The run that a file was saved from, or another file of it: no two have the same numbers to the last digit. */
  async #like({ curves, ...record }: RunRecord): Promise<RunEntry | undefined> {
    const wanted = fingerprint({ ...record, epochs: curves.epochs });
    const { entries } = await this.list();
    return entries.find((entry) => entry.hasWeights && fingerprint(entry) === wanted);
  }

  async #amend(id: string, change: (before: StoredEntry) => Partial<StoredEntry>): Promise<RunEntry> {
    const after = await this.#database.change(['entries'], async (transaction) => {
      const entries = transaction.objectStore('entries');
      const before = found(await entries.get(id));
      const changed: StoredEntry = { ...before, ...change(before) };
      await entries.put(changed);
      return changed;
    });
    this.#channel.tell();
    return entryOf(after);
  }

  async #write(run: RunToKeep, capsule: Bytes | null): Promise<RunEntry> {
    const { id, source, label, record, measured, checkpoint, snapshots } = run;
    const { losses, accuracies } = record.curves;
    const written = await this.#database.change([...everywhere], async (transaction) => {
      const before = await transaction.objectStore('entries').get(id);
      const parts = before?.parts ?? noParts;
      const mark = checkpoint && {
        step: checkpoint.step,
        fork: checkpoint.fork ?? false,
        bytes: checkpoint.bytes.length,
      };
      const { kept, dropped } = mark
        ? withCheckpoint(parts.checkpoints, mark)
        : { kept: parts.checkpoints, dropped: [] };
      const { name, notes, tags } = before ?? { name: '', notes: '', tags: [] };
      const entry: StoredEntry = {
        id,
        source,
        ...cleanAnnotation({ name, notes, tags }, label),
        created: before?.created ?? this.#now(),
        updated: this.#now(),
        version: entryVersion,
        underWay: run.underWay ?? before?.underWay ?? false,
        ...(before?.check !== undefined && { check: before.check }),
        record: recordText(record),
        measured: measured ? textOf(measured) : (before?.measured ?? unmeasuredText),
        parts: {
          checkpoints: kept,
          curves: losses.byteLength + accuracies.byteLength,
          snapshots: snapshots?.length ?? parts.snapshots,
          capsule: capsule?.length ?? parts.capsule,
        },
      };
      // one after the other: a write that fails at once must leave none behind that nobody waits for
      await transaction.objectStore('entries').put(entry);
      // a curve may be the front of a longer buffer, which would be stored whole
      const curves = { losses: losses.slice(), accuracies: accuracies.slice() };
      await transaction.objectStore('curves').put(curves, id);
      const checkpoints = transaction.objectStore('checkpoints');
      for (const step of dropped) await checkpoints.delete([id, step]);
      if (checkpoint) await checkpoints.put({ runId: id, step: checkpoint.step, bytes: checkpoint.bytes });
      if (snapshots) await transaction.objectStore('snapshots').put(snapshots, id);
      if (capsule) await transaction.objectStore('capsules').put(capsule, id);
      return entryOf(entry);
    });
    this.#channel.tell();
    return written;
  }
}

const everywhere = ['entries', 'curves', 'checkpoints', 'snapshots', 'capsules'] as const;

/** Loaded when a file is saved or opened, so that they stay out of the page's first bundle. */
function fileFormats() {
  return Promise.all([import('../data/capsule'), import('../data/checkpoint'), import('../lib/sha256')]);
}

/** The keys of a run's checkpoints: all of them, or those up to a step. */
function stepsOf(id: string, last = Infinity): IDBKeyRange {
  return IDBKeyRange.bound([id, 0], [id, last]);
}

/** @throws UserError when another tab has deleted the run */
function found<Value>(value: Value | undefined): Value {
  if (value === undefined) {
    throw new UserError('This run is no longer in the library. Reload the page to see what is.');
  }
  return value;
}
