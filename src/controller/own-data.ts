import { isOwnId, type OwnId } from '../data/own/own-id';
import { UserError } from '../lib/user-error';
import type { DatasetLibrary } from '../storage/dataset-library';
import { changeOwnData, changeSettings, chooseSettings, goTo, notify } from '../store/actions';
import { unrecorded } from '../store/history';
import { choiceOf, type GivenLabels } from '../store/own-data';
import { dataId, defaultSettings } from '../store/settings';
import { explorer } from '../store/store';
import type { ImportClient } from '../worker/client/open-import';
import type { GivenSource, ShownPicture } from '../worker/import-protocol';
import type { Dependencies } from './dependencies';
import type { ArrangeChange, OwnDataCommands } from './own-data-commands';
import { OwnLabels } from './own-labels';

/** What data of one's own needs of the world; opened when it is first asked for. */
export interface OwnDataWorld {
  readonly library: Pick<
    DatasetLibrary,
    'list' | 'rename' | 'delete' | 'deleteImport' | 'labels' | 'label' | 'forgetLabels' | 'listen'
  >;
  openImport(): ImportClient;
}

type Parts = OwnDataWorld & Pick<Dependencies, 'messages'> & { askToKeep(): void; measure(): void };

/** Pictures of the strip, and how large they are at most. */
const thumbnailSide = 96;

