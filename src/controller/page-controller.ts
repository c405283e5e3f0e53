import type { RunConfig } from '../core/method-config';
import type { InspectionQuestion, SurveyFeatures } from '../data/inspection';
import { selectSample } from '../store/actions';
import type { ForkPlan } from '../store/fork';
import type { KnockOutChoice } from '../store/knock-out';
import type { NoticeCommand } from '../store/notice';
import { explorer } from '../store/store';
import type { Controller } from './controller';
import type { DeckCommands } from './deck-commands';
import type { Dependencies } from './dependencies';
import { Engine } from './engine';
import { EngineFor } from './engine-for';
import { followNotice } from './follow-notice';
import { FreshSnapshots } from './fresh-snapshots';
import type { EverythingCommands } from './everything';
import { keepGuesses } from './guess-keeper';
import { Inspections } from './inspections';
import { Interruptions } from './interruptions';
import { Keeper } from './keeper';
import { lateOffline, type LateOffline } from './late-offline';
import { lateCalls } from './late-calls';
import { lateDecks } from './late-decks';
import { lateOwnNetworks, type LateOwnNetworks } from './late-own-networks';
import { lateOwnData, type LateOwnData } from './late-own-data';
import { lateSweepResults, type LateSweepResults } from './late-sweep-results';
import { Lab, recordedLeft, wantsLab } from './lab';
import { Layouts } from './layouts';
import type { LibraryCommands } from './librarian';
import { lateEverything, lateLibrary } from './late-library';
import { bringLinkedRuns, followNamedRuns } from './linked-run';
import { LiveFrames } from './live-frames';
import { LiveRun } from './live-run';
import { samplesInView } from './samples-in-view';
import { OwnInStored } from './own-in-stored';
import { OwnPictureRuns } from './own-picture';
import { PictureCommands } from './picture-commands';
import { Pictures } from './pictures';
import { loadRecordedRuns } from './recorded-runs';
import { Preparation } from './preparation';
import { QueueKeeper } from './queue-keeper';
import { QueueRunner, type QueueTurn } from './queue-runner';
import { Recovery } from './recovery';
import { RunCommands } from './run-commands';
import { saveShownValues } from './save-files';
import { Shelf } from './shelf';
import { SwitchOff } from './switch-off';
import { Switchboard } from './switchboard';
import { travelWith } from './travel';
import { TestSheets } from './test-sheets';
import type { ShownValues } from './values-file';
import { Weights } from './weights';

/**
 * The one joint of worker, storage and store: takes what the person asks for, sends commands, writes what
 * comes back into the store. It decides nothing about pictures or numbers.
 */
