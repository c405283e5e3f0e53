import { checkConfig } from '../core/ablation/registry';
import type { RunConfig } from '../core/method-config';
import { UserError } from '../lib/user-error';
import { changeLive, changeSettings, dismissNotice, notify, showRun } from '../store/actions';
import { runConfig, sameRun, settingsOf } from '../store/run-config';
import { isActive } from '../store/selectors';
import type { NoticeCommand } from '../store/notice';
import type { StoredRun } from '../storage/run-storage';
import { explorer } from '../store/store';
import type { WorkerEvent } from '../worker/protocol';
import type { Controller } from './controller';
import type { Dependencies } from './dependencies';
import { Engine, type EngineContents } from './engine';
import { FreshSnapshots } from './fresh-snapshots';
import { Keeper } from './keeper';
import { joinRun } from './live-runs';
import { Pictures } from './pictures';
import { loadRecordedRuns } from './recorded-runs';
import { recordEvent } from './run-events';
import { runLabel } from './run-label';

/** Test images that every run shows: the first sixteen hold all ten classes of each embedded dataset. */
const samplesInView = Array.from({ length: 16 }, (_, index) => `test/${index}`);

interface Beginning {
  readonly config: RunConfig;
  readonly paused: boolean;
  /** go on from here instead of from the initial weights */
  readonly stored?: StoredRun;
}

/**
 * The one joint of worker, storage and store: takes what the person asks for, sends commands, writes what
 * comes back into the store. It decides nothing about pictures or numbers.
 */
export class PageController implements Controller {
  readonly #world: Dependencies;
  readonly #engine: Engine;
  readonly #pictures: Pictures;
  readonly #keeper: Keeper;
  readonly #snapshots: FreshSnapshots;
  /** the configuration of the live run, as it was asked for */
  #config: RunConfig | null = null;
  /** the engine has died since the run last made progress */
  #stumbled = false;
  readonly #unsubscribe: () => void;

