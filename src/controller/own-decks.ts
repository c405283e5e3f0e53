import type { Deck } from '../data/deck';
import { readDeck, writeDeck } from '../data/deck-file';
import { UserError } from '../lib/user-error';
import type { DeckLibrary, StoredDeck } from '../storage/deck-library';
import { factsOf, type DeckFacts } from '../store/lecture';

/** A deck of the person's own, as this tab knows it. */
interface KnownDeck {
  readonly deck: Deck;
  /** of the writing that it was read from; 0 = it is on this page only */
  readonly revision: number;
  readonly updated: number;
}

interface OwnDecksParts {
  readonly library: DeckLibrary;
  now(): number;
}

/** `conflict`: another tab has written the deck meanwhile, and nothing was written here. */
export type Written = 'kept' | 'conflict';

/** The person's own decks: those on the disk, and beside them those for which the disk had no room. */
export class OwnDecks {
  readonly #library: DeckLibrary;
  readonly #now: () => number;
  readonly #known = new Map<string, KnownDeck>();
  #removed: { readonly id: string; readonly stored: StoredDeck | null; readonly known: KnownDeck } | null =
    null;

  constructor({ library, now }: OwnDecksParts) {
    this.#library = library;
    this.#now = now;
  }

  /** The one changed last comes first. */
  facts(): readonly DeckFacts[] {
    return [...this.#known]
      .toSorted(([, a], [, b]) => b.updated - a.updated)
      .map(([id, { deck, updated }]) => factsOf(id, deck, updated));
  }

  deck(id: string): Deck | null {
    return this.#known.get(id)?.deck ?? null;
  }

  /**
   * Reads what is on the disk.
   * @returns a sentence for each deck that this version cannot read
   * @throws UserError where the browser keeps nothing
   */
  async read(): Promise<readonly string[]> {
    const stored = await this.#library.list();
    const problems: string[] = [];
    for (const [id, { revision }] of this.#known) {
      if (revision > 0 && !stored.some((one) => one.id === id)) this.#known.delete(id);
    }
    for (const { id, text, revision, updated } of stored) {
      if (this.#known.get(id)?.revision === revision) continue;
      try {
        this.#known.set(id, { deck: readDeck(text), revision, updated });
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        problems.push(error.message);
      }
    }
    return problems;
  }

  /** Has a deck on this page, whatever becomes of the disk. */
  hold(id: string, deck: Deck): void {
    const revision = this.#known.get(id)?.revision ?? 0;
    this.#known.set(id, { deck, revision, updated: this.#now() });
  }

  /** @throws UserError where it cannot be kept; the page still has it */
  async write(id: string, deck: Deck): Promise<Written> {
    this.hold(id, deck);
    const known = this.#known.get(id)!;
    const stored = await this.#library.write(id, writeDeck(deck), known.revision);
    if (!stored) return 'conflict';
    // what was changed while it was being written is not lost
    const now = this.#known.get(id)!;
    this.#known.set(id, { deck: now.deck, revision: stored.revision, updated: stored.updated });
    return 'kept';
  }

  /** Gives the deck another name on this page, and takes over what another tab has written under the old one. */
  async leaveToOthers(id: string, other: string, deck: Deck): Promise<void> {
    this.#known.delete(id);
    this.hold(other, deck);
    await this.read();
  }

  /** @returns its title; null where there is none */
  async remove(id: string): Promise<string | null> {
    const known = this.#known.get(id);
    if (!known) return null;
    const stored = known.revision > 0 ? await this.#library.delete(id) : null;
    this.#known.delete(id);
    this.#removed = { id, stored, known };
    return known.deck.title;
  }

  /** @returns its id; null where none was deleted */
  async putBack(): Promise<string | null> {
    if (!this.#removed) return null;
    const { id, stored, known } = this.#removed;
    this.#removed = null;
    if (stored) await this.#library.restore(stored);
    this.#known.set(id, known);
    return id;
  }

  listen(listener: () => void): () => void {
    return this.#library.listen(listener);
  }
}
