import { loadedOnce } from '../lib/loaded-once';
import { NothingKept } from '../lib/user-error';
import type { GuessStorage } from './guess-storage';
import type { QueueStorage } from './queue-storage';
import type { RunLibrary } from './run-library';
import type { RunStorage } from './run-storage';

/**
 * What this browser keeps, by code that is loaded with the first call: a page that has just been opened shows what
 * came with it. Where that code does not arrive a call fails with its sentence, and the next one fetches it again.
 */
export interface LateStorage {
  readonly storage: RunStorage;
  readonly library: RunLibrary;
  readonly guesses: GuessStorage;
  readonly queue: QueueStorage;
}

const notLoaded =
  'The part of the page that keeps runs could not be loaded. Reload the page once you are connected.';

export function lateStorage(load = () => import('./kept')): LateStorage {
  const kept = loadedOnce(async () => {
    const opened = await load().catch((cause: unknown) => {
      throw new NothingKept(notLoaded, { cause });
    });
    return opened.openKept();
  });
  const storage = async () => (await kept()).storage;
  const library = async () => (await kept()).library;
  const guesses = async () => (await kept()).guesses;
  const queue = async () => (await kept()).queue;
  return {
    storage: {
      save: async (run) => (await storage()).save(run),
      load: async (except) => (await storage()).load(except),
      clear: async () => (await storage()).clear(),
    },
    library: {
      list: async () => (await library()).list(),
      put: async (run) => (await library()).put(run),
      annotate: async (id, change) => (await library()).annotate(id, change),
      settle: async (id) => (await library()).settle(id),
      keepCheck: async (id, check) => (await library()).keepCheck(id, check),
      keepCurves: async (id, curves) => (await library()).keepCurves(id, curves),
      delete: async (ids) => (await library()).delete(ids),
      restore: async (removed) => (await library()).restore(removed),
      record: async (id) => (await library()).record(id),
      checkpoint: async (id, step) => (await library()).checkpoint(id, step),
      snapshots: async (id) => (await library()).snapshots(id),
      exportRun: async (id) => (await library()).exportRun(id),
      importRun: async (file) => (await library()).importRun(file),
      listen: (listener) => {
        const listening = library().then((opened) => opened.listen(listener));
        return () => void listening.then((end) => end());
      },
    },
    guesses: {
      load: async () => (await guesses()).load(),
      save: async (id, all) => (await guesses()).save(id, all),
    },
    queue: {
      write: async (tab, runs) => (await queue()).write(tab, runs),
      takeOver: async (tab, there) => (await queue()).takeOver(tab, there),
    },
  };
}
