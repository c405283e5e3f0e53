import type { InspectionQuestion } from '../data/inspection';
import { changeInspections } from '../store/actions';
import { inspectionKey } from '../store/inspections';
import type { Dependencies } from './dependencies';

/** Brings answers to what a run is asked beyond its snapshots. */
export class Inspections {
  readonly #needs: Pick<Dependencies, 'messages'>;

  constructor(needs: Pick<Dependencies, 'messages'>) {
    this.#needs = needs;
  }

  /** @returns says that nobody wants to know any more */
  ask(runId: string, question: InspectionQuestion): () => void {
    const key = inspectionKey(runId, question);
    const message = this.#needs.messages.notices.nothingToInspect;
    changeInspections((known) => ({
      ...known,
      [key]: { runId, question, state: 'refused', progress: null, answer: null, step: null, message },
    }));
    return () => undefined;
  }
}
