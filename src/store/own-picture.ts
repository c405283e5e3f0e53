import type { RunSource } from '../data/run-entry';
import type { RunView } from './run-view';

/** A person's own picture under every variant whose weights are kept: nothing is trained for it. */
export interface OwnPicture {
  /** `own/<name>`; null = none has been chosen */
  readonly sampleId: string | null;
  /** `opening`: the engine, or the weights; `ended`: before all had answered */
  readonly state: 'none' | 'opening' | 'working' | 'done' | 'ended' | 'failed';
  /** in the order in which they are shown */
  readonly asked: readonly AskedVariant[];
  /** by run */
  readonly answers: Readonly<Record<string, OwnAnswer>>;
}

export interface AskedVariant {
  readonly runId: string;
  readonly label: string;
  readonly source: RunSource;
}

export type OwnAnswer =
  | {
      /** the run with this one picture, at its last step */
      readonly view: RunView;
      /** probability of each class without a prompt, under the mapping that goes with it; empty = not known */
      readonly unprompted: Float32Array;
    }
  /** why this run has no answer */
  | { readonly refused: string };

export const initialOwnPicture: OwnPicture = { sampleId: null, state: 'none', asked: [], answers: {} };

/** The picture with one more answer; with the last of them it is done. */
export function withAnswer(own: OwnPicture, runId: string, answer: OwnAnswer): OwnPicture {
  const answers = { ...own.answers, [runId]: answer };
  const done = own.asked.every((asked) => answers[asked.runId] !== undefined);
  return { ...own, answers, state: done ? 'done' : 'working' };
}
