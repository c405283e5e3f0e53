import type { InspectionAnswer, InspectionQuestion } from '../data/inspection';
import type { RecordedInspection } from '../data/recorded-inspection';
import type { RecordedSource } from './dependencies';

/** What was asked of the runs that the page opens with when they were recorded: a file beside each, read once. */
export class RecordedInspections {
  readonly #recorded: Pick<RecordedSource, 'inspection'>;
  readonly #known = new Map<string, Promise<RecordedInspection | null>>();

  constructor(recorded: Pick<RecordedSource, 'inspection'>) {
    this.#recorded = recorded;
  }

  /** @returns null where it was not asked then, or the file cannot be had: the run's weights may answer */
  async answer(
    runId: string,
    question: InspectionQuestion,
  ): Promise<{ readonly answer: InspectionAnswer; readonly step: number } | null> {
    const known = this.#known.get(runId) ?? this.#recorded.inspection(runId);
    this.#known.set(runId, known);
    try {
      const recording = await known;
      const answer = recording?.answers.find((one) => answers(one, question));
      return recording && answer ? { answer, step: recording.step } : null;
    } catch {
      // whoever asks next tries again
      this.#known.delete(runId);
      return null;
    }
  }
}

function answers(answer: InspectionAnswer, question: InspectionQuestion): boolean {
  switch (question.what) {
    case 'generator':
    case 'saliency':
      return answer.what === question.what && answer.sampleId === question.sampleId;
    case 'step':
      return (
        answer.what === 'step' &&
        answer.sampleId === question.sampleId &&
        answer.only === question.only &&
        answer.after.join() === question.after.join()
      );
    case 'mapping':
    case 'survey':
      return answer.what === question.what;
    default:
      return question satisfies never;
  }
}
