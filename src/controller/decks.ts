import type { Deck } from '../data/deck';
import { deckBytes, readDeck, writeDeck } from '../data/deck-file';
import { NothingKept, UserError } from '../lib/user-error';
import type { Language, Messages } from '../messages/messages';
import type { DeckLibrary } from '../storage/deck-library';
import { changeLecture, notify } from '../store/actions';
import { changedSlide, emptySlide, newDeck, withSlide } from '../store/deck-edit';
import { unrecorded } from '../store/history';
import {
  addressedState,
  factsOf,
  isOwnDeck,
  isShippedDeck,
  linkedDeck,
  shippedDecks,
  slideAt,
} from '../store/lecture';
import { linkOfState } from '../store/slide-state';
import { changeDraft, changeShelf, goToDeck, goToShelf } from '../store/stage-actions';
import { explorer, type ExplorerState } from '../store/store';
import type { DeckCommands } from './deck-commands';
import { deckInHash, hasDeck } from './deck-link';
import { DeckKeeper } from './deck-keeper';
import { deckAddress, embedCode } from './deck-address';
import { OwnDecks } from './own-decks';

export interface DeckWorld {
  readonly messages: Messages;
  readonly library: DeckLibrary;
  /** text of a deck that comes with the page; null where the host has no such file */
  shipped(id: string, language: Language): Promise<string | null>;
  /** the address's part behind `#`, itself included, and its changes */
  hash(): string;
  onHash(listener: () => void): void;
  /** address of the page, without query and hash */
  readonly page: string;
  copy(text: string): Promise<void>;
  newId(): string;
  saveFile(name: string, bytes: Uint8Array): void;
  now(): number;
}

const named = ({ view }: ExplorerState) => (view.place === 'lecture' ? view.deck : null);

/** Does what the person asks for in the lecture place: brings decks, keeps what is changed, gives them away. */
export class Decks implements DeckCommands {
  readonly #world: DeckWorld;
  readonly #own: OwnDecks;
  readonly #keeper: DeckKeeper;
  #reading: Promise<void> | null = null;

  constructor(world: DeckWorld) {
    this.#world = world;
    this.#own = new OwnDecks(world);
    this.#keeper = new DeckKeeper({ own: this.#own, messages: world.messages, newId: world.newId });
  }

  open(): void {
    if (this.#reading) return;
    this.#reading = this.#readOwn();
    void this.#readShipped();
    this.#own.listen(() => void this.#hearOthers());
    this.#keeper.follow();
    explorer.subscribe(named, (id) => id !== null && void this.#bring(id), { fireImmediately: true });
    explorer.subscribe(
      ({ view }) => view.language,
      () => void this.#changeLanguage(),
    );
    this.#world.onHash(() => {
      if (!hasDeck(this.#world.hash())) return;
      unrecorded(() => changeLecture((lecture) => ({ ...lecture, draft: null })));
      goToDeck(linkedDeck, 'stage');
      void this.#bring(linkedDeck);
    });
  }

  create(): void {
    const { lecture } = this.#world.messages;
    const language = this.#language();
    this.#begin(newDeck({ title: lecture.newTitle, language }, lecture.firstSlide));
  }

  duplicate(id: string): void {
    void this.#do(async () => {
      const deck = await this.#find(id);
      if (deck)
        this.#begin({ ...deck, title: this.#world.messages.lecture.copyOf(deck.title).slice(0, 160) });
    });
  }

