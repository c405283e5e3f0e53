import type { RunConfig } from '../core/method-config';
import type { InspectionQuestion } from '../data/inspection';
import { changeLive, changeSettings, notify, showRun } from '../store/actions';
import { runConfig } from '../store/run-config';
import { isActive } from '../store/selectors';
import type { ForkPlan } from '../store/fork';
import type { KnockOutChoice } from '../store/knock-out';
import type { NoticeCommand } from '../store/notice';
import { explorer } from '../store/store';
import type { WorkerEvent } from '../worker/protocol';
import type { Controller } from './controller';
import type { Dependencies } from './dependencies';
import { Engine } from './engine';
import { followNotice } from './follow-notice';
import { FreshSnapshots } from './fresh-snapshots';
import { keepGuesses } from './guess-keeper';
import { Inspections } from './inspections';
import { Interruptions } from './interruptions';
import { Keeper } from './keeper';
import { Lab, recordedLeft, wantsLab } from './lab';
import { Librarian } from './librarian';
import { bringLinkedRun, followNamedRun } from './linked-run';
import { LiveRun, samplesInView } from './live-run';
import { OwnPictureRuns } from './own-picture';
import { Pictures } from './pictures';
import { loadRecordedRuns } from './recorded-runs';
import { QueueRunner } from './queue-runner';
import { Recovery } from './recovery';
import { followLive, recordEvent } from './run-events';
import { saveCapsule, saveShownValues } from './save-files';
import { Shelf } from './shelf';
import { SwitchOff } from './switch-off';
import type { ShownValues } from './values-file';

/**
 * The one joint of worker, storage and store: takes what the person asks for, sends commands, writes what
 * comes back into the store. It decides nothing about pictures or numbers.
 */
export class PageController implements Controller {
  readonly library: Librarian;
  readonly #world: Dependencies;
  readonly #engine: Engine;
  readonly #pictures: Pictures;
  readonly #keeper: Keeper;
  readonly #snapshots: FreshSnapshots;
  readonly #live: LiveRun;
  readonly #shelf: Shelf;
  readonly #queue: QueueRunner;
  readonly #recovery: Recovery;
  readonly #interruptions: Interruptions;
  readonly #lab: Lab;
  readonly #ownPicture: OwnPictureRuns;
  readonly #switchOff: SwitchOff;
  readonly #inspections: Inspections;
  readonly #unsubscribe: readonly (() => void)[];
  #guesses: Promise<() => void> | null = null;