  constructor(world: Dependencies) {
    this.#world = world;
    const send = (command: Parameters<Engine['send']>[0]) => this.#engine.send(command);
    this.#engine = new Engine({
      assets: world.assets,
      openTrainer: (listener) => world.openTrainer(listener),
      onEvent: (event) => this.#hear(event),
      onGone: (reason) => this.#recover(reason),
    });
    this.#pictures = new Pictures({ messages: world.messages, send });
    this.#keeper = new Keeper({ storage: world.storage, messages: world.messages });
    this.#snapshots = new FreshSnapshots({ now: () => world.now(), ask: () => send({ type: 'snapshot' }) });
    this.#unsubscribe = explorer.subscribe(
      ({ settings }) => settings.backend,
      () => this.#changeBackend(),
    );
  }

  /** The page's first seconds: recorded runs at once, then what was stored, then the engine, unasked. */
  async start(): Promise<void> {
    await loadRecordedRuns(this.#world);
    await this.#keeper.offer();
    if (!this.#world.preload) return;
    await this.#world.idle();
    if (explorer.getState().engine.phase === 'idle') this.#load(runConfig(explorer.getState().settings));
  }

  close(): void {
    this.#unsubscribe();
    this.#engine.close();
  }

  play(): void {
    const state = explorer.getState();
    if (isActive(state)) return;
    if (this.#canGoOn()) {
      showRun(null);
      this.#engine.send({ type: 'resume' });
    } else this.#begin({ config: runConfig(state.settings), paused: false });
  }

  pause(): void {
    const { status } = explorer.getState().live;
    if (status !== 'running') return;
    changeLive({ status: 'pausing' });
    this.#engine.send({ type: 'pause' });
  }

  step(): void {
    const state = explorer.getState();
    if (state.live.status === 'running') return this.pause();
    if (isActive(state)) return;
    if (!this.#canGoOn() && !this.#begin({ config: runConfig(state.settings), paused: true })) return;
    showRun(null);
    changeLive({ status: 'pausing' });
    this.#engine.send({ type: 'step' });
  }

  stop(): void {
    const { live } = explorer.getState();
    if (live.runId === null || live.status === 'done' || live.status === 'stopped') return;
    if (this.#engine.ready) this.#engine.send({ type: 'stop' });
    else {
      this.#engine.close();
      changeLive({ status: 'stopped', progress: null });
    }
  }

  reset(): void {
    this.#begin({ config: runConfig(explorer.getState().settings), paused: true });
  }

  reseed(): void {
    const { seed } = explorer.getState().settings;
    changeSettings({ seed: (seed + 1) % 2 ** 32 });
    this.reset();
  }

  addPictures(files: readonly Blob[]): void {
    if (files.length === 0) return;
    const { live, settings } = explorer.getState();
    if (live.runId === null) {
      if (!this.#begin({ config: runConfig(settings), paused: true })) return;
      notify({ tone: 'info', text: this.#world.messages.notices.ownPictureNeedsRun, action: null });
    } else if (this.#config) {
      this.#load(this.#config);
      showRun(null);
    }
    void this.#pictures.add(files);
  }

  removePicture(id: string): void {
    this.#pictures.remove(id);
  }

  saveRun(): void {
    if (explorer.getState().live.runId !== null) this.#engine.send({ type: 'capsule', request: 0 });
  }

  follow(command: NoticeCommand): void {
    const { notices } = explorer.getState();
    for (const { id, action } of notices) if (action?.command === command) dismissNotice(id);
    switch (command) {
      case 'reload-recorded':
        void loadRecordedRuns(this.#world);
        return;
      case 'restart-engine':
        this.#stumbled = false;
        if (this.#config && explorer.getState().live.status !== 'done') this.#goOn({ paused: false });
        else this.#load(runConfig(explorer.getState().settings));
        return;
      case 'resume-stored': {
        const stored = this.#keeper.offered;
        if (!stored) return;
        changeSettings(settingsOf(stored.config, explorer.getState().settings));
        this.#begin({ config: stored.config, paused: false, stored });
        return;
      }
      default:
        return command satisfies never;
    }
  }

  /** The paused run is the one that the settings describe. */
  #canGoOn(): boolean {
    const { live, settings } = explorer.getState();
    return live.status === 'paused' && this.#config !== null && sameRun(this.#config, runConfig(settings));
  }

  /** @returns false when the settings cannot be run; the reason stands in a notice */
  #begin({ config, paused, stored }: Beginning): boolean {
    try {
      checkConfig(config.method);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      notify({ tone: 'warn', text: error.message, action: null });
      return false;
    }
    const runId = this.#world.newRunId();
    this.#config = config;
    this.#stumbled = false;
    const label = runLabel(config, this.#world.messages);
    this.#keeper.begin({ runId, label, config, stored });
    joinRun({ runId, label, config });
    changeLive({ runId, status: 'starting', progress: null, step: stored?.step ?? 0 });
    showRun(null);
    this.#load(config);
    this.#sendStart({ paused });
    return true;
  }

  /** The same run in a new worker, from its last checkpoint. */
  #goOn({ paused }: { readonly paused: boolean }): void {
    if (!this.#config) return;
    changeLive({ status: 'starting', progress: null });
    this.#load(this.#config);
    this.#sendStart({ paused });
  }

  #sendStart({ paused }: { readonly paused: boolean }): void {
    const { runId } = explorer.getState().live;
    if (runId === null || !this.#config) return;
    const checkpoint = this.#keeper.checkpoint;
    const start = { runId, config: this.#config, sampleIds: samplesInView, checkpoint, paused };
    this.#engine.send({ type: 'start', ...start });
  }

  #load({ data, backbone }: RunConfig): void {
    const { backend, workers } = explorer.getState().settings;
    const contents: EngineContents = { backend, data, backbone, workers };
    if (this.#engine.holds(contents)) return;
    this.#engine.load(contents);
    this.#pictures.sendAll();
  }

  #changeBackend(): void {
    const { live, engine } = explorer.getState();
    const { status } = live;
    if (this.#config && status !== 'done' && status !== 'stopped' && status !== 'none') {
      this.#goOn({ paused: status === 'paused' });
    } else if (engine.phase !== 'idle') this.#load(this.#config ?? runConfig(explorer.getState().settings));
  }

  #hear(event: WorkerEvent): void {
    switch (event.type) {
      case 'own-image':
        return event.ok ? this.#pictures.accepted(event.id) : this.#pictures.refused(event.id, event.message);
      case 'capsule':
        return this.#save(event.bytes);
      case 'problem':
        return this.#complain(event.message);
      case 'loading':
      case 'ready':
      case 'device':
        return;
      default:
        break;
    }
    const { live } = explorer.getState();
    if (event.runId !== live.runId) return;
    recordEvent(event);
    if (event.type === 'started' && live.status === 'starting') changeLive({ status: 'running' });
    if (event.type === 'checkpoint') {
      this.#stumbled = false;
      void this.#keeper.keep(event.step, event.bytes);
    }
    if (event.type === 'done') void this.#keeper.forget();
    this.#snapshots.hear(event);
  }

  #save(bytes: Uint8Array): void {
    const { runs, live } = explorer.getState();
    const run = runs.find(({ id }) => id === live.runId);
    if (!run) return;
    const { notices } = this.#world.messages;
    this.#world.saveFile(notices.fileName(run.label, run.config.data, live.step), bytes);
  }

  #complain(message: string): void {
    notify({ tone: 'bad', text: message, action: null });
    if (explorer.getState().live.status === 'starting') changeLive({ status: 'stopped', progress: null });
  }

  /** The worker is gone: once, go on from the last checkpoint; the second time, let the person decide. */
  #recover(reason: string): void {
    const { notices } = this.#world.messages;
    const { status } = explorer.getState().live;
    const interrupted = isActive(explorer.getState()) || status === 'paused';
    const action = { label: notices.engineRestart, command: 'restart-engine' as const };
    if (!interrupted) return notify({ tone: 'bad', text: notices.engineFailed(reason), action });
    if (this.#stumbled || status === 'starting') {
      changeLive({ status: 'stopped', progress: null });
      return notify({ tone: 'bad', text: notices.engineGone(reason), action });
    }
    this.#stumbled = true;
    notify({ tone: 'warn', text: notices.engineDied(reason, this.#keeper.step), action: null });
    this.#goOn({ paused: status === 'paused' });
  }
}