  rename(id: string, title: string): void {
    void this.#do(async () => {
      const deck = this.#own.deck(id);
      if (!deck || title.trim() === '' || title === deck.title) return;
      const { draft } = explorer.getState().lecture;
      if (draft?.id === id) changeDraft((open) => ({ ...open, title }));
      else await this.#keeper.keep(id, { ...deck, title });
      this.#show();
    });
  }

  remove(id: string): void {
    void this.#do(async () => {
      // who went back from it still has it open; what they changed last is written first, to be put back too
      if (explorer.getState().lecture.draft?.id === id) goToShelf();
      await this.#keeper.drop(id);
      try {
        changeShelf({ removed: await this.#own.remove(id) });
      } catch (error) {
        this.#keeper.putBack(id);
        throw error;
      }
      this.#show();
    });
  }

  putBack(): void {
    void this.#do(async () => {
      const id = await this.#own.putBack();
      if (id !== null) this.#keeper.putBack(id);
      changeShelf({ removed: null });
      this.#show();
    });
  }

  take(files: readonly File[]): void {
    void this.#do(async () => {
      const { lecture, library } = this.#world.messages;
      for (const file of files) {
        try {
          if (file.size > 4 * deckBytes) throw new UserError(lecture.tooLarge);
          const deck = readDeck(await file.text());
          const id = this.#newId();
          await this.#keeper.keep(id, deck);
          changeShelf({ said: [{ tone: 'info', text: lecture.taken(deck.title) }] });
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
          changeShelf({ said: [{ tone: 'bad', text: library.failed(file.name, error.message) }] });
        }
      }
      this.#show();
    });
  }

  save(id: string): void {
    void this.#do(async () => {
      const deck = await this.#find(id);
      if (!deck) return;
      const { lecture } = this.#world.messages;
      this.#world.saveFile(lecture.fileName(deck.title), new TextEncoder().encode(writeDeck(deck)));
    });
  }

  addState(): void {
    void this.#do(async () => {
      await this.#ready();
      const state = explorer.getState();
      const { lecture } = this.#world.messages;
      const slide = {
        ...emptySlide('', lecture.stateTitle(state.view.place)),
        link: linkOfState(addressedState(state)),
        shows: state.view.place === 'compare' ? ['table'] : ['pipeline'],
      };
      const id = this.#ownDeckAtHand();
      const deck =
        id === null ? null : state.lecture.draft?.id === id ? state.lecture.draft.deck : this.#own.deck(id);
      if (id === null || !deck) {
        const language = this.#language();
        const first = {
          ...newDeck({ title: lecture.newTitle, language }, ''),
          slides: [{ ...slide, id: 'slide-1' }],
        };
        return this.#begin(first, 'slide-1');
      }
      const added = withSlide(deck, slide);
      this.#open(id, added.deck, added.id);
    });
  }

  takeOverState(): void {
    const state = explorer.getState();
    const { draft } = state.lecture;
    if (!draft || !isOwnDeck(draft.id)) return;
    const { slide } = state.view;
    const id = slide ?? draft.deck.slides[0]!.id;
    const link = linkOfState(addressedState(state));
    const { live } = slideAt(draft.deck, id);
    changeDraft((deck) => changedSlide(deck, id, { link, live: live && { link } }));
    goToDeck(draft.id, 'edit', id);
  }

  copyLink(id: string, slide?: string): void {
    void this.#do(() => this.#copy((deck) => deckAddress({ id, deck, slide, page: this.#world.page }), id));
  }

  copyEmbed(id: string, slide: string): void {
    void this.#do(() => this.#copy((deck) => embedCode({ id, deck, slide, page: this.#world.page }), id));
  }

  async #copy(make: (deck: Deck) => Promise<string>, id: string): Promise<void> {
    const { lecture, app } = this.#world.messages;
    const deck = await this.#find(id);
    if (!deck) return;
    const text = await make(deck);
    try {
      await this.#world.copy(text);
      changeShelf({ said: [{ tone: 'info', text: lecture.copied(text.length) }] });
    } catch {
      notify({ tone: 'warn', text: app.shareFailed, action: null });
    }
  }

  /** Makes a deck the person's own, and opens it where it is made. */
  #begin(deck: Deck, slide: string | null = null): void {
    const id = this.#newId();
    this.#open(id, deck, slide);
    void this.#keeper.keep(id, deck);
    this.#show();
  }

  #open(id: string, deck: Deck, slide: string | null): void {
    const put = () => changeLecture((lecture) => ({ ...lecture, draft: { id, deck }, problem: null }));
    // opening a deck is nothing to undo; a slide more in the one that is open is
    if (explorer.getState().lecture.draft?.id === id) put();
    else unrecorded(put);
    goToDeck(id, 'edit', slide);
  }

  #newId(): string {
    return `own-${this.#world.newId()}`;
  }

  #language(): Language {
    return this.#world.messages.language;
  }

  /** The own deck that is open, else the one worked on last. */
  #ownDeckAtHand(): string | null {
    const { draft } = explorer.getState().lecture;
    return draft && isOwnDeck(draft.id) ? draft.id : (this.#own.facts()[0]?.id ?? null);
  }

  /** The deck that the page names is put on it. */
  async #bring(id: string): Promise<void> {
    if (explorer.getState().lecture.draft?.id === id) return;
    try {
      const deck = await this.#find(id);
      if (named(explorer.getState()) !== id) return;
      if (explorer.getState().lecture.draft?.id === id) return;
      const { lecture } = this.#world.messages;
      const problem = deck ? null : isOwnDeck(id) ? lecture.elsewhere : lecture.unknown(id);
      // another deck on the page is nothing that was done to it
      unrecorded(() => changeLecture((now) => ({ ...now, draft: deck && { id, deck }, problem })));
    } catch (error) {
      if (named(explorer.getState()) !== id) return;
      const problem = error instanceof UserError ? error.message : this.#world.messages.lecture.unreachable;
      unrecorded(() => changeLecture((now) => ({ ...now, draft: null, problem })));
    }
  }

  /** @returns null where there is none of this name */
  async #find(id: string): Promise<Deck | null> {
    const { draft } = explorer.getState().lecture;
    if (draft?.id === id) return draft.deck;
    if (id === linkedDeck) return deckInHash(this.#world.hash());
    if (isShippedDeck(id)) return this.#shipped(id);
    await this.#ready();
    return this.#own.deck(id);
  }

  /** In the reader's language, else in English. */
  async #shipped(id: string): Promise<Deck | null> {
    const languages = [...new Set([explorer.getState().view.language ?? this.#language(), 'en'] as const)];
    for (const language of languages) {
      const text = await this.#world.shipped(id, language);
      if (text !== null) return readDeck(text);
    }
    return null;
  }

  async #changeLanguage(): Promise<void> {
    await this.#readShipped();
    const { draft } = explorer.getState().lecture;
    if (!draft || !isShippedDeck(draft.id)) return;
    const deck = await this.#shipped(draft.id).catch(() => null);
    if (deck)
      changeLecture((now) => (now.draft?.id === draft.id ? { ...now, draft: { id: draft.id, deck } } : now));
  }

  #ready(): Promise<void> {
    this.open();
    return this.#reading ?? Promise.resolve();
  }

  async #readOwn(): Promise<void> {
    try {
      const problems = await this.#own.read();
      changeShelf({ state: 'ready', said: problems.map((text) => ({ tone: 'warn', text })) });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const said = error instanceof NothingKept ? [] : [{ tone: 'bad' as const, text: error.message }];
      changeShelf({ state: 'unavailable', said });
    }
    this.#show();
  }

  async #readShipped(): Promise<void> {
    for (const id of shippedDecks) {
      const deck = await this.#shipped(id).catch(() => null);
      const known = deck ? factsOf(id, deck, null) : 'unreachable';
      changeLecture(({ shelf, ...lecture }) => ({
        ...lecture,
        shelf: { ...shelf, shipped: { ...shelf.shipped, [id]: known } },
      }));
    }
  }

  /** Another tab has changed something: what is open here and was not changed since follows. */
  async #hearOthers(): Promise<void> {
    if (!(await this.#keeper.takeOver())) return;
    this.#show();
  }

  #show(): void {
    changeShelf({ own: this.#own.facts() });
  }

  async #do(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const { lecture } = this.#world.messages;
      const text = error instanceof UserError ? error.message : lecture.unreachable;
      notify({ tone: 'warn', text, action: null });
      if (!(error instanceof UserError)) reportError(error);
    }
  }
}
