/**
 * The last run of this browser, over a reload: one IndexedDB database, a few runs at most (one for each open tab).
 * Where the browser keeps nothing (a private window, blocked storage) every call fails with its sentence; the page
 * goes on without.
 */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { RunConfig } from '../core/method-config';
import { UserError } from '../lib/user-error';

export interface StoredRun {
  readonly runId: string;
  readonly label: string;
  readonly config: RunConfig;
  readonly step: number;
  /** an opaque checkpoint, as the worker handed it over */
  readonly checkpoint: Uint8Array;
}

export interface RunStorage {
  /** Replaces what this tab has saved or loaded before. */
  save(run: StoredRun): Promise<void>;
  /** The run that was saved last, by whichever tab. */
  load(): Promise<StoredRun | null>;
  /** Forgets what this tab has saved or loaded. */
  clear(): Promise<void>;
}

interface Schema extends DBSchema {
  runs: {
    key: string;
    value: { readonly run: StoredRun; readonly saved: number };
    indexes: { saved: number };
  };
}

const DATABASE = 'smm-explorer';
const MAX_RUNS = 4;

/** migrations[n] lifts the database from version n to n + 1. */
const migrations: readonly ((database: IDBPDatabase<Schema>) => void)[] = [
  (database) => {
    database.createObjectStore('runs', { keyPath: 'run.runId' }).createIndex('saved', 'saved');
  },
];

/** @param now milliseconds since 1970: which run is the last must be known after a reload */
export function openRunStorage({ now = Date.now }: { now?: () => number } = {}): RunStorage {
  let connection: Promise<IDBPDatabase<Schema>> | null = null;
  let own = new Set<string>();
  const forget = (): void => {
    connection = null;
  };

  const withDatabase = async <Result>(
    work: (database: IDBPDatabase<Schema>) => Promise<Result>,
  ): Promise<Result> => {
    try {
      connection ??= connect(forget);
      connection.catch(forget);
      return await work(await connection);
    } catch (error) {
      throw inWords(error);
    }
  };

  return {
    save: (run) =>
      withDatabase(async (database) => {
        const transaction = database.transaction('runs', 'readwrite');
        const { store } = transaction;
        own.delete(run.runId);
        await Promise.all([...own].map((runId) => store.delete(runId)));
        await store.put({ run, saved: now() });
        const keys = await store.index('saved').getAllKeys();
        await Promise.all(keys.slice(0, -MAX_RUNS).map((runId) => store.delete(runId)));
        await transaction.done;
        own = new Set([run.runId]);
      }),
    load: () =>
      withDatabase(async (database) => {
        const cursor = await database.transaction('runs').store.index('saved').openCursor(null, 'prev');
        if (!cursor) return null;
        const { run } = cursor.value;
        own.add(run.runId);
        return run;
      }),
    clear: () =>
      withDatabase(async (database) => {
        const transaction = database.transaction('runs', 'readwrite');
        await Promise.all([...own].map((runId) => transaction.store.delete(runId)));
        await transaction.done;
        own.clear();
      }),
  };
}

function connect(onClose: () => void): Promise<IDBPDatabase<Schema>> {
  return openDB<Schema>(DATABASE, migrations.length, {
    upgrade(database, from) {
      for (const migrate of migrations.slice(from)) migrate(database);
    },
    // a newer version of the app is open in another tab: make way for it
    blocking(_current, _blocked, event) {
      (event.target as IDBDatabase).close();
      onClose();
    },
    terminated: onClose,
  });
}

function inWords(error: unknown): UserError {
  const { name } = error as { readonly name?: string };
  if (name === 'QuotaExceededError') {
    return new UserError(
      'The browser has no room left to keep this run. Free some space, or save the run as a file.',
    );
  }
  if (name === 'VersionError') {
    return new UserError('A newer version of SMM Explorer has been used here. Reload the page to get it.');
  }
  return new UserError(
    'This browser keeps no data for this page (a private window, perhaps). Save the run as a file.',
  );
}
