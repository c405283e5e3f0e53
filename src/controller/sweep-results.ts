import { blocks } from '../core/ablation/registry';
import type { ResultQuery } from '../data/results/result-query';
import type { RunEntry } from '../data/run-entry';
import { runSetting } from '../data/run-setting';
import { encodeViewSnapshots } from '../data/view-snapshots';
import { UserError } from '../lib/user-error';
import { catalogues } from '../messages/messages';
import {
  changeLibrary,
  changeRun,
  changeSweepResults,
  changeTable,
  changeView,
  openRun,
} from '../store/actions';
import { withEntry } from '../store/library';
import { explorer } from '../store/store';
import { noSweepResults } from '../store/sweep-results';
import { initialTableView } from '../store/table-view';
import type { ResultsClient } from '../worker/client/open-results';
import type { GivenFile } from '../worker/import-protocol';
import type {
  ResultDetails,
  ResultsAnswer,
  ResultsRequest,
  ShownDetails,
  ShownResult,
  ShownView,
} from '../worker/results-protocol';
import type { Dependencies } from './dependencies';
import type { Shelf } from './shelf';
import type { SweepResultsCommands } from './sweep-results-commands';
import { followKept, keptRuns } from './kept-here';
import { picturesOfStored } from './pictures-of-stored';
import { takeCapsule } from './take-capsule';

type World = Pick<
  Dependencies,
  'openResults' | 'openTrainer' | 'assets' | 'messages' | 'library' | 'saveFile'
>;

/** milliseconds: what comes sooner needs no word, and a word that comes and goes is restless */
const MOMENT = 200;

const LOST = 'Reading results stopped working. Open the files again.';

/** Opens results of many runs and asks the worker that holds them for what is on screen. */
export class SweepResults implements SweepResultsCommands {
  readonly #world: World;
  readonly #shelf: Pick<Shelf, 'bringBack' | 'askToKeep' | 'measure'>;
  #client: Promise<ResultsClient> | null = null;
  #asking = false;
  /** while a dropped folder is walked: how things stood before; null where none is */
  #walk: { readonly before: 'none' | 'ready' } | null = null;
  /** names what is opened in Explore; null where nothing is, or it is no longer wanted */
  #opening: object | null = null;
  #unfollow: (() => void) | null = null;

  constructor(world: World, shelf: Pick<Shelf, 'bringBack' | 'askToKeep' | 'measure'>) {
    this.#world = world;
    this.#shelf = shelf;
  }

  open(files: readonly GivenFile[] | Promise<readonly GivenFile[]>): void {
    if (state().state !== 'reading') {
      void this.#read(files);
      return;
    }
    const message = this.#world.messages.sweepResults.stillReading;
    changeSweepResults({ said: [...state().said, { is: 'bad', file: '', message }] });
  }

