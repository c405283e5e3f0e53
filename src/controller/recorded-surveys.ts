import type { InspectionQuestion } from '../data/inspection';
import { changeInspections } from '../store/actions';
import { inspectionKey, type Inspection } from '../store/inspections';
import { isRecordedRun } from '../store/run-ids';
import { newestStep } from '../store/selectors';
import { explorer } from '../store/store';
import type { Dependencies } from './dependencies';

type Question = Extract<InspectionQuestion, { what: 'survey' }>;

/** Surveys of the runs that the page opens with: files beside them, read once and without an engine. */
export class RecordedSurveys {
  readonly #needs: Pick<Dependencies, 'messages' | 'recorded'>;
  /** keys of questions that are answered or on their way */
  readonly #asked = new Set<string>();

  constructor(needs: Pick<Dependencies, 'messages' | 'recorded'>) {
    this.#needs = needs;
  }

  /** @returns whether it is for this to answer */
  ask(runId: string, question: Question): boolean {
    if (!isRecordedRun(runId)) return false;
    const key = inspectionKey(runId, question);
    if (!this.#asked.has(key)) {
      this.#asked.add(key);
      void this.#answer(runId, question);
    }
    return true;
  }

  async #answer(runId: string, question: Question): Promise<void> {
    const key = inspectionKey(runId, question);
    const put = (change: Partial<Inspection>) =>
      changeInspections((known) => ({ ...known, [key]: { runId, question, ...waiting, ...change } }));
    put({});
    const { recorded, messages } = this.#needs;
    try {
      const found = await recorded.survey(runId);
      if (!found) return put({ state: 'refused', message: messages.notices.nothingToInspect });
      const step = newestStep(explorer.getState().runs.find(({ id }) => id === runId) ?? null);
      put({ state: 'answered', answer: found.survey, step });
    } catch {
      // the next who asks tries again
      this.#asked.delete(key);
      put({ state: 'refused', message: messages.notices.surveyMissing });
    }
  }
}

const waiting = { state: 'asked', progress: null, answer: null, step: null, message: null } as const;
