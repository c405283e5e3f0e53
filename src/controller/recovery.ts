import type { BackendName } from '../core/engine/backend-name';
import type { Messages } from '../messages/messages';
import { changeLive, changeSettings, notify, removeRun } from '../store/actions';
import { initialLive } from '../store/engine';
import { unrecorded } from '../store/history';
import { runConfig, settingsOf } from '../store/run-config';
import { isActive } from '../store/selectors';
import { explorer, type ExplorerState } from '../store/store';
import type { EngineLoss } from './engine';
import type { Keeper } from './keeper';
import type { LiveRun } from './live-run';
import { slower, smaller, type Remedy } from './remedies';

interface RecoveryParts {
  readonly messages: Messages;
  readonly live: LiveRun;
  readonly keeper: Keeper;
}

/** What a backend is allowed in one run: so many failures in all, and so many without progress in between. */
const most = { inAll: 3, inARow: 2 };

/**
 * What follows when a run cannot go on as it is. A worker that is gone is replaced, and the run goes on from its
 * last checkpoint, by itself; a graphics backend that fails again makes way for the next one. What would only fail
 * again is left to the person, with a button that changes it.
 */
export class Recovery {
  readonly #parts: RecoveryParts;
  #runId: string | null = null;
  /** what the last worker computed on */
  #backend: BackendName | null = null;
  #inAll = 0;
  #inARow = 0;
  #remedy: Remedy | null = null;

  constructor(parts: RecoveryParts) {
    this.#parts = parts;
  }

  /** Lets the present run try everything once more. */
  forgive(): void {
    this.#inAll = 0;
    this.#inARow = 0;
  }

  /** The run has been kept: what fails next fails for the first time. */
  progress(): void {
    this.#inARow = 0;
  }

  /** A worker is ready: says so where it is on another backend than the one that was lost. */
  ready(): void {
    const { engine, live } = explorer.getState();
    const now = engine.device?.backend ?? null;
    const before = this.#backend;
    this.#backend = now;
    if (live.runId !== this.#runId || this.#inAll === 0 || !now || !before || now === before) return;
    this.forgive();
    const { notices, device } = this.#parts.messages;
    const text = notices.backendReplaced(device.names[before], device.names[now]);
    notify({ tone: 'warn', text, action: null });
  }

  /** The worker is gone. */
  lose({ reason, outOfMemory, backend }: EngineLoss): void {
    const state = explorer.getState();
    this.#count(state, backend);
    const again = this.#inARow < most.inARow && this.#inAll < most.inAll;
    const wasReady = backend !== null;
    const trains = isActive(state) || state.live.status === 'paused';
    if (outOfMemory && trains) return this.#offerSmaller(reason, state);
    if (!trains || !(wasReady || hasBegun(state))) {
      // nothing was in its hands
      if (wasReady && again) this.#loadAgain(reason);
      else this.#leave(reason, state, { wasReady });
    } else if (again) this.#goOn(reason, state);
    else if (this.#backend === 'webgpu' || this.#backend === 'webgl') {
      this.#parts.live.avoid(this.#backend);
      this.#goOn(reason, state);
    } else this.#leave(reason, state, { wasReady: true });
  }

  /** The worker is well, but not this run: it could not begin. */
  refuse(message: string): void {
    notify({ tone: 'bad', text: message, action: null });
    const state = explorer.getState();
    const { status } = state.live;
    // one that was begun for a single batch is on its way to a pause already
    if (status === 'starting' || (status === 'pausing' && !hasBegun(state))) endRun(state);
  }

  /** The run has left the numbers. */
  diverge(message: string): void {
    const { live, messages } = this.#parts;
    this.#offer(message, live.config && slower(live.config, messages));
  }

  /** Begins the run anew with what the last notice proposed. */
  tryRemedy(): void {
    const { live } = this.#parts;
    if (!this.#remedy || !live.config) return;
    const remedied = { ...settingsOf(live.config, explorer.getState().settings), ...this.#remedy.change };
    unrecorded(() => changeSettings(remedied));
    this.#remedy = null;
    live.begin({ config: runConfig(explorer.getState().settings), paused: false });
  }

  #count({ live }: ExplorerState, backend: BackendName | null): void {
    if (live.runId !== this.#runId) this.forgive();
    this.#runId = live.runId;
    this.#backend = backend ?? this.#backend;
    this.#inAll += 1;
    this.#inARow += 1;
  }

  #goOn(reason: string, { live: { status } }: ExplorerState): void {
    const { messages, keeper, live } = this.#parts;
    notify({ tone: 'warn', text: messages.notices.engineDied(reason, keeper.step), action: null });
    live.goOn({ paused: status === 'paused' || status === 'pausing' });
  }

  #loadAgain(reason: string): void {
    const { messages, live } = this.#parts;
    notify({ tone: 'warn', text: messages.notices.engineRestarted(reason), action: null });
    live.load();
  }

  /** What follows is the person's choice. */
  #leave(reason: string, state: ExplorerState, { wasReady }: { wasReady: boolean }): void {
    const { notices } = this.#parts.messages;
    endRun(state);
    const text = wasReady ? notices.engineGone(reason) : notices.engineFailed(reason);
    notify({ tone: 'bad', text, action: { label: notices.engineRestart, command: 'restart-engine' } });
  }

  #offerSmaller(reason: string, state: ExplorerState): void {
    const { live, messages } = this.#parts;
    const remedy = live.config && smaller(live.config, messages);
    endRun(state);
    this.#offer(reason, remedy);
  }

  #offer(text: string, remedy: Remedy | null): void {
    this.#remedy = remedy;
    notify({ tone: 'bad', text, action: remedy && { label: remedy.label, command: 'try-remedy' } });
  }
}

/** Stops the live run as far as the page is concerned; one that never began must not stand in front of the others. */
function endRun(state: ExplorerState): void {
  const { runId, status } = state.live;
  if (!hasBegun(state)) {
    if (runId !== null) removeRun(runId);
    changeLive(initialLive);
  } else if (isActive(state) || status === 'paused') changeLive({ status: 'stopped', progress: null });
}

/** The live run has something to go on with and to look at. */
function hasBegun({ runs, live }: ExplorerState): boolean {
  return runs.some(({ id, samples }) => id === live.runId && samples !== null);
}
