/**
 * The person's own decks, over reloads. A deck is one document, written whole or not at all; each writing has a
 * number, so that a tab that has not seen the last one cannot write over it.
 */
import { Database } from './database';
import { openLibraryChannel } from './library-channel';

export interface StoredDeck {
  readonly id: string;
  /** a deck file's text (data/deck-file.ts), which lifts and checks itself when it is read */
  readonly text: string;
  /** milliseconds since 1970 */
  readonly updated: number;
  /** 1 for the first writing */
  readonly revision: number;
}

/** Every call is refused with a UserError's sentence where the browser keeps nothing or has no room. */
export interface DeckLibrary {
  /** the one changed last comes first */
  list(): Promise<readonly StoredDeck[]>;
  read(id: string): Promise<StoredDeck | null>;
  /**
   * Writes a deck over the revision that the writer knows, 0 for a new one.
   * @returns null, with nothing written, where another tab has written another revision meanwhile
   */
  write(id: string, text: string, known: number): Promise<StoredDeck | null>;
  /** @returns what was there, to be put back */
  delete(id: string): Promise<StoredDeck | null>;
  /** Puts back what was deleted; a deck that has come again meanwhile stays as it is. */
  restore(deck: StoredDeck): Promise<void>;
  /** Calls back when another tab has changed something, until what it returns is called. */
  listen(listener: () => void): () => void;
}

const sentences = {
  full: 'The browser has no room left to keep this deck. It stays on this page until you close it: save it as a file, or delete kept runs (Compare, Kept runs).',
  none: 'This browser keeps no data for this page (a private window, perhaps). The deck stays on this page until you close it: save it as a file.',
};

/** @param now milliseconds since 1970 */
export function openDeckLibrary({ now = Date.now }: { now?: () => number } = {}): DeckLibrary {
  const database = new Database(sentences);
  const channel = openLibraryChannel('smm-explorer-decks');
  const changed = <Result>(result: Result): Result => {
    channel.tell();
    return result;
  };
  return {
    async list() {
      const decks = await database.use((open) => open.getAllFromIndex('decks', 'updated'));
      return decks.toReversed();
    },
    read: (id) => database.use(async (open) => (await open.get('decks', id)) ?? null),
    async write(id, text, known) {
      const written = await database.change(['decks'], async (transaction) => {
        const decks = transaction.objectStore('decks');
        const before = await decks.get(id);
        // one that another tab has deleted is written anew: whoever still works on it wants it
        if (before && before.revision !== known) return null;
        const deck = { id, text, updated: now(), revision: known + 1 };
        await decks.put(deck);
        return deck;
      });
      return written && changed(written);
    },
    async delete(id) {
      const removed = await database.change(['decks'], async (transaction) => {
        const decks = transaction.objectStore('decks');
        const deck = (await decks.get(id)) ?? null;
        if (deck) await decks.delete(id);
        return deck;
      });
      return changed(removed);
    },
    async restore(deck) {
      await database.change(['decks'], async (transaction) => {
        const decks = transaction.objectStore('decks');
        if (!(await decks.getKey(deck.id))) await decks.put(deck);
      });
      changed(undefined);
    },
    listen: (listener) => channel.listen(listener),
  };
}
