import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Deck } from '../data/deck';
import { readDeck, writeDeck } from '../data/deck-file';
import { english } from '../messages/english/english';
import type { DeckLibrary, StoredDeck } from '../storage/deck-library';
import { changeLecture } from '../store/actions';
import { changedSlide, emptySlide } from '../store/deck-edit';
import { withDocument } from '../store/document';
import { followDocument, history, nextPart, travel } from '../store/history';
import { changeDraft, goToDeck, goToShelf } from '../store/stage-actions';
import { explorer, initialState } from '../store/store';
import { Decks } from './decks';

const talk: Deck = { title: 'A talk', language: 'en', about: '', slides: [emptySlide('one', 'One')] };
const titled = (title: string): Deck => ({ ...talk, title });

/** One disk and what another tab does to it. */
class Disk implements DeckLibrary {
  readonly stored = new Map<string, StoredDeck>();
  readonly written: string[] = [];
  broken = false;
  #listener: () => void = () => undefined;

  list() {
    return Promise.resolve([...this.stored.values()]);
  }
  read(id: string) {
    return Promise.resolve(this.stored.get(id) ?? null);
  }
  write(id: string, text: string, known: number) {
    if (this.broken) return Promise.reject(new TypeError('a mistake'));
    const before = this.stored.get(id);
    if (before && before.revision !== known) return Promise.resolve(null);
    this.written.push(id);
    const deck = { id, text, updated: 0, revision: known + 1 };
    this.stored.set(id, deck);
    return Promise.resolve(deck);
  }
  delete(id: string) {
    const deck = this.stored.get(id) ?? null;
    this.stored.delete(id);
    return Promise.resolve(deck);
  }
  restore(deck: StoredDeck) {
    this.stored.set(deck.id, deck);
    return Promise.resolve();
  }
  listen(listener: () => void) {
    this.#listener = listener;
    return () => undefined;
  }
  /** @param tell whether the word of it has reached this tab */
  byOther(id: string, deck: Deck, tell: boolean) {
    const revision = (this.stored.get(id)?.revision ?? 0) + 1;
    this.stored.set(id, { id, text: writeDeck(deck), updated: 0, revision });
    if (tell) this.#listener();
  }
  title(id: string) {
    const one = this.stored.get(id);
    return one ? readDeck(one.text).title : null;
  }
}

const draft = () => explorer.getState().lecture.draft;
const rest = () => vi.advanceTimersByTimeAsync(1000);
const entries = () => history.temporal.getState().pastStates.length;
let disk: Disk;
let decks: Decks;
let end: () => void;

beforeEach(async () => {
  vi.useFakeTimers();
  vi.stubGlobal('document', new EventTarget());
  explorer.setState(initialState(), true);
  const subscribe = vi.spyOn(explorer, 'subscribe');
  const stop = followDocument();
  end = () => {
    stop();
    // the page has one library of decks, and a test another
    for (const { value } of subscribe.mock.results) (value as () => void)();
    subscribe.mockRestore();
  };
  disk = new Disk();
  disk.byOther('own-a', talk, false);
  let ids = 0;
  decks = new Decks({
    messages: english,
    library: disk,
    shipped: () => Promise.resolve(null),
    hash: () => '',
    onHash: () => undefined,
    page: 'http://localhost/',
    copy: () => Promise.resolve(),
    newId: () => `new-${++ids}`,
    saveFile: () => undefined,
    now: () => 0,
  });
  decks.open();
  await rest();
});
afterEach(() => {
  end();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function edit() {
  goToDeck('own-a', 'edit');
  await rest();
}

describe('an own deck', () => {
  it('is written after a change, and not for another object that says the same', async () => {
    await edit();
    changeDraft((deck) => structuredClone(deck));
    await rest();
    expect(disk.written).toEqual([]);
    changeDraft((deck) => ({ ...deck, title: 'Changed' }));
    await rest();
    expect(disk.written).toEqual(['own-a']);
    expect(disk.title('own-a')).toBe('Changed');
    expect(explorer.getState().lecture.keeping).toBe('kept');
  });

  it('is not written by a window that presents it', async () => {
    goToDeck('own-a', 'stage');
    await rest();
    changeDraft(() => titled('What the other window says'));
    await rest();
    goToShelf();
    await rest();
    expect(disk.written).toEqual([]);
  });

  it('stays as it is where another tab has written what is open here', async () => {
    await edit();
    const before = draft();
    disk.byOther('own-a', structuredClone(talk), true);
    await rest();
    expect(draft()).toBe(before);
    expect(disk.written).toEqual([]);
  });

  it('stays deleted, although it was still held and had just been changed', async () => {
    await edit();
    changeDraft((deck) => ({ ...deck, title: 'Changed' }));
    // Back goes to the shelf, and leaves the deck
    explorer.setState(({ view }) => ({ view: { ...view, deck: null } }));
    decks.remove('own-a');
    await rest();
    expect([...disk.stored.keys()]).toEqual([]);
    expect(explorer.getState().lecture.shelf.own).toEqual([]);
    decks.putBack();
    await rest();
    expect(disk.title('own-a')).toBe('Changed');
    await edit();
    changeDraft((deck) => ({ ...deck, title: 'Changed again' }));
    await rest();
    expect(disk.title('own-a')).toBe('Changed again');
  });

  it('is written again after one writing went wrong unexpectedly', async () => {
    const report = vi.fn();
    vi.stubGlobal('reportError', report);
    await edit();
    disk.broken = true;
    changeDraft((deck) => ({ ...deck, title: 'Lost' }));
    await rest();
    expect(report).toHaveBeenCalledOnce();
    expect(explorer.getState().lecture.keeping).toBe('here-only');
    disk.broken = false;
    changeDraft((deck) => ({ ...deck, title: 'Kept' }));
    await rest();
    expect(disk.title('own-a')).toBe('Kept');
    expect(explorer.getState().lecture.keeping).toBe('kept');
  });

  it('stands beside what another tab has made of it, and leaves that alone', async () => {
    await edit();
    disk.byOther('own-a', titled('Theirs'), false);
    changeDraft((deck) => ({ ...deck, title: 'Mine' }));
    await rest();
    expect(disk.title('own-a')).toBe('Theirs');
    expect(draft()?.id).toBe('own-new-1');
    expect(disk.title('own-new-1')).toContain('Mine');
    expect(explorer.getState().view.deck).toBe('own-new-1');
  });
});

describe('undo in the lecture place', () => {
  it('has nothing to undo after a deck was opened or made', async () => {
    await edit();
    expect(nextPart('undo')).toBeNull();
    decks.create();
    await rest();
    expect(entries()).toBe(0);
  });

  it('leaves alone what another tab has written', async () => {
    await edit();
    disk.byOther('own-a', titled('Theirs'), true);
    await rest();
    expect(draft()?.deck.title).toBe('Theirs');
    expect(entries()).toBe(0);
  });

  it('takes back what was typed', async () => {
    await edit();
    changeDraft((deck) => changedSlide(deck, 'one', { title: 'Typed' }));
    await rest();
    const part = travel('undo', (document) => {
      const { lecture } = explorer.getState();
      explorer.setState(withDocument(explorer.getState(), document));
      changeLecture(() => ({ ...lecture, draft: document['deck-made'] as typeof lecture.draft }));
    });
    expect(part).toBe('deck-made');
    await rest();
    expect(readDeck(disk.stored.get('own-a')!.text).slides[0]!.title).toBe('One');
  });
});
