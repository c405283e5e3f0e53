import type { CheckLength } from '../data/run-check';
import type { Annotation } from '../data/run-entry';
import { UserError } from '../lib/user-error';
import type { RemovedRuns } from '../storage/run-library';
import { changeKeeping, changeLibrary, removeRun } from '../store/actions';
import type { Said } from '../store/keeping';
import { withEntry, withoutEntries } from '../store/library';
import { isActive } from '../store/selectors';
import { explorer } from '../store/store';
import type { Dependencies } from './dependencies';
import { RunChecker } from './run-checker';
import type { Shelf } from './shelf';
import { takeCapsule } from './take-capsule';

/** What the person can do with the runs that are kept. What comes of it stands in `keeping`, a sentence for each. */
export interface LibraryCommands {
  annotate(id: string, change: Partial<Annotation>): void;
  /** takes runs out; until the next time they can be put back */
  remove(ids: readonly string[]): void;
  putBack(): void;
  /** saves each as a capsule file */
  save(ids: readonly string[]): void;
  /** takes capsule files in */
  take(files: readonly File[]): void;
  /** trains a run again and compares */
  check(id: string, length: CheckLength): void;
  endCheck(): void;
}

type LibrarianWorld = Pick<
  Dependencies,
  'library' | 'messages' | 'saveFile' | 'claims' | 'openTrainer' | 'assets'
>;

const megabyte = 1e6;
/** what was deleted is held in memory until it is certain */
const mostToHold = 256 * megabyte;

/** Does what the person asks of the library. */
export class Librarian implements LibraryCommands {
  readonly #world: LibrarianWorld;
  readonly #shelf: Shelf;
  readonly #checker: RunChecker;
  #removed: RemovedRuns = [];

  constructor(world: LibrarianWorld, shelf: Shelf) {
    this.#world = world;
    this.#shelf = shelf;
    this.#checker = new RunChecker(world);
  }

  annotate(id: string, change: Partial<Annotation>): void {
    void this.#do(async () => {
      const entry = await this.#world.library.annotate(id, change);
      changeLibrary((library) => withEntry(library, entry));
    });
  }

  remove(ids: readonly string[]): void {
    void this.#do(async () => {
      await this.#refuseToRemove(ids);
      this.#removed = await this.#world.library.delete(ids);
      const { live, keeping } = explorer.getState();
      changeLibrary((library) => withoutEntries(library, ids));
      for (const id of ids) if (id !== live.runId) removeRun(id);
      if (keeping.checking && ids.includes(keeping.checking.runId)) this.#checker.end();
      changeKeeping({ removed: this.#removed.length });
      await this.#shelf.measure();
    });
  }

  putBack(): void {
    void this.#do(async () => {
      await this.#world.library.restore(this.#removed);
      this.#removed = [];
      changeKeeping({ removed: 0 });
      await this.#shelf.refresh();
    });
  }

  save(ids: readonly string[]): void {
    const { library, messages } = this.#world;
    void this.#do(async (say) => {
      for (const id of ids) {
        const entry = explorer.getState().library.entries.find((one) => one.id === id);
        if (!entry) continue;
        await this.#orSay(say, '', async () => {
          const { bytes } = await library.exportRun(id);
          const { data, training } = entry.config;
          this.#world.saveFile(
            messages.library.fileName({ name: entry.name, data, seed: training.seed }),
            bytes,
          );
        });
      }
    });
  }

  take(files: readonly File[]): void {
    const { library, messages } = this.#world;
    const shelf = this.#shelf;
    void this.#do(async (say) => {
      for (const file of files) {
        await this.#orSay(say, file.name, async () => {
          const { known, entry } = await takeCapsule(file, { library, messages, shelf });
          const text = known
            ? messages.library.known(file.name, entry.name)
            : messages.library.taken(entry.name);
          say({ tone: 'info', text });
        });
      }
      shelf.askToKeep();
      await shelf.measure();
    });
  }

  check(id: string, length: CheckLength): void {
    void this.#checker.begin(id, length);
  }

  endCheck(): void {
    this.#checker.end();
  }

  /** @throws UserError while one of them is being trained, or where they could not all be put back */
  async #refuseToRemove(ids: readonly string[]): Promise<void> {
    const { claims, messages } = this.#world;
    const state = explorer.getState();
    const { entries } = state.library;
    const trains = new Set(
      state.queue.flatMap(({ id, state: stage }) => (stage === 'running' || stage === 'paused' ? [id] : [])),
    );
    if (state.live.runId !== null && (isActive(state) || state.live.status === 'paused')) {
      trains.add(state.live.runId);
    }
    const elsewhere = await claims.elsewhere();
    const chosen = entries.filter(({ id }) => ids.includes(id));
    const busy = chosen.find(({ id }) => trains.has(id));
    if (busy) throw new UserError(messages.library.busyHere(busy.name));
    const away = chosen.find(({ id }) => elsewhere.has(id));
    if (away) throw new UserError(messages.library.busyElsewhere(away.name));
    const bytes = chosen.reduce((sum, entry) => sum + entry.bytes, 0);
    if (bytes > mostToHold && chosen.length > 1) throw new UserError(messages.library.tooMany(mostToHold));
  }

  /** One thing after another that was asked, with what is to be said of it in the place of what was said before. */
  async #do(work: (say: (said: Said) => void) => Promise<void>): Promise<void> {
    changeKeeping({ said: [] });
    const say = (said: Said) => changeKeeping({ said: [...explorer.getState().keeping.said, said] });
    await this.#orSay(say, '', () => work(say));
  }

  async #orSay(say: (said: Said) => void, about: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const { failed } = this.#world.messages.library;
      say({ tone: 'bad', text: about === '' ? error.message : failed(about, error.message) });
    }
  }
}
