/**
 * Who trains which run, or imports which files: one tab at a time, so that no tab writes over what another one keeps.
 * A claim ends with its tab, however that ends.
 */
export interface RunClaims {
  /** @returns false where another tab has it */
  claim(runId: string): Promise<boolean>;
  release(runId: string): void;
  /** ids of runs that other tabs have claimed */
  elsewhere(): Promise<ReadonlySet<string>>;
}

const PREFIX = 'smm-explorer-run/';

/** Of claims of tabs, each of itself for as long as it is there: what is left of one that is gone goes to another. */
export const TAB_CLAIMS = 'smm-explorer-tab/';

/** Of claims of imports. */
export const IMPORT_CLAIMS = 'smm-explorer-import/';

/**
 * @param locks undefined in a browser without them: then every claim is granted
 * @param prefix of the locks' names: what is claimed
 */
export function openRunClaims(locks: LockManager | undefined, prefix: string = PREFIX): RunClaims {
  const own = new Map<string, () => void>();
  return {
    claim(runId) {
      if (!locks || own.has(runId)) return Promise.resolve(true);
      return new Promise((resolve, reject) => {
        locks
          .request(prefix + runId, { ifAvailable: true }, (lock) => {
            resolve(lock !== null);
            if (!lock) return;
            // the lock is held until this is fulfilled
            return new Promise<void>((release) => own.set(runId, release));
          })
          .catch(reject);
      });
    },
    release(runId) {
      own.get(runId)?.();
      own.delete(runId);
    },
    async elsewhere() {
      const { held = [] } = (await locks?.query()) ?? {};
      const ids = held.flatMap(({ name }) => (name?.startsWith(prefix) ? [name.slice(prefix.length)] : []));
      return new Set(ids.filter((id) => !own.has(id)));
    },
  };
}
