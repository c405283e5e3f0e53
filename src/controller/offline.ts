import type { OfflineCopy } from '../storage/offline-copy';
import { changeOffline, dismissNotices, notify } from '../store/actions';
import { runConfig } from '../store/run-config';
import { isActive } from '../store/selectors';
import { explorer, type ExplorerState } from '../store/store';
import type { Dependencies } from './dependencies';
import type { Shelf } from './shelf';

type World = Pick<Dependencies, 'messages' | 'idle' | 'preload' | 'reload'>;

interface OfflineParts {
  readonly copy: OfflineCopy;
  readonly shelf: Pick<Shelf, 'measure'>;
}

/** What the person can ask of the copy that the page keeps of itself. */
export interface OfflineCommands {
  /** fetches everything that the page can need without a network; once more goes on where it ended */
  keepEverything(): void;
  endKeeping(): void;
  /** throws away what was kept for live training; what is recorded stays */
  forget(): void;
}

/**
 * Keeps a copy of the page for offline: what was recorded by itself, once the page has come to rest, and never where
 * the browser was asked to save data; the rest as it is used, or when the person asks.
 */
export class OfflineKeeper implements OfflineCommands {
  readonly #world: World;
  readonly #copy: OfflineCopy;
  readonly #shelf: OfflineParts['shelf'];
  #keeping: AbortController | null = null;
  #open = false;
  #unsubscribe: () => void = () => undefined;

  constructor(world: World, { copy, shelf }: OfflineParts) {
    this.#world = world;
    this.#copy = copy;
    this.#shelf = shelf;
  }

  async start(): Promise<void> {
    await engineSettled();
    await this.#world.idle();
    await this.#register({ register: this.#world.preload });
  }

  close(): void {
    this.#unsubscribe();
    this.#keeping?.abort();
  }

  keepEverything(): void {
    if (explorer.getState().offline.keeping) return;
    // what is being kept by itself is part of it
    this.#keeping?.abort();
    void this.#keepEverything();
  }

  endKeeping(): void {
    this.#keeping?.abort();
  }

  forget(): void {
    void this.#copy.forget().then(() => this.#report());
  }

  /** Goes over to the version that waits, unless that would take a run away. */
  async useUpdate(): Promise<void> {
    if (busy(explorer.getState())) return this.#offerUpdate({ waits: true });
    await this.#copy.update();
    this.#world.reload();
  }

  async #register(wanted: { readonly register: boolean }): Promise<void> {
    if (wanted.register) changeOffline({ state: 'preparing' });
    const started = await this.#copy.open(
      {
        onReady: () => void this.#ready(),
        onFailure: () => explorer.getState().offline.report ?? changeOffline({ state: 'failed' }),
        onUpdate: () => {
          changeOffline({ update: true });
          this.#offerUpdate({ waits: false });
        },
      },
      wanted,
    );
    this.#open = started === 'open';
    if (started === 'absent') changeOffline({ state: 'unasked' });
    if (started === 'impossible') changeOffline({ state: 'impossible' });
  }

  async #ready(): Promise<void> {
    changeOffline({ state: 'ready' });
    await this.#report();
    this.#unsubscribe();
    this.#unsubscribe = explorer.subscribe(
      ({ engine }) => engine.phase === 'ready',
      (ready) => ready && void this.#keepUsed(),
      { fireImmediately: true },
    );
  }

  /** A worker of the first visit began before there was anything to keep what it fetched. */
  async #keepUsed(): Promise<void> {
    // whoever saves data keeps what they use from the second visit on
    if (!this.#world.preload || this.#keeping) return;
    const { data, backbone } = runConfig(explorer.getState().settings);
    await this.#fetch({ data, backbone }, () => undefined);
  }

  async #keepEverything(): Promise<void> {
    if (!this.#open) await this.#register({ register: true });
    await readyOrNot();
    if (explorer.getState().offline.state !== 'ready') return;
    changeOffline({ problem: null });
    const outcome = await this.#fetch('everything', (done, total) =>
      changeOffline({ keeping: { done, total } }),
    );
    changeOffline({ keeping: null, problem: outcome === 'kept' || outcome === 'ended' ? null : outcome });
  }

  async #fetch(
    wanted: Parameters<OfflineCopy['keep']>[0],
    onProgress: (done: number, total: number) => void,
  ): ReturnType<OfflineCopy['keep']> {
    const keeping = (this.#keeping = new AbortController());
    const outcome = await this.#copy.keep(wanted, { signal: keeping.signal, onProgress });
    if (this.#keeping === keeping) this.#keeping = null;
    await this.#report();
    return outcome;
  }

  async #report(): Promise<void> {
    const report = await this.#copy.report();
    // what is known stays, where nobody answers
    if (report) changeOffline({ report });
    await this.#shelf.measure();
  }

  #offerUpdate({ waits }: { readonly waits: boolean }): void {
    const { offline } = this.#world.messages;
    dismissNotices('use-update');
    notify({
      tone: 'info',
      text: waits ? offline.updateAfterRun : offline.update,
      action: { label: offline.useUpdate, command: 'use-update' },
    });
  }
}

/** Something trains: a reload would take it away in the middle of a step. A paused run is kept whole. */
function busy(state: ExplorerState): boolean {
  return isActive(state) || state.queue.some((entry) => entry.state === 'running');
}

/** The engine's own files come first; a page whose engine waits for Play does not wait for it. */
function engineSettled(): Promise<void> {
  return settled(({ engine, live }) => engine.phase !== 'loading' && live.status !== 'starting');
}

function readyOrNot(): Promise<void> {
  return settled(({ offline }) => offline.state !== 'preparing');
}

function settled(is: (state: ExplorerState) => boolean): Promise<void> {
  return new Promise((resolve) => {
    if (is(explorer.getState())) return resolve();
    const unsubscribe = explorer.subscribe(is, (now) => {
      if (!now) return;
      unsubscribe();
      resolve();
    });
  });
}
