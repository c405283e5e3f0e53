import type { GuessStorage } from '../storage/guess-storage';
import { changeGuesses } from '../store/actions';
import { explorer } from '../store/store';

/**
 * Brings back what was guessed on an earlier visit, and keeps what is guessed now. Whether an answer was shown is not
 * kept: the next class must not see it before it is asked. Where nothing can be kept, the page goes on without.
 * @returns the way to end it
 */
export async function keepGuesses(storage: GuessStorage): Promise<() => void> {
  const kept = await storage.load().catch(() => ({}));
  // what was guessed while that was read is newer
  changeGuesses((guesses) => ({ ...guesses, given: { ...kept, ...guesses.given } }));
  let before = explorer.getState().guesses.given;
  for (const [id, guesses] of Object.entries(before)) if (!(id in kept)) void save(id, guesses);
  return explorer.subscribe(
    ({ guesses }) => guesses.given,
    (given) => {
      const ids = new Set([...Object.keys(before), ...Object.keys(given)]);
      for (const id of ids) if (given[id] !== before[id]) void save(id, given[id] ?? []);
      before = given;
    },
  );

  function save(id: string, guesses: (typeof before)[string]) {
    return storage.save(id, guesses).catch(() => undefined);
  }
}