  stop(): void {
    if (state().state !== 'reading') return;
    if (this.#walk === null) void this.#ask({ type: 'stop' });
    else {
      changeSweepResults({ state: this.#walk.before, reading: null });
      this.#walk = null;
    }
  }

  ask(change: Partial<ResultQuery>): void {
    changeSweepResults({ query: { ...state().query, ...change } });
    void this.#look();
  }

  mix(kept: 'in' | 'out'): void {
    changeSweepResults({ kept });
    this.#unfollow?.();
    this.#unfollow = kept === 'out' ? null : followKept(() => void this.#bringKept());
    void this.#bringKept();
  }

  close(): void {
    this.#walk = null;
    this.#opening = null;
    this.#unfollow?.();
    this.#unfollow = null;
    void this.#client?.then((client) => client.close());
    this.#client = null;
    changeSweepResults(noSweepResults);
  }

  saveCsv(): void {
    void this.#busily(async () => {
      const answer = await this.#ask({ type: 'csv' });
      if (answer.type !== 'csv') return;
      this.#world.saveFile('results.csv', new Uint8Array(await answer.file.arrayBuffer()));
    });
  }

  showCurves(run: ResultDetails): void {
    changeSweepResults({ refused: null });
    void this.#keptRun(run)
      .then((entry) => {
        if (!entry) return;
        const setting = runSetting(entry, blocks);
        changeTable({ setting, baseline: null, chosen: [], find: '', sources: initialTableView.sources });
        changeSweepResults({ said: [{ is: 'kept', name: entry.name }] });
      })
      .catch((error: unknown) => changeSweepResults({ refused: wordsOf(error) }));
  }

  openRun(run: ResultDetails): void {
    if (state().opening !== null) return;
    const opening = (this.#opening = {});
    changeSweepResults({ said: [], refused: null, opening: nameOf(run) });
    void this.#keptRun(run)
      .then((entry) => entry && this.#showInExplore(entry, opening))
      .catch((error: unknown) => {
        if (this.#opening === opening) changeSweepResults({ refused: wordsOf(error) });
      })
      .finally(() => {
        if (this.#opening !== opening) return;
        this.#opening = null;
        changeSweepResults({ opening: null });
      });
  }

  async rows(view: number, from: number, count: number): Promise<readonly ShownResult[]> {
    const answer = await this.#ask({ type: 'rows', view, from, count });
    return answer.type === 'rows' ? answer.rows : [];
  }

  async details(view: number, at: number): Promise<ShownDetails | null> {
    const answer = await this.#ask({ type: 'details', view, at });
    return answer.type === 'details' ? answer.details : null;
  }

  async #read(given: readonly GivenFile[] | Promise<readonly GivenFile[]>): Promise<void> {
    const walk = (this.#walk = { before: state().state === 'ready' ? 'ready' : 'none' });
    changeSweepResults({ state: 'reading', reading: { done: 0, total: 0 }, said: [], refused: null });
    const files = await given;
    // stopped or closed meanwhile
    if (this.#walk !== walk) return;
    this.#walk = null;
    if (files.length === 0) {
      const message = this.#world.messages.sweepResults.noFiles;
      const said = [{ is: 'bad', file: '', message } as const];
      changeSweepResults({ state: walk.before, reading: null, said });
      return;
    }
    const asked = this.#ask({ type: 'open', files }, (done, total) =>
      changeSweepResults({ reading: { done, total } }),
    );
    const client = this.#client;
    const answer = await asked;
    // what was closed, or broke off, is asked nothing more
    if (client === null || this.#client !== client) return;
    if (answer.type === 'opened') {
      changeSweepResults({
        said: [...state().said, ...answer.said],
        files: [...state().files, ...answer.files],
      });
    }
    await this.#look();
    if (this.#client !== client) return;
    // nothing came of it, and nothing was there before
    const empty = state().view === null || state().view?.total === 0;
    changeSweepResults({ state: empty ? 'none' : 'ready', reading: null });
  }

  /** Its entry in this browser's library, where it is from now on; null where that was said to fail. */
  async #keptRun(run: ResultDetails): Promise<RunEntry | null> {
    const { key, file } = run;
    const { library, messages } = this.#world;
    if (file === null) {
      const id = key.slice('kept/'.length);
      await this.#shelf.bringBack(id);
      return explorer.getState().library.entries.find((one) => one.id === id) ?? null;
    }
    const answer = await this.#ask({ type: 'capsule', key });
    if (answer.type !== 'capsule') return null;
    const { entry } = await takeCapsule(answer.file, {
      ...{ library, messages, shelf: this.#shelf, name: nameOf(run) },
    });
    this.#shelf.askToKeep();
    void this.#shelf.measure();
    return entry;
  }

  /** A run that was only ever seen as a file has no pictures yet: they are worked out once, and kept with it. */
  async #showInExplore({ id, name, source, config }: RunEntry, opening: object): Promise<void> {
    const { library } = this.#world;
    if (this.#opening !== opening) return;
    changeSweepResults({ opening: name });
    const isThere = () => explorer.getState().runs.some((run) => run.id === id);
    if (!isThere()) {
      const record = await library.record(id);
      if (!record) return;
      const { bytes: capsule } = await library.exportRun(id);
      const { seen, sourceClasses } = await picturesOfStored({ record, capsule }, this.#world);
      const snapshots = encodeViewSnapshots(seen);
      if (!snapshots) throw new UserError(this.#world.messages.sweepResults.diverged);
      const entry = await library.put({ id, source, label: name, record, snapshots });
      changeLibrary((before) => withEntry(before, entry));
      await this.#shelf.bringBack(id);
      changeRun(id, (run) => ({ ...run, sourceClasses }));
      void this.#shelf.measure();
    }
    // the person has closed the results, or gone elsewhere, meanwhile
    if (this.#opening !== opening || explorer.getState().view.place !== 'compare') return;
    openRun({ id, config });
    changeView({ place: 'explore' });
  }

  async #bringKept(): Promise<void> {
    await this.#busily(() => this.#ask({ type: 'kept', runs: state().kept === 'in' ? keptRuns() : [] }));
    await this.#look();
  }

  /** Asks for the view until it answers what is wanted now: what was wanted meanwhile is never shown. */
  async #look(): Promise<void> {
    if (this.#asking || this.#client === null) return;
    this.#asking = true;
    await this.#busily(async () => {
      let asked: ResultQuery | null = null;
      do {
        asked = state().query;
        const answer = await this.#ask({ type: 'view', query: asked });
        if (answer.type !== 'view') return;
        if (this.#client) this.#show(answer);
        // what was closed is asked nothing more
      } while (this.#client && state().query !== asked);
    }).finally(() => (this.#asking = false));
  }

  #show(view: ShownView): void {
    const lost = state().state === 'ready' && view.total === 0;
    // a worker that broke off between two questions has begun anew, with nothing
    if (lost) this.close();
    changeSweepResults(lost ? { refused: LOST } : { view });
  }

  /** Says that work is under way where it takes longer than a moment. */
  async #busily(work: () => Promise<unknown>): Promise<void> {
    const late = setTimeout(() => changeSweepResults({ busy: true }), MOMENT);
    try {
      await work();
    } finally {
      clearTimeout(late);
      if (state().busy) changeSweepResults({ busy: false });
    }
  }

  async #ask(
    request: ResultsRequest,
    onProgress: (done: number, total: number) => void = () => undefined,
  ): Promise<ResultsAnswer> {
    const opened = (this.#client ??= this.#world.openResults());
    const client = await opened;
    const answer = await client.ask(request, ({ done, total }) => onProgress(done, total));
    if (answer.type === 'failed' && this.#client === opened) {
      // what it held went with it: the files have to be opened again
      if (answer.held === 'nothing') this.close();
      changeSweepResults({ refused: answer.message });
    }
    return answer;
  }
}

/** In English, as all names of runs are kept: the page translates what it shows. */
function nameOf({ row: { label, seed } }: ResultDetails): string {
  return catalogues.en.sweepResults.runName(label ?? '', seed ?? 0);
}

function wordsOf(error: unknown): string {
  if (error instanceof UserError) return error.message;
  return `This run could not be opened (${error instanceof Error ? error.message : String(error)}).`;
}

function state() {
  return explorer.getState().sweepResults;
}
