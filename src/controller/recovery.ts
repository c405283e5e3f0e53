import type { BackendName } from '../core/engine/backend-name';
import type { Messages } from '../messages/messages';
import { changeLive, changeSettings, notify, removeRun } from '../store/actions';
import { initialLive } from '../store/engine';
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
    if (outOfMemory) return this.#offerSmaller(reason, state);
    const { notices } = this.#parts.messages;
    const { status } = state.live;
    const action = { label: notices.engineRestart, command: 'restart-engine' } as const;
    if (!hasBegun(state) || (!isActive(state) && status !== 'paused')) {
      if (!hasBegun(state)) drop(state);
      notify({ tone: 'bad', text: notices.engineFailed(reason), action });
      return;
    }
    this.#count(state, backend);
    if (this.#inARow < most.inARow && this.#inAll < most.inAll) this.#goOn(reason, status);
    else if (this.#backend === 'webgpu' || this.#backend === 'webgl') {
      this.#parts.live.avoid(this.#backend);
      this.#goOn(reason, status);
    } else {
      changeLive({ status: 'stopped', progress: null });
      notify({ tone: 'bad', text: notices.engineGone(reason), action });
    }
  }

  /** The worker is well, but not this run: it could not begin. */
  refuse(message: string): void {
    notify({ tone: 'bad', text: message, action: null });
    const state = explorer.getState();
    if (state.live.status !== 'starting') return;
    if (hasBegun(state)) changeLive({ status: 'stopped', progress: null });
    else drop(state);
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
    changeSettings({ ...settingsOf(live.config, explorer.getState().settings), ...this.#remedy.change });
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

  #goOn(reason: string, status: ExplorerState['live']['status']): void {
    const { messages, keeper, live } = this.#parts;
    notify({ tone: 'warn', text: messages.notices.engineDied(reason, keeper.step), action: null });
    live.goOn({ paused: status === 'paused' || status === 'pausing' });
  }

  #offerSmaller(reason: string, state: ExplorerState): void {
    const { live, messages } = this.#parts;
    const remedy = live.config && smaller(live.config, messages);
    if (!hasBegun(state)) drop(state);
    else if (isActive(state) || state.live.status === 'paused') {
      changeLive({ status: 'stopped', progress: null });
    }
    this.#offer(reason, remedy);
  }

  #offer(text: string, remedy: Remedy | null): void {
    this.#remedy = remedy;
    notify({ tone: 'bad', text, action: remedy && { label: remedy.label, command: 'try-remedy' } });
  }
}

/** Takes back a run that never began: an empty one must not stand in front of the others. */
function drop({ live: { runId } }: ExplorerState): void {
  if (runId !== null) removeRun(runId);
  changeLive(initialLive);
}

/** The live run has something to go on with and to look at. */
function hasBegun({ runs, live }: ExplorerState): boolean {
  return runs.some(({ id, samples }) => id === live.runId && samples !== null);
}
