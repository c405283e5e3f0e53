import { useEffect } from 'react';
import type { InspectionQuestion } from '../data/inspection';
import { inspectionKey, inspectionOf, type Inspection } from '../store/inspections';
import { useExplorer } from '../store/store';
import { useController } from './use-controller';

/**
 * Asks a run, for as long as the panel that wants to know is there. Null where nothing is asked, and until it is.
 * @param question a new object each time is the same question
 */
export function useInspection<Question extends InspectionQuestion>(
  runId: string | null,
  question: Question | null,
): Inspection<Question> | null {
  const controller = useController();
  const key = runId !== null && question !== null ? inspectionKey(runId, question) : null;
  useEffect(() => {
    if (runId === null || question === null) return;
    return controller.inspect(runId, question);
    // the key says all that the question does
  }, [controller, key]);
  return useExplorer((state) =>
    runId !== null && question !== null ? inspectionOf(state, runId, question) : null,
  );
}
