/**
 * The page's one IndexedDB database: what lies in it, how an older one is lifted, and how its failures read.
 * Nothing here knows what a run is good for.
 */
import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction, type StoreNames } from 'idb';
import type { Guess } from '../data/deck';
import { recordWithSwitches } from '../data/run-record-migrations';
import { NothingKept, UserError } from '../lib/user-error';
import type { DatasetStores } from './dataset-schema';
import type { StoredDeck } from './deck-library';
import type { NetworkStores } from './network-schema';
import type { StoredCheckpoint, StoredCurves, StoredEntry } from './library-schema';
import type { QueueStores } from './queue-storage';
import type { StoredRun } from './run-storage';

/**
 * with the stores of data of one's own: imports, pictures, pixels, datasets, labels; of networks: networks, networkParts; and of
 * runs that wait: queue
 */
export interface Schema extends DBSchema, DatasetStores, NetworkStores, QueueStores {
  /** the last run of each tab (run-storage.ts) */
  runs: {
    key: string;
    value: { readonly run: StoredRun; readonly saved: number };
    indexes: { saved: number };
  };
  /** the library (run-library.ts): what lists and tables read, and beside it what is read when a run is opened */
  entries: { key: string; value: StoredEntry; indexes: { updated: number } };
  curves: { key: string; value: StoredCurves };
  checkpoints: { key: [string, number]; value: StoredCheckpoint };
  snapshots: { key: string; value: Uint8Array<ArrayBuffer> };
  capsules: { key: string; value: Uint8Array<ArrayBuffer> };
  /** what was expected, by question (guess-storage.ts) */
  guesses: { key: string; value: readonly Guess[] };
  /** decks of the lecture place (deck-library.ts) */
  decks: { key: string; value: StoredDeck; indexes: { updated: number } };
}

type Migration = (database: IDBPDatabase<Schema>, transaction: Upgrade) => void | Promise<void>;
type Upgrade = IDBPTransaction<Schema, StoreNames<Schema>[], 'versionchange'>;

/** migrations[n] lifts the database from version n to n + 1. */
const migrations: readonly Migration[] = [
  (database) => {
    database.createObjectStore('runs', { keyPath: 'run.runId' }).createIndex('saved', 'saved');
  },
  async (database, transaction) => {
    database.createObjectStore('entries', { keyPath: 'id' }).createIndex('updated', 'updated');
    database.createObjectStore('curves');
    database.createObjectStore('checkpoints', { keyPath: ['runId', 'step'] });
    database.createObjectStore('snapshots');
    database.createObjectStore('capsules');
    // what such a run was to do is written as capsules of that time have it; its checkpoint lifts itself when read
    const runs = transaction.objectStore('runs');
    for (const { run, saved } of await runs.getAll()) {
      await runs.put({ run: recordWithSwitches(run) as StoredRun, saved });
    }
  },
  (database) => {
    database.createObjectStore('guesses');
  },
  (database) => {
    database.createObjectStore('decks', { keyPath: 'id' }).createIndex('updated', 'updated');
  },
  (database) => {
    database.createObjectStore('imports', { keyPath: 'id' }).createIndex('updated', 'updated');
    database.createObjectStore('pictures');
    database.createObjectStore('pixels');
    database.createObjectStore('datasets', { keyPath: 'id' }).createIndex('updated', 'updated');
  },
  (database) => {
    database.createObjectStore('networks', { keyPath: 'id' }).createIndex('updated', 'updated');
    database.createObjectStore('networkParts');
  },
  (database) => {
    database.createObjectStore('queue', { keyPath: 'id' });
    database.createObjectStore('labels');
  },
];

export const DATABASE = 'smm-explorer';
export const databaseVersion = migrations.length;

type Change<Names extends StoreNames<Schema>> = IDBPTransaction<Schema, Names[], 'readwrite'>;

/** What is said where something cannot be kept. */
export interface DiskSentences {
  /** no room left */
  readonly full: string;
  /** nothing is kept at all */
  readonly none: string;
}

const ofRuns: DiskSentences = {
  full: 'The browser has no room left to keep this run. Delete runs that you no longer need (Compare, Kept runs), or save this one as a file.',
  none: 'This browser keeps no data for this page (a private window, perhaps). Save the run as a file.',
};

