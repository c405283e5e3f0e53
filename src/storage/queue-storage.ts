/**
 * Runs that wait to be trained, over reloads. Each belongs to the tab that has it in its queue; what a tab that is gone
 * has left is handed to the next one that asks, to one of them alone.
 */
import type { RunConfig } from '../core/method-config';
import { configSchema } from '../data/run-record';
import { parseJson, z } from '../lib/schema';
import { UserError } from '../lib/user-error';
import { Database } from './database';

export interface WaitingRun {
  readonly id: string;
  readonly label: string;
  readonly config: RunConfig;
  readonly from: 'start' | { readonly runId: string; readonly step: number };
}

export interface StoredWaiting {
  readonly id: string;
  /** whose queue it stands in */
  readonly tab: string;
  /** in that queue, 0 first */
  readonly place: number;
  /** of the document; raise it when its form changes, and lift older ones when they are read */
  readonly version: number;
  /** JSON of a WaitingRun without its id */
  readonly text: string;
}

/** Its store in the database (database.ts). */
export interface QueueStores {
  queue: { key: string; value: StoredWaiting };
}

/** Every call is refused with a UserError's sentence where the browser keeps nothing or has no room. */
export interface QueueStorage {
  /** Replaces what a tab has in its queue. */
  write(tab: string, runs: readonly WaitingRun[]): Promise<void>;
  /** Makes what tabs have left behind this tab's own, but for those that are still there. */
  takeOver(
    tab: string,
    there: ReadonlySet<string>,
  ): Promise<{ readonly runs: readonly WaitingRun[]; readonly problems: readonly string[] }>;
}

const sentences = {
  full: 'The browser has no room left to keep the queue. It goes on as long as this page is open: delete runs that you no longer need (Compare, Kept runs).',
  none: 'This browser keeps no data for this page (a private window, perhaps). The queue lasts as long as this page is open.',
};

const version = 1;

const document = z.object({
  label: z.string().check(z.maxLength(1000)),
  config: configSchema,
  from: z.union([
    z.literal('start'),
    z.object({ runId: z.string().check(z.maxLength(300)), step: z.int().check(z.nonnegative()) }),
  ]),
});

export function openQueueStorage(): QueueStorage {
  const database = new Database(sentences);
  return {
    write: (tab, runs) =>
      database.change(['queue'], async (transaction) => {
        const store = transaction.objectStore('queue');
        const kept = new Set(runs.map(({ id }) => id));
        for (const one of await store.getAll()) {
          if (one.tab === tab && !kept.has(one.id)) await store.delete(one.id);
        }
        for (const [place, { id, label, config, from }] of runs.entries()) {
          await store.put({ id, tab, place, version, text: JSON.stringify({ label, config, from }) });
        }
      }),
    takeOver: (tab, there) =>
      database.change(['queue'], async (transaction) => {
        const store = transaction.objectStore('queue');
        const all = await store.getAll();
        const left = all.filter((one) => one.tab !== tab && !there.has(one.tab));
        const runs: WaitingRun[] = [];
        const problems: string[] = [];
        for (const one of left.sort(inLine)) {
          try {
            runs.push(waitingOf(one));
            await store.put({ ...one, tab });
          } catch (error) {
            if (!(error instanceof UserError)) throw error;
            problems.push(error.message);
            // one of a newer version is that version's
            if (one.version <= version) await store.delete(one.id);
          }
        }
        return { runs, problems };
      }),
  };
}

function inLine(one: StoredWaiting, other: StoredWaiting): number {
  if (one.tab !== other.tab) return one.tab < other.tab ? -1 : 1;
  return one.place - other.place;
}

/** @throws UserError when it was kept by a newer version, or is damaged */
function waitingOf({ id, version: written, text }: StoredWaiting): WaitingRun {
  if (written > version) {
    throw new UserError(
      'A run that waits was queued by a newer version of SMM Explorer. Reload the page to get it.',
    );
  }
  return { id, ...parseJson(document, text, 'A run that waited can no longer be read. Queue it again.') };
}
