import { describe, expect, it } from 'vitest';
import { guessLimit } from '../data/guesses';
import {
  askedAnew,
  completed,
  guessesFor,
  isRevealed,
  noGuesses,
  revealing,
  withDraft,
  withDraftCounted,
} from './guesses';

const number = (value: number) => ({ kind: 'number', value }) as const;
const curve = (...values: (number | null)[]) => ({ kind: 'curve', values }) as const;

describe('guesses', () => {
  it('count when the next is begun, in their order, each question for itself', () => {
    let guesses = withDraftCounted(withDraft(noGuesses, 'a', number(1)), 'a');
    guesses = withDraftCounted(withDraft(guesses, 'a', number(2)), 'a');
    guesses = withDraft(guesses, 'b', number(9));
    expect(guessesFor(guesses, 'a')).toEqual([number(1), number(2)]);
    expect(guessesFor(guesses, 'b')).toEqual([]);
    expect(guesses.drafts).toEqual({ b: number(9) });
  });

  it('count when the answer is shown, without being added first', () => {
    const guesses = revealing(withDraft(noGuesses, 'a', number(1)), 'a');
    expect(guessesFor(guesses, 'a')).toEqual([number(1)]);
    expect(guesses.drafts).toEqual({});
    expect(isRevealed(guesses, 'a')).toBe(true);
    expect(isRevealed(guesses, 'b')).toBe(false);
    expect(revealing(guesses, 'a')).toBe(guesses);
  });

  it('are no more than a hall holds', () => {
    const full = { ...noGuesses, given: { a: Array.from({ length: guessLimit }, () => number(1)) } };
    expect(guessesFor(withDraftCounted(withDraft(full, 'a', number(2)), 'a'), 'a')).toHaveLength(guessLimit);
  });

  it('are forgotten, with the answer, when the question is asked anew', () => {
    const both = revealing(
      withDraft(revealing(withDraft(noGuesses, 'a', number(1)), 'a'), 'b', number(2)),
      'b',
    );
    const guesses = askedAnew(both, 'a');
    expect(guesses.given).toEqual({ b: [number(2)] });
    expect(guesses.revealed).toEqual(['b']);
  });
});

describe('a drawn curve', () => {
  it('is straight between drawn columns, and level outside', () => {
    expect(completed(curve(null, 10, null, null, 40, null))).toEqual(curve(10, 10, 20, 30, 40, 40));
  });

  it('that nobody has drawn counts for nothing', () => {
    expect(completed(curve(null, null))).toBeNull();
    expect(completed(undefined)).toBeNull();
    expect(withDraftCounted(withDraft(noGuesses, 'a', curve(null)), 'a').given).toEqual({});
  });
});
