import { checkConfig } from '../core/ablation/registry';
import type { BackendName } from '../core/engine/backend-name';
import type { RunConfig } from '../core/method-config';
import { UserError } from '../lib/user-error';
import type { StoredRun } from '../storage/run-storage';
import { changeEngine, changeLive, dismissNotices, notify, showRun } from '../store/actions';
import { unrecorded } from '../store/history';
import { runConfig, sameRun } from '../store/run-config';
import { explorer } from '../store/store';
import type { Dependencies } from './dependencies';
import type { Engine } from './engine';
import { joinRun } from './join-run';
import type { Keeper } from './keeper';
import type { Pictures } from './pictures';
import type { Preparation } from './preparation';
import { runLabel } from './run-label';
import { samplesInView } from './samples-in-view';
import type { Shelf } from './shelf';

interface LiveRunParts extends Pick<Dependencies, 'messages' | 'newRunId'> {
  readonly engine: Engine;
  readonly preparation: Preparation;
  readonly pictures: Pictures;
  readonly keeper: Keeper;
  readonly shelf: Shelf;
  /** what else trains goes back into its line: the worker keeps one start at a time, or is another one now */
  giveWay(): void;
}

interface Beginning {
  readonly config: RunConfig;
  readonly paused: boolean;
  /** go on from here instead of from the initial weights */
  readonly stored?: StoredRun;
}

/** How the live run begins and goes on, in whatever worker there is or must be made. */
export class LiveRun {
  readonly #parts: LiveRunParts;
  /** as it was asked for; null before the first run */
  #config: RunConfig | null = null;
  /** backends that have failed it */
  #avoided: readonly BackendName[] = [];

  constructor(parts: LiveRunParts) {
    this.#parts = parts;
  }

  get config(): RunConfig | null {
    return this.#config;
  }

  /** Keeps the run from a backend that fails it, for as long as it lasts. */
  avoid(backend: BackendName): void {
    this.#avoided = [...this.#avoided, backend];
  }

  /** Lets the run try every backend again. */
  avoidNone(): void {
    this.#avoided = [];
  }

  /** @returns false when the settings cannot be run; the reason stands in a notice */
  begin({ config, paused, stored }: Beginning): boolean {
    try {
      checkConfig(config.method);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      notify({ tone: 'warn', text: error.message, action: null });
      return false;
    }
    this.#parts.giveWay();
    const { runId: before } = explorer.getState().live;
    if (before !== null) this.#parts.shelf.settle(before);
    const { messages, newRunId, keeper } = this.#parts;
    // one that goes on stays the run that it was, on the page and in the library
    const run = { runId: stored?.runId ?? newRunId(), label: runLabel(config, messages), config };
    this.#config = config;
    this.avoidNone();
    keeper.begin({ ...run, stored });
    joinRun(run);
    changeLive({ runId: run.runId, status: 'starting', progress: null, step: stored?.step ?? 0 });
    showLive();
    this.load();
    this.#start(run.runId, paused ? 'paused' : 'running');
    return true;
  }

  /** The same run in a new worker, from its last checkpoint. */
  goOn({ paused }: { readonly paused: boolean }): void {
    const { runId } = explorer.getState().live;
    if (runId === null) return;
    changeLive({ status: 'starting', progress: null });
    this.load();
    this.#start(runId, paused ? 'paused' : 'running');
  }

  /** The paused run is the one that the settings describe. */
  get canGoOn(): boolean {
    const { live, settings } = explorer.getState();
    return live.status === 'paused' && this.#config !== null && sameRun(this.#config, runConfig(settings));
  }

  /** Makes sure of a worker before anybody has asked for a run, which then begins at once. */
  preload(): void {
    this.load();
    this.#parts.preparation.prepare(this.#config ?? runConfig(explorer.getState().settings));
  }

  /** Makes sure of a worker with what the run needs, or the next one if there is none yet. */
  load(): void {
    const { engine, pictures } = this.#parts;
    const { settings } = explorer.getState();
    const { data, backbone } = this.#config ?? runConfig(settings);
    const avoid = this.#avoided;
    // what was asked for has failed, and the run must go on somewhere
    const backend = avoid.some((one) => one === settings.backend) ? 'auto' : settings.backend;
    const contents = { backend, avoid, workers: settings.workers, data, backbone };
    if (engine.holds(contents)) return;
    dismissNotices('restart-engine');
    this.#parts.giveWay();
    engine.load(contents);
    pictures.sendAll();
  }

  #start(runId: string, state: 'paused' | 'running'): void {
    const { engine, keeper } = this.#parts;
    if (!this.#config) return;
    const { checkpoint } = keeper;
    const start = { runId, config: this.#config, sampleIds: samplesInView, checkpoint };
    engine.send({ type: 'start', ...start, paused: state === 'paused' });
    changeEngine({ runId });
  }
}

/** Brings the live run into the pipeline, because it begins or goes on: nothing to be undone. */
export function showLive(): void {
  unrecorded(() => showRun(null));
}
