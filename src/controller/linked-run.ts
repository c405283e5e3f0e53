import { followRun, notify, pin, showRun } from '../store/actions';
import { unrecorded } from '../store/history';
import { isLabRun } from '../store/run-ids';
import { defaultSettings } from '../store/settings';
import { explorer, type ExplorerState } from '../store/store';
import { namedRuns } from '../store/selectors';
import type { Dependencies } from './dependencies';
import type { Found, Lab } from './lab';

interface Needs extends Pick<Dependencies, 'messages'> {
  readonly lab: Lab;
}

/** Brings the runs that the link named: the one in the pipeline, and the one beside it. */
export function bringLinkedRuns(needs: Needs): void {
  void bringShownRun(needs);
  void bringBesideRun(needs);
}

/**
 * Brings the run that the link named. Where there is none, the page says so and shows the one it opens with. A link
 * that says nothing else of the run to train has the switches stand as in the run that it shows.
 */
async function bringShownRun({ lab, messages }: Needs): Promise<void> {
  const { runId } = explorer.getState().view;
  if (runId === null) return;
  const found = isLabRun(runId) ? await lab.bring(runId) : await comesWithPage(runId);
  const { runs, view, settings } = explorer.getState();
  if (view.runId !== runId) return;
  const run = runs.find(({ id }) => id === runId);
  if (found === 'unknown') {
    notify({ tone: 'warn', text: messages.notices.link.run(runId), action: null });
  }
  unrecorded(() => {
    if (!run) showRun(null);
    else if (settings === defaultSettings) followRun(run);
  });
}

/** The same for the run that the link puts beside it; where there is none, nothing stands beside. */
async function bringBesideRun({ lab, messages }: Needs): Promise<void> {
  const { beside } = explorer.getState().view;
  if (beside?.what !== 'run') return;
  const { runId } = beside;
  const found = isLabRun(runId) ? await lab.bring(runId) : await comesWithPage(runId);
  const { runs, view } = explorer.getState();
  if (view.beside !== beside) return;
  if (found === 'unknown') notify({ tone: 'warn', text: messages.notices.link.beside(runId), action: null });
  if (!runs.some(({ id }) => id === runId)) unrecorded(() => pin(null));
}

/** Brings runs of the lab whenever the page comes to name them, by undo for instance. @returns the way to end it */
export function followNamedRuns(lab: Lab): () => void {
  return explorer.subscribe(namedRuns, (runIds) => void lab.show(runIds), {
    equalityFn: (one, other) => one.join() === other.join(),
  });
}

/** One of the runs that the page opens with; that they cannot be had was said. */
async function comesWithPage(runId: string): Promise<Found> {
  await recordedSettled();
  const { recorded, runs } = explorer.getState();
  if (recorded === 'failed') return 'unreachable';
  return runs.some(({ id }) => id === runId) ? 'here' : 'unknown';
}

function recordedSettled(): Promise<void> {
  const settled = ({ recorded }: ExplorerState) => recorded !== 'loading';
  return new Promise((resolve) => {
    if (settled(explorer.getState())) return resolve();
    const unsubscribe = explorer.subscribe(settled, () => {
      unsubscribe();
      resolve();
    });
  });
}
