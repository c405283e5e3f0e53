/**
 * The last run of this browser, over a reload: one IndexedDB database, a few runs at most (one for each open tab).
 * Where the browser keeps nothing (a private window, blocked storage) every call fails with its sentence; the page
 * goes on without.
 */
import type { RunConfig } from '../core/method-config';
import { Database } from './database';

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
  /** The run that was saved last, by whichever tab. @param except ids of runs that are another tab's */
  load(except?: ReadonlySet<string>): Promise<StoredRun | null>;
  /** Forgets what this tab has saved or loaded. */
  clear(): Promise<void>;
}

const MAX_RUNS = 4;

/** @param now milliseconds since 1970: which run is the last must be known after a reload */
export function openRunStorage({ now = Date.now }: { now?: () => number } = {}): RunStorage {
  const database = new Database();
  let own = new Set<string>();

  return {
    async save(run) {
      await database.change(['runs'], async (transaction) => {
        const store = transaction.objectStore('runs');
        const others = [...own].filter((runId) => runId !== run.runId);
        await Promise.all(others.map((runId) => store.delete(runId)));
        await store.put({ run, saved: now() });
        const keys = await store.index('saved').getAllKeys();
        await Promise.all(keys.slice(0, -MAX_RUNS).map((runId) => store.delete(runId)));
      });
      own = new Set([run.runId]);
    },
    load: (except) =>
      database.use(async (connection) => {
        let cursor = await connection.transaction('runs').store.index('saved').openCursor(null, 'prev');
        while (cursor && except?.has(cursor.primaryKey)) cursor = await cursor.continue();
        if (!cursor) return null;
        const { run } = cursor.value;
        own.add(run.runId);
        return run;
      }),
    async clear() {
      await database.change(['runs'], async (transaction) => {
        const store = transaction.objectStore('runs');
        await Promise.all([...own].map((runId) => store.delete(runId)));
      });
      own.clear();
    },
  };
}
