import type { Deck } from '../data/deck';
import { UserError } from '../lib/user-error';
import type { Messages } from '../messages/messages';
import { changeLecture, notify } from '../store/actions';
import { sameValue } from '../store/document';
import { unrecorded } from '../store/history';
import { isOwnDeck, isPresenting, type OpenDeck } from '../store/lecture';
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
  /** what was changed here and is not being written yet */
  #changed: OpenDeck | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #writing: Promise<void> = Promise.resolve();
  #writes = 0;
  readonly #dropped = new Set<string>();
  #kept: 'kept' | 'here-only' = 'kept';
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
        if (before && before.id !== draft?.id) this.#flush();
        this.#note(draft);
      },
    );
    // a tab that is closed or put away has no time to rest
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') this.#flush();
    });
    this.#note(explorer.getState().lecture.draft);
    this.#flush();
  }

  /** Writes a deck; where the disk refuses, the page has it. */
  keep(id: string, deck: Deck): Promise<void> {
    this.#writes++;
    // whatever goes wrong with one, the next is written all the same
    this.#writing = this.#writing
      .then(() => this.#write(id, deck))
      .catch((error: unknown) => {
        this.#say('here-only');
        reportError(error);
      })
      .finally(() => this.#writes--);
    return this.#writing;
  }

  /** Writes what was changed of a deck last, and nothing of it from then on: it is to be deleted. */
  async drop(id: string): Promise<void> {
    this.#flush();
    await this.#writing;
    this.#dropped.add(id);
  }

  /** Writes it again: it has been put back. */
  putBack(id: string): void {
    this.#dropped.delete(id);
  }

  /** Takes over what another tab has written. @returns false where the disk cannot be read */
  async takeOver(): Promise<boolean> {
    const { own } = this.#parts;
    await this.#writing;
    const { draft } = explorer.getState().lecture;
    const clean = draft !== null && sameValue(own.deck(draft.id), draft.deck);
    try {
      await own.read();
    } catch (error) {
      if (error instanceof UserError) return false;
      throw error;
    }
    const now = draft && own.deck(draft.id);
    if (clean && now && !sameValue(now, draft.deck)) this.#replace(draft, { id: draft.id, deck: now });
    return true;
  }

  /** Puts a deck in the open one's place that the person has not made here: nothing to undo. */
  #replace(open: OpenDeck, draft: OpenDeck): void {
    unrecorded(() => changeLecture((lecture) => (lecture.draft === open ? { ...lecture, draft } : lecture)));
  }

  /** A deck on the stage is what another window has made of it, and is written there. */
  #note(draft: OpenDeck | null): void {
    if (!draft || !isOwnDeck(draft.id) || isPresenting(explorer.getState())) return;
    const idle = this.#writes === 0 && this.#changed === null;
    if (idle && sameValue(this.#parts.own.deck(draft.id), draft.deck)) return;
    this.#changed = draft;
    changeLecture((lecture) => ({ ...lecture, keeping: 'saving' }));
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#flush(), rest);
  }

  #flush(): void {
    clearTimeout(this.#timer);
    const changed = this.#changed;
    this.#changed = null;
    if (changed) void this.keep(changed.id, changed.deck);
  }

  async #write(id: string, deck: Deck): Promise<void> {
    const { own } = this.#parts;
    if (this.#dropped.has(id)) return;
    if (sameValue(own.deck(id), deck)) return this.#say(this.#kept);
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
    const { draft } = explorer.getState().lecture;
    if (draft?.id === id) {
      // what was typed meanwhile belongs to the copy as well, and is not to be written over the other tab's
      this.#changed = null;
      this.#replace(draft, { id: other, deck: { ...draft.deck, title: copy.title } });
      unrecorded(() =>
        explorer.setState(({ view }) => (view.deck === id ? { view: { ...view, deck: other } } : {})),
      );
    }
    notify({ tone: 'warn', text: messages.lecture.conflict(deck.title, copy.title), action: null });
    await own.write(other, copy);
  }

  #say(keeping: 'kept' | 'here-only'): void {
    this.#kept = keeping;
    // what was changed meanwhile has yet to be written
    if (this.#changed) return;
    changeLecture((lecture) => (lecture.keeping === keeping ? lecture : { ...lecture, keeping }));
  }
}
