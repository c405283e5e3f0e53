/** What a class expected, put together, and how far it was off. */
import { mean } from 'd3-array';
import { csv } from '../lib/csv';
import { summarise, type Summary } from '../lib/statistics';
import type { Guess, Slide } from './deck';
import type { Truth } from './truth';

/** What is kept of one question, most: a large lecture hall. */
export const guessLimit = 500;

/** @returns null while nobody has answered with a number */
export function numbersSummary(guesses: readonly Guess[]): Summary | null {
  return summarise(guesses.flatMap((guess) => (guess.kind === 'number' ? guess.value : [])));
}

/** How many chose each. */
export function countsOf(guesses: readonly Guess[], options: readonly { readonly is: string }[]): number[] {
  return options.map(
    ({ is }) => guesses.filter((guess) => guess.kind === 'choice' && guess.is === is).length,
  );
}

/** The mean of all drawn curves, column by column; null without one of this many columns. */
export function meanCurve(guesses: readonly Guess[], columns: number): readonly number[] | null {
  const drawn = guesses.flatMap((guess) =>
    guess.kind === 'curve' && guess.values.length === columns ? [guess.values] : [],
  );
  if (drawn.length === 0) return null;
  return Array.from({ length: columns }, (_, column) => mean(drawn, (values) => values[column])!);
}

/**
 * How far the guesses were off: guess less truth of the mean for numbers, the mean distance between the mean curve and
 * the measured one for curves, the share that was right for choices. Null without a guess of the truth's kind.
 */
export function gapOf(guesses: readonly Guess[], truth: Truth): number | null {
  switch (truth.kind) {
    case 'number': {
      const summary = numbersSummary(guesses);
      return summary && summary.mean - truth.value;
    }
    case 'choice': {
      const chosen = guesses.filter((guess) => guess.kind === 'choice');
      return chosen.length === 0
        ? null
        : chosen.filter(({ is }) => isRight(is, truth)).length / chosen.length;
    }
    case 'curve': {
      const guessed = meanCurve(guesses, truth.columns.length);
      return guessed && mean(guessed, (value, i) => Math.abs(value - truth.values[i]!))!;
    }
    default:
      return truth satisfies never;
  }
}

/** Whether an option is what was recorded, or cannot be told apart from it. */
export function isRight(is: string, truth: Extract<Truth, { readonly kind: 'choice' }>): boolean {
  return is === truth.is || truth.alike.includes(is);
}

/** All guesses of a deck: one line for each number or choice, one for each column of a curve. */
export function guessesCsv(
  slides: readonly Pick<Slide, 'id' | 'predict'>[],
  guesses: Readonly<Record<string, readonly Guess[]>>,
): string {
  const lines = slides.flatMap(({ id, predict }) =>
    (predict ? (guesses[id] ?? []) : []).flatMap((guess, index) => {
      const known = [id, predict!.question, index + 1, guess.kind] as const;
      if (guess.kind === 'number') return [[...known, null, guess.value]];
      if (guess.kind === 'choice') return [[...known, null, guess.is]];
      return guess.values.map((value, column) => [...known, column + 1, value]);
    }),
  );
  return csv([['slide', 'question', 'guess', 'kind', 'column', 'value'], ...lines]);
}
