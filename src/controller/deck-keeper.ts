import type { Deck } from '../data/deck';
import { UserError } from '../lib/user-error';
import type { Messages } from '../messages/messages';
import { changeLecture, notify } from '../store/actions';
import { isOwnDeck } from '../store/lecture';
import { changeShelf } from '../store/stage-actions';
import { explorer } from '../store/store';
import type { OwnDecks } from './own-decks';

interface DeckKeeperParts {
  readonly own: OwnDecks;
  readonly messages: Messages;
  newId(): string;
}

/** Milliseconds of rest before what was changed is written: a word and not each letter. */
const rest = 400;

/** Writes the open deck after each change, one write at a time; nobody has to save. */
export class DeckKeeper {
  readonly #parts: DeckKeeperParts;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #writing: Promise<void> = Promise.resolve();
  #complained = false;

  constructor(parts: DeckKeeperParts) {
    this.#parts = parts;
  }

  /** Keeps every change of the deck that is open, from now on. */
  follow(): void {
    explorer.subscribe(
      ({ lecture }) => lecture.draft,
      (draft, before) => {
        // one deck makes room for another: what was changed of the first is written now
        if (before && before.id !== draft?.id) this.#flush(before.id, before.deck);
        if (!draft || !isOwnDeck(draft.id) || this.#parts.own.deck(draft.id) === draft.deck) return;
        changeLecture((lecture) => ({ ...lecture, keeping: 'saving' }));
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.#flush(draft.id, draft.deck), rest);
      },
    );
    // a tab that is closed or put away has no time to rest
    document.addEventListener('visibilitychange', () => {
      const { draft } = explorer.getState().lecture;
      if (document.visibilityState === 'hidden' && draft) this.#flush(draft.id, draft.deck);
    });
    const { draft } = explorer.getState().lecture;
    if (draft) this.#flush(draft.id, draft.deck);
  }

  /** Writes a deck; where the disk refuses, the page has it. */
  keep(id: string, deck: Deck): Promise<void> {
    this.#writing = this.#writing.then(() => this.#write(id, deck));
    return this.#writing;
  }

  /** Everything that was to be written has been. */
  settled(): Promise<void> {
    return this.#writing;
  }

  /** Takes over what another tab has written. @returns false where the disk cannot be read */
  async takeOver(): Promise<boolean> {
    const { own } = this.#parts;
    await this.#writing;
    const { draft } = explorer.getState().lecture;
    const clean = draft !== null && own.deck(draft.id) === draft.deck;
    try {
      await own.read();
    } catch (error) {
      if (error instanceof UserError) return false;
      throw error;
    }
    const now = draft && own.deck(draft.id);
    if (clean && now) {
      const { id } = draft;
      changeLecture((lecture) =>
        lecture.draft === draft ? { ...lecture, draft: { id, deck: now } } : lecture,
      );
    }
    return true;
  }

  #flush(id: string, deck: Deck): void {
    clearTimeout(this.#timer);
    if (isOwnDeck(id) && this.#parts.own.deck(id) !== deck) void this.keep(id, deck);
    else if (isOwnDeck(id)) this.#say('kept');
  }

  async #write(id: string, deck: Deck): Promise<void> {
    const { own } = this.#parts;
    try {
      if ((await own.write(id, deck)) === 'conflict') await this.#standBeside(id, deck);
      this.#say('kept');
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      this.#say('here-only');
      if (!this.#complained) notify({ tone: 'warn', text: error.message, action: null });
      this.#complained = true;
    }
    changeShelf({ own: own.facts() });
  }

  /** Another tab has changed the same deck: both stay, this one under another name. */
  async #standBeside(id: string, deck: Deck): Promise<void> {
    const { own, messages } = this.#parts;
    const other = `own-${this.#parts.newId()}`;
    const copy = { ...deck, title: messages.lecture.besideTitle(deck.title).slice(0, 160) };
    await own.leaveToOthers(id, other, copy);
    changeLecture((lecture) =>
      lecture.draft?.id === id ? { ...lecture, draft: { id: other, deck: copy } } : lecture,
    );
    explorer.setState(({ view }) => (view.deck === id ? { view: { ...view, deck: other } } : {}));
    notify({ tone: 'warn', text: messages.lecture.conflict(deck.title, copy.title), action: null });
    await own.write(other, copy);
  }

  #say(keeping: 'kept' | 'here-only'): void {
    changeLecture((lecture) => (lecture.keeping === keeping ? lecture : { ...lecture, keeping }));
  }
}
