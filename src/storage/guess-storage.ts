/** Guesses over a reload, question by question. Where the browser keeps nothing, every call fails with its sentence. */
import type { Guess } from '../data/deck';
import { Database } from './database';

export interface GuessStorage {
  /** by the id of the question */
  load(): Promise<Readonly<Record<string, readonly Guess[]>>>;
  /** Replaces what was kept of a question; none is kept of one without guesses. */
  save(id: string, guesses: readonly Guess[]): Promise<void>;
}

export function openGuessStorage(): GuessStorage {
  const database = new Database();
  return {
    load: () =>
      database.use(async (connection) => {
        const { store } = connection.transaction('guesses');
        const [ids, guesses] = await Promise.all([store.getAllKeys(), store.getAll()]);
        return Object.fromEntries(ids.map((id, i) => [id, guesses[i]!]));
      }),
    save: (id, guesses) =>
      database.change(['guesses'], async (transaction) => {
        const store = transaction.objectStore('guesses');
        const written = guesses.length > 0 ? store.put(guesses, id) : store.delete(id);
        // without a wait for its answer: a page that is left at this moment has kept it
        transaction.commit();
        await written;
      }),
  };
}