/** A connection that opens at the first use, and again after another tab or the browser has closed it. */
export class Database {
  #connection: Promise<IDBPDatabase<Schema>> | null = null;
  readonly #sentences: DiskSentences;

  constructor(sentences: DiskSentences = ofRuns) {
    this.#sentences = sentences;
  }

  /** @throws UserError where the browser keeps nothing, has no room, or holds a newer database */
  async use<Result>(work: (database: IDBPDatabase<Schema>) => Promise<Result>): Promise<Result> {
    try {
      this.#connection ??= connect(this.#forget);
      this.#connection.catch(this.#forget);
      return await work(await this.#connection);
    } catch (error) {
      throw inWords(error, this.#sentences);
    }
  }

  /**
   * All that `work` writes, or nothing of it. It may wait for the transaction's own requests only.
   * @throws UserError as `use` does
   */
  change<Names extends StoreNames<Schema>, Result>(
    stores: Names[],
    work: (transaction: Change<Names>) => Promise<Result>,
  ): Promise<Result> {
    return this.use(async (database) => {
      const transaction = database.transaction(stores, 'readwrite');
      // told by the await below, or by what made it abort
      transaction.done.catch(() => undefined);
      try {
        const result = await work(transaction);
        await transaction.done;
        return result;
      } catch (error) {
        // a full disk aborts the transaction, and the request under way then fails with the lesser reason
        const reason: unknown = transaction.error ?? error;
        abort(transaction);
        throw reason;
      }
    });
  }

  readonly #forget = (): void => {
    this.#connection = null;
  };
}

/** Those that wait for the database: only the first of several requests to open it hears that another tab blocks it. */
const waiting = new Set<() => void>();
let blockedNow = false;

function connect(onClose: () => void): Promise<IDBPDatabase<Schema>> {
  return new Promise((resolve, reject) => {
    let refused = false;
    const refuse = (): void => {
      refused = true;
      reject(new UserError(otherTab));
    };
    if (blockedNow) {
      refuse();
      return;
    }
    waiting.add(refuse);
    const opening = openDB<Schema>(DATABASE, databaseVersion, {
      async upgrade(database, from, _to, transaction) {
        // told by the request to open
        transaction.done.catch(() => undefined);
        try {
          for (const migrate of migrations.slice(from)) await migrate(database, transaction);
        } catch {
          // whatever it was: half a step must not be taken for a whole one, and the old version stays
          abort(transaction);
        }
      },
      // a tab that does not make way, busy or stopped by the browser: nobody should wait for it without a word
      blocked() {
        blockedNow = true;
        for (const one of waiting) one();
      },
      // a newer version of the app is open in another tab: make way for it
      blocking(_current, _blocked, event) {
        (event.target as IDBDatabase).close();
        onClose();
      },
      terminated: onClose,
    });
    // once that tab is gone, what was begun ends; whoever asks next opens it anew
    opening.then(
      (database) => {
        ended();
        if (refused) database.close();
        else resolve(database);
      },
      (error: unknown) => {
        ended();
        const unlifted = error instanceof DOMException && error.name === 'AbortError';
        reject(unlifted ? new UserError(oldVersion) : error);
      },
    );
    function ended(): void {
      waiting.delete(refuse);
      blockedNow = false;
    }
  });
}

const oldVersion =
  'What is kept here could not be brought to this version of SMM Explorer; it is as it was. Reload the page.';

const otherTab =
  'Another tab has an older version of this page open and holds what is kept. Close that tab, then reload this one; nothing is lost.';

function abort(transaction: { abort(): void }): void {
  try {
    transaction.abort();
  } catch {
    // it has ended by itself
  }
}

function inWords(error: unknown, { full, none }: DiskSentences): unknown {
  if (error instanceof ReferenceError && typeof indexedDB === 'undefined') return new NothingKept(none);
  if (!(error instanceof DOMException)) return error;
  if (error.name === 'QuotaExceededError') return new UserError(full);
  if (error.name === 'VersionError') {
    return new UserError('A newer version of SMM Explorer has been used here. Reload the page to get it.');
  }
  // a transaction that the browser ended by itself: whole steps only
  if (error.name === 'AbortError') {
    return new UserError('The browser broke off keeping this; what was kept before is as it was. Try again.');
  }
  return new NothingKept(none);
}
