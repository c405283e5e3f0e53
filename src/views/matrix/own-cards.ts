import type { OwnPicture } from '../../store/own-picture';
import type { RunSource } from '../../data/run-entry';
import type { RunView } from '../../store/run-view';
import { cellOf, type Cell } from './geometry';

/** One variant's answer to a person's picture, as its card shows it. */
export interface OwnCard {
  readonly runId: string;
  readonly label: string;
  readonly source: RunSource;
  /** null until it has answered */
  readonly view: RunView | null;
  readonly cell: Cell | null;
  /** the likeliest class with the prompt, and without it; null where not known */
  readonly prompted: Guess | null;
  readonly unprompted: Guess | null;
  /** why there is no answer; null where there is one, or none yet */
  readonly refused: string | null;
}

export interface Guess {
  readonly name: string;
  /** 0..1 */
  readonly probability: number;
}

/** In the order in which they were asked. */
export function cardsOf({ sampleId, asked, answers }: OwnPicture): readonly OwnCard[] {
  return asked.map((variant): OwnCard => {
    const answer = answers[variant.runId];
    const empty = { ...variant, view: null, cell: null, prompted: null, unprompted: null, refused: null };
    if (!answer || sampleId === null) return empty;
    if ('refused' in answer) return { ...empty, refused: answer.refused };
    const { view, unprompted } = answer;
    const snapshot = view.snapshots[0]!;
    return {
      ...empty,
      view,
      cell: cellOf(view, snapshot, sampleId),
      prompted: guess(snapshot.targets, view.classes),
      unprompted: guess(unprompted, view.classes),
    };
  });
}

function guess(probabilities: Float32Array, classes: readonly string[]): Guess | null {
  if (probabilities.length === 0) return null;
  const best = probabilities.indexOf(Math.max(...probabilities));
  return { name: classes[best] ?? '', probability: probabilities[best]! };
}
