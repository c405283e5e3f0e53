import { useMemo } from 'react';
import { besideRun, comparableRuns, runTone } from '../../store/selectors';
import { explorer, useExplorer, useExplorerParts, type ExplorerState } from '../../store/store';
import { useMessages } from '../../ui/use-messages';
import { coursesOf, type Course } from './course';

const comparableIds = (state: ExplorerState) => comparableRuns(state).map(({ id }) => id);

/** The runs on the charts. Stays the same while they grow: what names a run never changes. */
export function useCourses(): readonly Course[] {
  const messages = useMessages();
  const ids = useExplorerParts(comparableIds);
  const pinned = useExplorer((state) => besideRun(state)?.id ?? null);
  return useMemo(() => {
    const { runs } = explorer.getState();
    const shown = ids.flatMap((id) => runs.find((run) => run.id === id) ?? []);
    const { a, b } = messages.pair.signs;
    return coursesOf(shown, messages, (run) => {
      if (pinned === null) return { tone: runTone(run), sign: '' };
      return run.id === pinned ? { tone: 'second', sign: b } : { tone: 'accent', sign: a };
    });
  }, [ids, pinned, messages]);
}

/** Steps of the longest run on the charts, trained or still to come. */
export function useTotalSteps(): number {
  return useExplorer((state) => Math.max(1, ...comparableRuns(state).map(({ totalSteps }) => totalSteps)));
}

/** The unprompted network's accuracy on the same pictures, 0..1; null until it is measured. */
export function useUnprompted(): number | null {
  return useExplorer(
    (state) => comparableRuns(state).findLast((run) => run.unprompted)?.unprompted?.testAccuracy ?? null,
  );
}
