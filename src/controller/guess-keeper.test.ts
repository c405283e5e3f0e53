import { beforeEach, expect, it } from 'vitest';
import type { Guess } from '../data/deck';
import type { GuessStorage } from '../storage/guess-storage';
import { changeGuesses } from '../store/actions';
import { askedAnew, revealing, withDraft } from '../store/guesses';
import { explorer, initialState } from '../store/store';
import { keepGuesses } from './guess-keeper';

const number = (value: number): Guess => ({ kind: 'number', value });
let kept: Record<string, readonly Guess[]>;
let written: string[];
const storage: GuessStorage = {
  load: () => Promise.resolve({ ...kept }),
  save: (id, guesses) => {
    written.push(id);
    kept[id] = guesses;
    return Promise.resolve();
  },
};
const guess = (id: string, value: number) =>
  changeGuesses((guesses) => revealing(withDraft(guesses, id, number(value) as never), id));

beforeEach(() => {
  explorer.setState(initialState(), true);
  kept = {};
  written = [];
});

it('brings back what was guessed before, and shows no answer', async () => {
  kept = { a: [number(1)] };
  const end = await keepGuesses(storage);
  expect(explorer.getState().guesses.given).toEqual({ a: [number(1)] });
  expect(explorer.getState().guesses.revealed).toEqual([]);
  expect(written).toEqual([]);
  end();
});

it('keeps what is guessed, cleared and guessed while it was still reading, and nothing else', async () => {
  kept = { a: [number(1)], b: [number(2)] };
  const keeping = keepGuesses(storage);
  guess('c', 3);
  const end = await keeping;
  guess('a', 4);
  changeGuesses((guesses) => askedAnew(guesses, 'b'));
  expect(kept).toEqual({ a: [number(1), number(4)], b: [], c: [number(3)] });
  expect(written).toEqual(['c', 'a', 'b']);
  end();
});

it('goes on where nothing can be kept', async () => {
  const refuse = () => Promise.reject(new Error('private window'));
  const end = await keepGuesses({ load: refuse, save: refuse });
  guess('a', 1);
  expect(explorer.getState().guesses.given).toEqual({ a: [number(1)] });
  end();
});