  constructor(world: Dependencies) {
    this.#world = world;
    const send = (command: Parameters<Engine['send']>[0]) => this.#engine.send(command);
    this.#engine = new Engine({
      assets: world.assets,
      openTrainer: (listener) => world.openTrainer(listener),
      onEvent: (event) => this.#hear(event),
      onGone: (loss) => {
        this.#switchOff.choose(null);
        this.#queue.lost(loss.reason);
        this.#recovery.lose(loss);
      },
    });
    this.#pictures = new Pictures({ messages: world.messages, send });
    this.#keeper = new Keeper(world);
    const { messages, newRunId } = world;
    const [engine, pictures, keeper] = [this.#engine, this.#pictures, this.#keeper];
    const shelf = (this.#shelf = new Shelf(world));
    this.library = new Librarian(world, shelf);
    this.#queue = new QueueRunner({
      messages,
      engine,
      shelf,
      sampleIds: samplesInView,
      newRunId,
      prepare: (config) => this.#prepare(config),
    });
    this.#inspections = new Inspections(world);
    this.#switchOff = new SwitchOff({ now: () => world.now(), send });
    const giveWay = () => {
      this.#switchOff.choose(null);
      this.#queue.giveWay();
    };
    this.#live = new LiveRun({ messages, newRunId, engine, pictures, keeper, shelf, giveWay });
    const [live, queue] = [this.#live, this.#queue];
    this.#recovery = new Recovery({ messages, keeper, live });
    this.#interruptions = new Interruptions({ messages, keeper, shelf, live, queue });
    this.#snapshots = new FreshSnapshots({ now: () => world.now(), ask: () => send({ type: 'snapshot' }) });
    this.#lab = new Lab(world);
    this.#ownPicture = new OwnPictureRuns({
      messages,
      send,
      lab: this.#lab,
      library: world.library,
      load: (config) => this.#loadAny(config),
    });
    const open = (wanted: boolean) => wanted && void this.#lab.open();
    this.#unsubscribe = [
      explorer.subscribe(
        ({ settings }) => settings.backend,
        () => this.#changeBackend(),
      ),
      followNamedRun(this.#lab),
      explorer.subscribe(wantsLab, open, { fireImmediately: true }),
    ];
  }

  /** The page's first seconds: recorded runs at once, then what was stored, then the engine, unasked. */
  async start(): Promise<void> {
    void bringLinkedRun({ messages: this.#world.messages, lab: this.#lab });
    await loadRecordedRuns(this.#world);
    await this.#interruptions.offer();
    if (!this.#world.preload) return;
    await this.#world.idle();
    await recordedLeft();
    if (explorer.getState().engine.phase === 'idle') this.#live.load();
  }

  close(): void {
    void this.#guesses?.then((end) => end());
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    this.#shelf.close();
    this.#engine.close();
  }

  play(): void {
    const state = explorer.getState();
    if (isActive(state)) return;
    if (this.#live.canGoOn) {
      showRun(null);
      this.#engine.send({ type: 'resume' });
    } else this.#live.begin({ config: runConfig(state.settings), paused: false });
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
    if (!this.#live.canGoOn && !this.#live.begin({ config: runConfig(state.settings), paused: true })) return;
    showRun(null);
    changeLive({ status: 'pausing' });
    this.#engine.send({ type: 'step' });
  }

  stop(): void {
    const { live } = explorer.getState();
    if (live.runId === null || live.status === 'done' || live.status === 'stopped') return;
    if (this.#queue.training) {
      // `stop` is for all that train; what the queue trains goes on
      this.#engine.send({ type: 'cancel', runId: live.runId });
      changeLive({ status: 'stopped', progress: null });
    } else if (this.#engine.ready) this.#engine.send({ type: 'stop' });
    else {
      this.#engine.close();
      changeLive({ status: 'stopped', progress: null });
    }
  }

  reset(): void {
    this.#live.begin({ config: runConfig(explorer.getState().settings), paused: true });
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
      if (!this.#live.begin({ config: runConfig(settings), paused: true })) return;
      notify({ tone: 'info', text: this.#world.messages.notices.ownPictureNeedsRun, action: null });
    } else {
      // whichever worker trains has room for pictures
      if (!this.#queue.training) this.#live.load();
      showRun(null);
    }
    void this.#pictures.add(files);
  }

  removePicture(id: string): void {
    this.#pictures.remove(id);
  }

  comparePicture(file: Blob): void {
    void this.#pictures.add([file]).then(([id]) => {
      if (id !== undefined) this.#ownPicture.choose(id);
    });
  }

  compareOwnPicture(id: string): void {
    this.#ownPicture.choose(id);
    // it may be known to the worker, or wait for one
    if (this.#engine.ready) void this.#ownPicture.accepted(id);
  }

  endComparison(): void {
    this.#ownPicture.cancel();
  }

  showRecorded(runIds: readonly string[]): void {
    void this.#lab.show(runIds);
  }

  readyQuestions(): void {
    void this.#lab.open();
    this.#guesses ??= keepGuesses(this.#world.guesses);
  }

  saveRun(): void {
    if (explorer.getState().live.runId !== null) this.#engine.send({ type: 'capsule', request: 0 });
  }

  saveValues(values: ShownValues): void {
    saveShownValues(values, this.#world);
  }

  inspect(runId: string, question: InspectionQuestion): () => void {
    return this.#inspections.ask(runId, question);
  }

  enqueue(configs: readonly RunConfig[]): void {
    this.#queue.add(configs);
  }

  fork(plan: ForkPlan): void {
    this.#queue.fork(plan);
  }

  goOnWith(runId: string): void {
    this.#queue.goOn(runId);
  }

  cancelQueued(runId: string): void {
    this.#queue.cancel(runId);
  }

  turnQueue(to: 'pause' | 'resume'): void {
    if (this.#queue.training) this.#engine.send({ type: to });
  }

  switchOff(choice: KnockOutChoice | null): void {
    this.#switchOff.choose(choice);
  }

  follow(command: NoticeCommand): void {
    const [recovery, live, interruptions] = [this.#recovery, this.#live, this.#interruptions];
    followNotice(command, { world: this.#world, recovery, live, interruptions });
  }

  #changeBackend(): void {
    const { live, engine } = explorer.getState();
    const { status } = live;
    const { training } = this.#queue;
    this.#queue.giveWay();
    this.#recovery.forgive();
    this.#live.avoidNone();
    if (status !== 'done' && status !== 'stopped' && status !== 'none') {
      this.#live.goOn({ paused: status === 'paused' });
    } else if (training) void this.#queue.advance();
    else if (engine.phase !== 'idle') this.#live.load();
  }

  /** Makes sure of a worker for a queued run; false = the paused run needs the one there is. */
  #prepare({ data, backbone }: RunConfig): boolean {
    const { settings, live } = explorer.getState();
    const contents = { backend: settings.backend, avoid: [], workers: settings.workers, data, backbone };
    if (this.#engine.holds(contents)) return true;
    if (live.status === 'paused' || isActive(explorer.getState())) return false;
    this.#engine.load(contents);
    this.#pictures.sendAll();
    return true;
  }

  /** Whichever engine there is will do for what only looks. */
  #loadAny({ data, backbone }: RunConfig): void {
    const { engine, settings } = explorer.getState();
    if (engine.phase === 'loading' || engine.phase === 'ready') return;
    const { backend, workers } = settings;
    this.#engine.load({ backend, avoid: [], workers, data, backbone });
    this.#pictures.sendAll();
  }

  #hear(event: WorkerEvent): void {
    switch (event.type) {
      case 'own-image':
        return this.#hearPicture(event);
      case 'explained':
      case 'explain-refused':
        return this.#ownPicture.hear(event);
      case 'capsule':
        return saveCapsule(event.bytes, this.#world);
      case 'problem':
        return this.#complain(event);
      case 'ready':
        this.#recovery.ready();
        return void this.#queue.advance();
      case 'knock-out':
      case 'knock-out-score':
      case 'knock-out-refused':
        return this.#switchOff.hear(event);
      case 'loading':
      case 'device':
        return;
      default:
        break;
    }
    const { live } = explorer.getState();
    const queued = event.runId !== live.runId && this.#queue.hear(event);
    if (event.runId !== live.runId && !queued) return;
    recordEvent(event);
    this.#shelf.hear(event);
    this.#switchOff.follow(event);
    if (event.type === 'checkpoint') this.#recovery.progress();
    if (queued) return;
    followLive(event);
    if (event.type === 'started' && live.status === 'starting') changeLive({ status: 'running' });
    if (event.type === 'checkpoint') this.#keeper.keep(event.step, event.bytes);
    if (event.type === 'done') this.#keeper.forget();
    if (event.type === 'failed') this.#recovery.diverge(event.message);
    this.#snapshots.hear(event);
    // the worker is free, or at rest: whoever waits may go on
    if (!isActive(explorer.getState())) void this.#queue.advance();
  }

  #hearPicture(event: Extract<WorkerEvent, { type: 'own-image' }>): void {
    if (event.ok) {
      this.#pictures.accepted(event.id);
      void this.#ownPicture.accepted(event.id);
    } else {
      this.#pictures.refused(event.id, event.message);
      this.#ownPicture.refused(event.id);
    }
  }

  /** The worker lives on; what it complains of may be the live run, another one or none. */
  #complain({ message, runId }: Extract<WorkerEvent, { type: 'problem' }>): void {
    const { live } = explorer.getState();
    if (runId !== null && runId === live.runId) return this.#recovery.refuse(message);
    if (runId !== null) this.#queue.refuse(runId, message);
    notify({ tone: 'bad', text: message, action: null });
  }
}
