import type { SurveyInspection } from '../data/inspection';
import type { LayoutOptions, SurveyLayout } from '../data/layout';

/** What the person looks at among all test pictures of a run: the part that a link carries. */
export interface SurveyView {
  /** the one picture whose card is open, `test/17`; null = none */
  readonly picture: string | null;
  /** what the trained prompt's loss is compared with */
  readonly from: LossBefore;
  readonly answers: AnswersShown;
  readonly marks: Marks;
  readonly outcome: Outcome;
}

/** Paper Fig. 2 takes the prompt as it began; the other is the network without one. */
export const lossesBefore = ['initial', 'unprompted'] as const;
export type LossBefore = (typeof lossesBefore)[number];

export const answersShown = ['after', 'before', 'difference'] as const;
export type AnswersShown = (typeof answersShown)[number];

export const marksShown = ['dots', 'pictures'] as const;
export type Marks = (typeof marksShown)[number];

/** What the prompt did to one answer: wrong → right, right → wrong, wrong both times, right both times. */
export const outcomes = ['won', 'lost', 'wrong', 'right'] as const;
export type Outcome = (typeof outcomes)[number];

export type SurveyPanel = 'space' | 'losses' | 'confusion' | 'flips';

export interface Selection {
  readonly source: SurveyPanel;
  /** which bar, cell, group or region of that panel, in its own words; what is pressed again is given up */
  readonly part: string;
  /** numbers of test pictures, ascending */
  readonly indices: readonly number[];
}

/** By `layoutKey`. */
export type Layouts = Readonly<Record<string, LayoutView>>;

export interface LayoutView {
  readonly state: 'working' | 'ready' | 'failed';
  /** what it is made with */
  readonly options: LayoutOptions;
  readonly stage: 'neighbours' | 'layout';
  /** 0..1 of the stage */
  readonly part: number;
  /** as far as it is */
  readonly layout: SurveyLayout | null;
  /** which part of a picture's nearest neighbours it keeps, 0..1; null until it is ready */
  readonly kept: number | null;
  readonly seconds: number | null;
  readonly message: string | null;
}

export const initialSurveyView: SurveyView = {
  picture: null,
  from: 'initial',
  answers: 'after',
  marks: 'dots',
  outcome: 'won',
};

/** One set of runs at their steps has one layout. */
export function layoutKey(
  sides: readonly { readonly runId: string; readonly step: number | null }[],
): string {
  return sides.map(({ runId, step }) => `${runId}@${step ?? ''}`).join(' ');
}

export function pictureId(index: number): string {
  return `test/${index}`;
}

/** null for what is no test picture, or none of so many */
export function pictureIndex(id: string | null, count: number): number | null {
  const match = /^test\/(\d+)$/.exec(id ?? '');
  const index = match ? Number(match[1]) : -1;
  return index >= 0 && index < count ? index : null;
}

type Answered = Pick<SurveyInspection, 'labels' | 'answers'>;

export function outcomeOf({ labels, answers }: Answered, index: number): Outcome {
  const before = answers.unprompted[index] === labels[index];
  const after = answers.prompted[index] === labels[index];
  if (before === after) return after ? 'right' : 'wrong';
  return after ? 'won' : 'lost';
}

/** Numbers of the pictures that came out so. */
export function picturesWith(survey: Answered, outcome: Outcome): number[] {
  return Array.from(survey.labels.keys()).filter((index) => outcomeOf(survey, index) === outcome);
}

/** Cross-entropy of each picture under the trained prompt less that before [N], nats; below zero = better. */
export function lossChanges({ losses }: Pick<SurveyInspection, 'losses'>, from: LossBefore): Float32Array {
  const before = losses[from];
  return losses.trained.map((loss, index) => loss - before[index]!);
}

/** Which part of the pictures is read rightly, 0..1. */
export function rightPart({ labels, answers }: Answered, when: 'unprompted' | 'prompted'): number {
  const right = answers[when].reduce((sum, answer, index) => sum + Number(answer === labels[index]), 0);
  return labels.length === 0 ? 0 : right / labels.length;
}
