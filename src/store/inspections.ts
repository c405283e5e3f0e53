/** What runs were asked beyond their snapshots (data/inspection.ts), and what came back so far. */
import type { InspectionOf, InspectionQuestion } from '../data/inspection';

export { MOST_STEPS, stepAfter } from '../data/inspection';

export interface Inspection<Question extends InspectionQuestion = InspectionQuestion> {
  readonly runId: string;
  readonly question: Question;
  /**
   * `asked`: an answer is on its way, an older one may stand meanwhile. `refused`: `message` says why there is none,
   * and what to do
   */
  readonly state: 'asked' | 'answered' | 'refused';
  /** how far the answer is, 0..1; null where that is not known */
  readonly progress: number | null;
  readonly answer: InspectionOf<Question['what']> | null;
  /** the run's step that the answer is of; null before there is one */
  readonly step: number | null;
  readonly message: string | null;
}

/** By `inspectionKey`. */
export type Inspections = Readonly<Record<string, Inspection>>;

export const noInspections: Inspections = {};

/** One question to one run has one place, whoever asks. */
export function inspectionKey(runId: string, question: InspectionQuestion): string {
  return `${runId}|${JSON.stringify(question, Object.keys(question).sort())}`;
}

/** What is known of a question; null where it was never asked. */
export function inspectionOf<Question extends InspectionQuestion>(
  { inspections }: { readonly inspections: Inspections },
  runId: string,
  question: Question,
): Inspection<Question> | null {
  return (inspections[inspectionKey(runId, question)] as Inspection<Question> | undefined) ?? null;
}
