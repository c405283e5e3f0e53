/**
 * The page's end of its service worker (src/service-worker): registers it, asks what it knows, fetches what is to be
 * kept besides, and puts a newer version in charge when told to.
 */
import type { Workbox } from 'workbox-window';
import {
  bytesOf,
  filesInUse,
  layerReport,
  offlineCache,
  offlineKey,
  type OfflineFile,
  type OfflineQuestion,
  type OfflineReport,
} from '../data/offline-files';
import { fetchOfflineFile, type Fetched } from './fetch-offline-file';

export interface OfflineCopy {
  /**
   * Follows the service worker that is there, and registers one if asked to.
   * @returns `absent`: there is none yet; `impossible`: this browser has none to give
   */
  open(listener: OfflineListener, wanted: { readonly register: boolean }): Promise<OfflineStart>;
  /** null where no version is in charge yet */
  report(): Promise<OfflineReport | null>;
  /** Fetches what is missing. Once aborted, what has arrived stays. */
  keep(wanted: Wanted, options: KeepOptions): Promise<Fetched>;
  /** Throws away what is kept for training. */
  forget(): Promise<void>;
  /** Puts the version that waits in charge; resolves when it is, or at once where none waits. */
  update(): Promise<void>;
}

export type OfflineStart = 'open' | 'absent' | 'impossible';

export interface OfflineListener {
  /** what was recorded is there, for this version */
  onReady(): void;
  /** a version could not be installed: the one in use stays */
  onFailure(): void;
  onUpdate(): void;
}

/** `everything`, or what an engine that is ready has used. */
export type Wanted = 'everything' | { readonly backbone: string; readonly data: string };

export interface KeepOptions {
  readonly signal: AbortSignal;
  /** bytes that are there, and all that are wanted */
  onProgress(done: number, total: number): void;
}

interface Browser {
  /** undefined where the page is not served securely, in some private windows, and where it is switched off */
  readonly container: ServiceWorkerContainer | undefined;
  readonly caches: CacheStorage | undefined;
  /** address of the folder of the page */
  readonly scope: string;
}

/** How long a service worker is waited for, in milliseconds; the browser starts it when it is asked. */
const PATIENCE = { answer: 4000, times: 3, change: 10_000 } as const;

export function openOfflineCopy({ container, caches, scope }: Browser): OfflineCopy {
  let workbox: Workbox | null = null;

  const active = async () => (await container?.getRegistration(scope))?.active ?? null;

  const files = async (): Promise<readonly OfflineFile[] | null> => {
    for (let times = 0; times < PATIENCE.times; times++) {
      // another one may have taken over meanwhile
      const worker = await active();
      const answer = worker && (await ask(worker));
      if (answer || !worker) return answer;
    }
    return null;
  };

  const keysOf = async (layer: OfflineFile['layer']) => {
    const cache = await caches!.open(offlineCache(layer, scope));
    return new Set((await cache.keys()).map(({ url }) => url));
  };

  return {
    async open(listener, { register }) {
      if (!container || !caches) return 'impossible';
      try {
        const before = await container.getRegistration(scope);
        if (!before && !register) return 'absent';
        const window = await import('workbox-window');
        const opened = new window.Workbox(new URL('service-worker.js', scope).href);
        opened.addEventListener('waiting', () => listener.onUpdate());
        opened.addEventListener('redundant', () => listener.onFailure());
        // something blocks it without saying so: tests do
        if (!(await opened.register({ immediate: true }))) return 'impossible';
        workbox = opened;
        void container.ready.then(() => listener.onReady());
        return 'open';
      } catch {
        return 'impossible';
      }
    },
    async report() {
      const list = await files();
      if (!list) return null;
      const of = async (layer: OfflineFile['layer']) =>
        layerReport(list, { layer, keys: await keysOf(layer), scope });
      return { recorded: await of('recorded'), live: await of('live'), extra: await of('extra') };
    },
    async keep(wanted, { signal, onProgress }) {
      const list = await files();
      if (!list) return 'failed';
      const all = wanted === 'everything' ? list.filter(isLive) : filesInUse(list, wanted);
      const kept = { live: await keysOf('live'), extra: await keysOf('extra'), recorded: new Set() };
      const missing = all.filter((file) => !kept[file.layer].has(offlineKey(file, scope)));
      const total = bytesOf(all);
      let done = total - bytesOf(missing);
      onProgress(done, total);
      for (const file of missing) {
        const cache = await caches!.open(offlineCache(file.layer, scope));
        const options = { signal, onBytes: (received: number) => onProgress(done + received, total) };
        const fetched = await fetchOfflineFile(file, { cache, scope, ...options });
        if (fetched !== 'kept') return fetched;
        done += file.bytes;
        onProgress(done, total);
      }
      return 'kept';
    },
    async forget() {
      for (const layer of ['live', 'extra'] as const) await caches?.delete(offlineCache(layer, scope));
    },
    async update() {
      const registration = await container?.getRegistration(scope);
      if (!workbox || !registration?.waiting) return;
      await new Promise<void>((resolve) => {
        // whoever reloads anyway gets the version in charge, and is asked again
        setTimeout(resolve, PATIENCE.change);
        container!.addEventListener('controllerchange', () => resolve(), { once: true });
        workbox!.messageSkipWaiting();
      });
    },
  };
}

function isLive({ layer }: OfflineFile): boolean {
  return layer === 'live';
}

/** @returns null where it has not answered in time: what was said to one that is just being stopped is lost */
function ask(worker: ServiceWorker): Promise<readonly OfflineFile[] | null> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    const answer = (files: readonly OfflineFile[] | null): void => {
      clearTimeout(timer);
      port1.close();
      resolve(files);
    };
    const timer = setTimeout(answer, PATIENCE.answer, null);
    port1.onmessage = ({ data }: MessageEvent<readonly OfflineFile[]>) => answer(data);
    worker.postMessage({ type: 'files' } satisfies OfflineQuestion, [port2]);
  });
}
