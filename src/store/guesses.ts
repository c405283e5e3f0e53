import type { Guess } from '../data/deck';
import { guessLimit } from '../data/guesses';

export { countsOf, gapOf, guessesCsv, guessLimit, isRight, meanCurve, numbersSummary } from '../data/guesses';

/** What is expected before an answer is shown, by the id of the question: it outlives the slide or card that asked. */
export interface Guesses {
  /** those that count, in the order in which they were given */
  readonly given: Readonly<Record<string, readonly Guess[]>>;
  /** the one that is being entered; it counts when the next is begun, or when the answer is shown */
  readonly drafts: Readonly<Record<string, Draft>>;
  /** the questions whose answers are shown */
  readonly revealed: readonly string[];
}

/** A curve is drawn column by column: null where the hand has not been yet. */
export type Draft =
  | Exclude<Guess, { readonly kind: 'curve' }>
  | { readonly kind: 'curve'; readonly values: readonly (number | null)[] };

export const noGuesses: Guesses = { given: {}, drafts: {}, revealed: [] };

const none: readonly Guess[] = [];

export function guessesFor({ given }: Guesses, id: string): readonly Guess[] {
  return given[id] ?? none;
}

export function isRevealed({ revealed }: Guesses, id: string): boolean {
  return revealed.includes(id);
}

/** What is being entered, as it would count; null while there is nothing to count. */
export function completed(draft: Draft | undefined): Guess | null {
  if (draft?.kind !== 'curve') return draft ?? null;
  const set = draft.values.flatMap((value, column) => (value === null ? [] : [{ value, column }]));
  if (set.length === 0) return null;
  const values = draft.values.map((value, column) => {
    if (value !== null) return value;
    const before = set.findLast((one) => one.column < column);
    const after = set.find((one) => one.column > column);
    // a straight line between two drawn columns; level before the first and behind the last
    if (!before || !after) return (before ?? after)!.value;
    const share = (column - before.column) / (after.column - before.column);
    return before.value + share * (after.value - before.value);
  });
  return { kind: 'curve', values };
}

export function withDraft(guesses: Guesses, id: string, draft: Draft | null): Guesses {
  const others = without(guesses.drafts, id);
  return { ...guesses, drafts: draft ? { ...others, [id]: draft } : others };
}

/** What is being entered counts from now on, and the next can be entered. */
export function withDraftCounted(guesses: Guesses, id: string): Guesses {
  const guess = completed(guesses.drafts[id]);
  if (!guess) return guesses;
  const given = [...guessesFor(guesses, id), guess].slice(0, guessLimit);
  return withDraft({ ...guesses, given: { ...guesses.given, [id]: given } }, id, null);
}

/** Shows the answer; what is being entered still counts. */
export function revealing(guesses: Guesses, id: string): Guesses {
  if (isRevealed(guesses, id)) return guesses;
  return { ...withDraftCounted(guesses, id), revealed: [...guesses.revealed, id] };
}

/** Puts the answer away and forgets what was guessed: the question is asked anew. */
export function askedAnew(guesses: Guesses, id: string): Guesses {
  const given = without(guesses.given, id);
  const revealed = guesses.revealed.filter((one) => one !== id);
  return withDraft({ ...guesses, given, revealed }, id, null);
}

function without<T>(record: Readonly<Record<string, T>>, id: string): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => key !== id));
}