/** Brings data of one's own in, and keeps the page in step with what this browser has. */
export class OwnData implements OwnDataCommands {
  readonly #parts: Parts;
  readonly #client: ImportClient;
  #source: GivenSource | null = null;
  /** one change after another: each is made to what the one before it has made */
  #arranging: Promise<void> = Promise.resolve();
  #waiting = 0;
  readonly #replaced = new Map<OwnId, OwnId>();
  readonly #labels: OwnLabels;
  readonly #ends: readonly (() => void)[];

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#client = parts.openImport();
    this.#labels = new OwnLabels(parts.library);
    this.#ends = [
      parts.library.listen(() => void this.#refresh()),
      explorer.subscribe(
        ({ settings }) => settings.data,
        () => this.#settle(),
      ),
    ];
  }

  close(): void {
    for (const end of this.#ends) end();
    this.#client.close();
  }

  /** Resolves when it is known what is here, and the settings say nothing else. */
  async known(): Promise<void> {
    if (explorer.getState().ownData.state === 'unasked') await this.#refresh();
  }

  open(): void {
    void this.known();
  }

  look(source: GivenSource): void {
    const { ownData } = explorer.getState();
    if (ownData.incoming.stage === 'importing') return;
    this.#source = source;
    const { name } = source;
    changeOwnData({ incoming: { stage: 'looking', name }, refused: null });
    void this.#client.ask({ type: 'look', source, options: this.#options() }).then((answer) => {
      // other files were given meanwhile
      if (this.#source !== source) return;
      if (answer.type === 'found') {
        const { format, pictures, bytes, known } = answer;
        const found = { name, format, pictures, bytes, known: known?.pictures ?? 0 };
        changeOwnData({ incoming: { stage: 'found', ...found } });
      } else if (answer.type === 'failed') this.#end(name, 0, answer.message, false);
    });
  }

  keepAt(keptSide: number): void {
    changeOwnData({ keptSide });
    if (this.#source) this.look(this.#source);
  }

  begin(): void {
    const source = this.#source;
    if (!source) return;
    const { name } = source;
    const arriving = { name, done: 0, total: null, pictures: 0, bytes: 0, leftOut: 0 };
    changeOwnData({ incoming: { stage: 'importing', ...arriving }, refused: null });
    const request = { type: 'import', source, options: this.#options(), arrange: {} } as const;
    void this.#client
      .ask(request, ({ done, total, pictures, bytes, leftOut }) =>
        changeOwnData({ incoming: { stage: 'importing', name, done, total, pictures, bytes, leftOut } }),
      )
      .then(async (answer) => {
        await this.#refresh();
        this.#parts.measure();
        if (answer.type === 'imported') {
          this.#source = null;
          const { dataset, message } = answer;
          const opened = { importId: answer.import.id, id: dataset?.id ?? null, message };
          changeOwnData({ incoming: { stage: 'none' }, opened });
          this.#parts.askToKeep();
        } else if (answer.type === 'cancelled') this.#end(name, answer.import?.pictures ?? 0, null, true);
        else if (answer.type === 'failed')
          this.#end(name, answer.import?.pictures ?? 0, answer.message, true);
      });
  }

  cancel(): void {
    this.#client.cancel();
  }

  dismiss(): void {
    this.#source = null;
    changeOwnData({ incoming: { stage: 'none' } });
  }

  show(importId: string | null, id: OwnId | null = null): void {
    changeOwnData({ opened: importId === null ? null : { importId, id, message: null }, refused: null });
  }

  arrange(change: ArrangeChange): void {
    const { opened } = explorer.getState().ownData;
    if (!opened) return;
    this.#waiting++;
    changeOwnData({ arranging: true, refused: null });
    this.#arranging = this.#arranging
      .catch(() => undefined)
      .then(() => this.#arrange(opened.importId, this.#newest(opened.id), change))
      .finally(() => {
        this.#waiting--;
        if (this.#waiting > 0) return;
        changeOwnData({ arranging: false });
        this.#settle();
      });
  }

  /** What has taken the place of a dataset meanwhile. */
  #newest(id: OwnId | null): OwnId | null {
    const next = id && this.#replaced.get(id);
    return next ? this.#newest(next) : id;
  }

  async #arrange(importId: string, id: OwnId | null, wanted: ArrangeChange): Promise<void> {
    const { imports, datasets } = explorer.getState().ownData;
    const imported = imports.find((one) => one.id === importId);
    if (!imported) return;
    const before = datasets.find((one) => one.id === id);
    const change = typeof wanted === 'function' ? wanted(before ?? null) : wanted;
    // runs name their data by what it is: what one was trained on stays beside what is made of it now
    const instead = before && !isTrainedOn(before.id) ? { instead: before.id } : {};
    const answer = await this.#client.ask({
      type: 'arrange',
      importId,
      name: before?.name ?? imported.name,
      options: { ...before?.options, ...change },
      ...instead,
    });
    if (answer.type === 'failed') changeOwnData({ refused: answer.message });
    if (answer.type !== 'arranged') return;
    const { dataset } = answer;
    if (change.relabelled) await this.#labels.takenOver(dataset.importId);
    await this.#refresh();
    if (before && before.id !== dataset.id) this.#replaced.set(before.id, dataset.id);
    this.#replaced.delete(dataset.id);
    const { opened } = explorer.getState().ownData;
    if (opened?.importId === importId) changeOwnData({ opened: { importId, id: dataset.id, message: null } });
    const { data } = explorer.getState().settings;
    if (before && dataId(data) === before.id) changeSettings({ data: choiceOf(dataset) });
  }

  label(importId: string, more: Partial<GivenLabels> | null): void {
    void this.#do(() => this.#labels.give(importId, more));
  }

  rename(id: OwnId, name: string): void {
    void this.#do(() => this.#parts.library.rename(id, name));
  }

  remove(id: OwnId): void {
    const { opened } = explorer.getState().ownData;
    if (opened?.id === id) changeOwnData({ opened: null });
    void this.#do(() => this.#parts.library.delete(id));
  }

  removeImport(importId: string): void {
    const { opened } = explorer.getState().ownData;
    if (opened?.importId === importId) changeOwnData({ opened: null });
    void this.#do(() => this.#parts.library.deleteImport(importId));
  }

  trainOn(id: OwnId): void {
    const dataset = explorer.getState().ownData.datasets.find((one) => one.id === id);
    if (!dataset) return;
    chooseSettings({ data: choiceOf(dataset) });
    goTo('explore');
  }

  async pictures(importId: string, from: number, count: number): Promise<readonly ShownPicture[]> {
    const answer = await this.#client.ask({ type: 'pictures', importId, from, count, side: thumbnailSide });
    return answer.type === 'pictures' ? answer.pictures : [];
  }

  #options(): { readonly keptSide: number } {
    return { keptSide: explorer.getState().ownData.keptSide };
  }

  #end(name: string, kept: number, message: string | null, again: boolean): void {
    changeOwnData({ incoming: { stage: 'ended', name, kept, message, again } });
  }

  async #do(work: () => Promise<void>): Promise<void> {
    changeOwnData({ refused: null });
    try {
      await work();
      await this.#refresh();
      this.#parts.measure();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      changeOwnData({ refused: error.message });
    }
  }

  async #refresh(): Promise<void> {
    try {
      const { imports, datasets } = await this.#parts.library.list();
      // last: what is said of pictures meanwhile must be among them
      const labels = await this.#labels.read();
      changeOwnData({ state: 'ready', imports, datasets, labels });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      changeOwnData({ state: 'unavailable' });
    }
    this.#settle();
  }

  /** What the settings name must be here: a link, or another tab that has deleted it, may say otherwise. */
  #settle(): void {
    const { settings, ownData } = explorer.getState();
    const { data } = settings;
    // what is chosen may be about to get another name
    if (typeof data === 'string' || ownData.state === 'unasked' || ownData.arranging) return;
    const there = ownData.datasets.find(({ id }) => id === data.own);
    if (there && data.facts) return;
    if (!there) {
      const { missing } = this.#parts.messages.settings.data;
      notify({ tone: 'warn', text: missing(data.own), action: null });
    }
    unrecorded(() => changeSettings({ data: there ? choiceOf(there) : defaultSettings.data }));
  }
}

/** A run on the page, in the library or in the queue was trained on it, or will be. */
function isTrainedOn(data: string): boolean {
  const { runs, queue, library } = explorer.getState();
  return isOwnId(data) && [...runs, ...queue, ...library.entries].some(({ config }) => config.data === data);
}
