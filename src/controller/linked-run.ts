import { followRun, notify, showRun } from '../store/actions';
import { isLabRun } from '../store/run-ids';
import { defaultSettings } from '../store/settings';
import { explorer, type ExplorerState } from '../store/store';
import type { Dependencies } from './dependencies';
import type { Found, Lab } from './lab';

interface Needs extends Pick<Dependencies, 'messages'> {
  readonly lab: Lab;
}

/**
 * Brings the run that the link named. Where there is none, the page says so and shows the one it opens with. A link
 * that says nothing else of the run to train has the switches stand as in the run that it shows.
 */
export async function bringLinkedRun({ lab, messages }: Needs): Promise<void> {
  const { runId } = explorer.getState().view;
  if (runId === null) return;
  const found = isLabRun(runId) ? await lab.bring(runId) : await comesWithPage(runId);
  const { runs, view, settings } = explorer.getState();
  if (view.runId !== runId) return;
  const run = runs.find(({ id }) => id === runId);
  if (found === 'unknown') {
    notify({ tone: 'warn', text: messages.notices.link.run(runId), action: null });
  }
  if (!run) showRun(null);
  else if (settings === defaultSettings) followRun(run);
}

/** Brings a run of the lab whenever the page comes to name one, by undo for instance. @returns the way to end it */
export function followNamedRun(lab: Lab): () => void {
  return explorer.subscribe(
    ({ view }) => view.runId,
    (runId) => runId !== null && void lab.show([runId]),
  );
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