export class PageController implements Controller {
  readonly library: LibraryCommands;
  readonly offline: LateOffline;
  readonly everything: EverythingCommands;
  readonly ownNetworks: LateOwnNetworks;
  readonly decks: DeckCommands;
  readonly ownData: LateOwnData;
  readonly sweepResults: LateSweepResults;
  readonly frames = new LiveFrames((command) => this.#engine.send(command));
  readonly #world: Dependencies;
  readonly #engine: Engine;
  readonly #pictures: Pictures;
  readonly #keeper: Keeper;
  readonly #preparation: Preparation;
  readonly #live: LiveRun;
  readonly #run: RunCommands;
  readonly #shelf: Shelf;
  readonly #queue: QueueRunner;
  readonly #recovery: Recovery;
  readonly #interruptions: Interruptions;
  readonly #lab: Lab;
  readonly #ownPicture: OwnPictureRuns;
  readonly #ownPictures: PictureCommands;
  readonly #ownInStored: OwnInStored;
  readonly #switchOff: SwitchOff;
  readonly #inspections: Inspections;
  readonly #layouts: Layouts;
  readonly #testSheets: TestSheets;
  readonly #switchboard: Switchboard;
  readonly #unsubscribe: readonly (() => void)[];
  #guesses: Promise<() => void> | null = null;

  constructor(world: Dependencies) {
    this.#world = world;
    const send = (command: Parameters<Engine['send']>[0]) => this.#engine.send(command);
    this.#engine = new Engine({
      assets: world.assets,
      openTrainer: (listener) => world.openTrainer(listener),
      onEvent: (event) => this.#switchboard.hear(event),
      onGone: (loss) => {
        this.#switchOff.lost(loss.reason);
        this.#queue.lost(loss.reason);
        this.#recovery.lose(loss);
        this.#inspections.lost(loss.reason);
      },
    });
    this.#pictures = new Pictures({ messages: world.messages, send });
    this.#keeper = new Keeper(world);
    const { messages, newRunId, recorded, library } = world;
    const [engine, pictures, keeper] = [this.#engine, this.#pictures, this.#keeper];
    const shelf = (this.#shelf = new Shelf(world));
    this.library = lateLibrary(world, shelf);
    this.offline = lateOffline(world, shelf);
    this.everything = lateEverything(world, shelf);
    this.ownNetworks = lateOwnNetworks(world, shelf);
    this.decks = lateDecks(() => world.decks(), world.messages);
    this.ownData = lateOwnData(world, shelf);
    this.sweepResults = lateSweepResults(world, shelf);
    const engines = new EngineFor({ engine, pictures, queue: () => this.#queue });
    this.#queue = new QueueRunner({
      ...{ messages, engine, shelf, newRunId, sampleIds: samplesInView },
      prepare: (config) => engines.training(config),
      obstacle: (run) => this.ownNetworks.obstacle(run),
    });
    this.#layouts = new Layouts(world);
    this.#testSheets = new TestSheets(world);
    this.#lab = new Lab(world);
    const weights = new Weights({ recorded, lab: this.#lab, library });
    const now = () => world.now();
    const asking = (config: RunConfig) => engines.asking(config);
    this.#switchOff = new SwitchOff({ messages, weights, now, send, load: asking });
    const giveWay = () => {
      this.#switchOff.giveUp();
      this.#queue.giveWay();
    };
    const preparation = (this.#preparation = new Preparation(engine));
    this.#live = new LiveRun({ messages, newRunId, engine, preparation, pictures, keeper, shelf, giveWay });
    const [live, queue] = [this.#live, this.#queue];
    this.#run = new RunCommands({ engine, live, queue });
    this.#recovery = new Recovery({ messages, keeper, live });
    const parts = { messages, keeper, shelf, live, queue, queueKeeper: new QueueKeeper(world) };
    this.#interruptions = new Interruptions({ ...parts, ownNetworks: this.ownNetworks });
    this.#inspections = new Inspections({ messages, recorded, weights, now, send, load: asking });
    const looking = (config: RunConfig) => engines.looking(config);
    this.#ownPicture = new OwnPictureRuns({ messages, send, weights, load: looking });
    this.#ownInStored = new OwnInStored({ messages, send, weights, load: looking });
    const [ownPicture, ownInStored] = [this.#ownPicture, this.#ownInStored];
    this.#ownPictures = new PictureCommands({
      messages,
      ...{ engine, pictures, live, queue, ownPicture, ownInStored },
    });
    this.#switchboard = new Switchboard({
      world,
      pictures,
      keeper,
      shelf,
      queue,
      recovery: this.#recovery,
      snapshots: new FreshSnapshots({ now, ask: () => send({ type: 'snapshot' }) }),
      ownPicture,
      ownInStored,
      switchOff: this.#switchOff,
      inspections: this.#inspections,
      frames: this.frames,
    });
    const open = (wanted: boolean) => wanted && void this.#lab.open();
    this.#unsubscribe = [
      explorer.subscribe(
        ({ settings }) => settings.backend,
        () => this.#changeBackend(),
      ),
      followNamedRuns(this.#lab),
      explorer.subscribe(wantsLab, open, { fireImmediately: true }),
    ];
  }

  /** The page's first seconds: recorded runs at once, then what was stored, then the engine, unasked. */
  async start(): Promise<void> {
    bringLinkedRuns({ messages: this.#world.messages, lab: this.#lab });
    await loadRecordedRuns(this.#world);
    await this.#interruptions.offer();
    // a link may name a network or pictures that are not here: an engine for them would only say so
    await Promise.all([this.ownNetworks.settled().catch(() => undefined), this.ownData.settled()]);
    // the settings offer it beside the pictures that come with the page
    this.ownData.open();
    if (this.#world.preload) {
      await this.#world.idle();
      const load = () => explorer.getState().engine.phase === 'idle' && this.#live.preload();
      if (wantsLab(explorer.getState())) void recordedLeft().then(load);
      else load();
    }
    this.offline.start();
  }

  close(): void {
    void this.#guesses?.then((end) => end());
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    for (const part of [this.ownNetworks, this.ownData, this.sweepResults, this.#preparation]) part.close();
    this.#layouts.close();
    this.#ownInStored.close();
    this.#switchOff.close();
    this.#shelf.close();
    this.#interruptions.close();
    this.offline.close();
    this.#engine.close();
  }

  play(): void {
    this.#run.play();
  }

  pause(): void {
    this.#run.pause();
  }

  step(): void {
    this.#run.step();
  }

  stop(): void {
    this.#run.stop();
  }

  reset(): void {
    this.#run.reset();
  }

  reseed(): void {
    this.#run.reseed();
  }

  addPictures(files: readonly Blob[]): void {
    this.#ownPictures.add(files);
  }

  removePicture(id: string): void {
    this.#ownPictures.remove(id);
  }

  comparePicture(file: Blob): void {
    this.#ownPictures.compare(file);
  }

  compareOwnPicture(id: string): void {
    this.#ownPictures.compareOwn(id);
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

  openSources(): void {
    const sources = lateCalls(() => import('./sources'), this.#world.messages);
    sources(({ openSources }) => openSources(this.#world));
    void this.#lab.open();
    void this.#shelf.measure();
  }

  askToKeep(): void {
    void this.#world.disk.askToKeep().then(() => this.#shelf.measure());
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

  layOut(key: string, surveys: readonly SurveyFeatures[]): () => void {
    return this.#layouts.ask(key, surveys);
  }

  lookAtTestPicture(id: string): void {
    this.#engine.send({ type: 'view', sampleIds: [...new Set([...samplesInView, id])] });
    selectSample(id);
  }

  showTestPictures(data: string): void {
    this.#testSheets.show(data);
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

  turnQueue(to: QueueTurn): void {
    this.#queue.turn(to);
  }

  switchOff(choice: KnockOutChoice | null): void {
    this.#switchOff.choose(choice);
  }

  undo(): void {
    travelWith('undo', this.#switchOff);
  }

  redo(): void {
    travelWith('redo', this.#switchOff);
  }

  follow(command: NoticeCommand): void {
    const [recovery, live, interruptions] = [this.#recovery, this.#live, this.#interruptions];
    followNotice(command, { world: this.#world, recovery, live, interruptions, offline: this.offline });
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
}
