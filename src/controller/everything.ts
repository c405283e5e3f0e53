import { UserError } from '../lib/user-error';
import { isLanguage } from '../messages/messages';
import { changeGuesses, changeKeeping } from '../store/actions';
import type { Said } from '../store/keeping';
import { explorer } from '../store/store';
import type { BroughtBack } from '../worker/keepsake-protocol';
import type { Dependencies } from './dependencies';
import { openFileSink } from './file-sink';
import type { Shelf } from './shelf';

/** All that a person made here, as one file and back. */
export interface EverythingCommands {
  save(): void;
  /** merges a file into what is here; nothing is overwritten */
  bring(file: File): void;
  end(): void;
}

type World = Pick<Dependencies, 'messages' | 'guesses'>;

export class Everything implements EverythingCommands {
  readonly #world: World;
  readonly #shelf: Pick<Shelf, 'refresh' | 'askToKeep'>;
  #ending: AbortController | null = null;

  constructor(world: World, shelf: Pick<Shelf, 'refresh' | 'askToKeep'>) {
    this.#world = world;
    this.#shelf = shelf;
  }

  save(): void {
    const { messages } = this.#world;
    const { everything: text } = messages.storage;
    void this.#move('saving', async (signal, onProgress) => {
      const sink = await openFileSink(text.fileName(new Date()));
      if (!sink) return [];
      try {
        const { saveKeepsake } = await import('../storage/keepsake/keepsake');
        const language = messages.language;
        const saved = await saveKeepsake(sink.stream, { signal, onProgress, language });
        sink.finish();
        return [{ tone: 'info', text: text.saved(saved) }, ...complaints(saved.problems)];
      } catch (error) {
        await sink.discard();
        throw error instanceof UserError || !(error instanceof DOMException) ? error : unwritten(error);
      }
    });
  }

  bring(file: File): void {
    void this.#move('bringing', async (signal, onProgress) => {
      try {
        const { bringBack } = await import('../worker/client/bring-back');
        const came = await bringBack(file, { signal, onProgress });
        this.#shelf.askToKeep();
        speak(came.language, this.#world.messages.language);
        return this.#said(came);
      } finally {
        await this.#showWhatCame();
      }
    });
  }

  end(): void {
    this.#ending?.abort(new UserError(this.#world.messages.storage.everything.ended));
  }

  async #move(
    what: 'saving' | 'bringing',
    work: (
      signal: AbortSignal,
      onProgress: (done: number, total: number) => void,
    ) => Promise<readonly Said[]>,
  ): Promise<void> {
    if (this.#ending) return;
    this.#ending = new AbortController();
    changeKeeping({ moving: { what, done: 0, total: 1 }, moved: [] });
    const onProgress = (done: number, total: number) => changeKeeping({ moving: { what, done, total } });
    let moved: readonly Said[] = [];
    try {
      moved = await work(this.#ending.signal, onProgress);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      moved = [{ tone: 'bad', text: error.message }];
    } finally {
      this.#ending = null;
      changeKeeping({ moving: null, moved });
    }
  }

  #said({ runs, decks, datasets, guesses, networks, problems }: BroughtBack): readonly Said[] {
    const { everything: text } = this.#world.messages.storage;
    return [
      { tone: 'info', text: text.came({ runs, decks, datasets, guesses, networks }) },
      ...complaints(problems),
    ];
  }

  /** Also after half of it. Decks are read again by whoever shows them: the keepsake tells all tabs, this one too. */
  async #showWhatCame(): Promise<void> {
    const kept = await this.#world.guesses.load().catch(() => ({}));
    changeGuesses((guesses) => ({ ...guesses, given: { ...guesses.given, ...kept } }));
    await this.#shelf.refresh();
  }
}

/** The first of them: a file in which everything is damaged must not fill the page. */
function complaints(problems: readonly string[]): readonly Said[] {
  return problems.slice(0, 20).map((text) => ({ tone: 'bad', text }));
}

/** Of the file's stream: the disk is full, or the file was taken away. */
function unwritten({ name, message }: DOMException): UserError {
  const why =
    name === 'QuotaExceededError'
      ? 'the disk has no room left. Make room, or choose another place'
      : `the file cannot be written (${message || name}). Choose another place`;
  return new UserError(`Nothing was saved: ${why}, and save again.`);
}

/** A link or the person may have chosen a language here; else the page speaks the one that it was saved in. */
function speak(language: string | null, now: string): void {
  if (!isLanguage(language) || language === now || explorer.getState().view.language !== null) return;
  explorer.setState(({ view }) => ({ view: { ...view, language } }));
}
