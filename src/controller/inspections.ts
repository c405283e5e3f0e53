import type { InspectionQuestion } from '../data/inspection';
import { changeInspections } from '../store/actions';
import { inspectionKey, type Inspection } from '../store/inspections';
import type { Dependencies } from './dependencies';
import { RecordedSurveys } from './recorded-surveys';

/** Brings answers to what a run is asked beyond its snapshots. */
export class Inspections {
  readonly #needs: Pick<Dependencies, 'messages'>;
  readonly #surveys: RecordedSurveys;

  constructor(needs: Pick<Dependencies, 'messages' | 'recorded'>) {
    this.#needs = needs;
    this.#surveys = new RecordedSurveys(needs);
  }

  /** @returns says that nobody wants to know any more */
  ask(runId: string, question: InspectionQuestion): () => void {
    if (question.what === 'survey' && this.#surveys.ask(runId, question)) return () => undefined;
    const message = this.#needs.messages.notices.nothingToInspect;
    putInspection({ runId, question, ...nothing, state: 'refused', message });
    return () => undefined;
  }
}

const nothing = { progress: null, answer: null, step: null, message: null } as const;

function putInspection(inspection: Inspection): void {
  const key = inspectionKey(inspection.runId, inspection.question);
  changeInspections((known) => ({ ...known, [key]: inspection }));
}
