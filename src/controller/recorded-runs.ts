import { advanceMarker, changeLibrary, notify, putRun, setPlaying } from '../store/actions';
import { pause } from '../lib/pause';
import { unrecorded } from '../store/history';
import { withCurves, withShipped } from '../store/library';
import { shownRun } from '../store/selectors';
import { explorer, type ExplorerState } from '../store/store';
import type { Dependencies, RecordedEntry } from './dependencies';

type Needs = Pick<Dependencies, 'recorded' | 'messages' | 'idle' | 'autoplay'>;

/**
 * Brings the recorded runs: a few frames at once, which begin to play, the rest when the page is idle. If
 * they are missing, the page says so and goes on without.
 */
export async function loadRecordedRuns({ recorded, messages, idle, autoplay }: Needs): Promise<void> {
  explorer.setState({ recorded: 'loading' });
  try {
    await takeEach(await recorded.first(namedRuns(explorer.getState())));
    explorer.setState({ recorded: 'ready' });
    if (autoplay) playFromStart();
    await idle();
    await takeEach(await recorded.more());
  } catch {
    const { runs } = explorer.getState();
    // with the first frames on screen the rest is no loss worth a sentence
    if (runs.some(({ origin }) => origin === 'recorded')) return;
    explorer.setState({ recorded: 'failed' });
    const { recordedMissing, recordedRetry } = messages.notices;
    notify({
      tone: 'warn',
      text: recordedMissing,
      action: { label: recordedRetry, command: 'reload-recorded' },
    });
  }
}

/** Those that a link asked for are part of what the page opens with. */
function namedRuns({ view: { runId, beside } }: ExplorerState): readonly string[] {
  return [runId, beside?.what === 'run' ? beside.runId : null].filter((id) => id !== null);
}

/** Each is shown in a task of its own. */
async function takeEach(runs: readonly RecordedEntry[]): Promise<void> {
  for (const run of runs) {
    await pause();
    take(run);
  }
}

function take({ view, summary }: RecordedEntry): void {
  putRun(view);
  const { losses, accuracies } = view;
  changeLibrary((library) =>
    withCurves(withShipped(library, [summary]), { [view.id]: { losses, accuracies } }),
  );
}

/** Plays the shown run from its first step, unless a link or a person has already put the marker somewhere. */
function playFromStart(): void {
  const state = explorer.getState();
  const first = shownRun(state)?.snapshots[0];
  // in Compare all variants would play; there, and in front of the door, the newest answers are what is shown
  const { place, runId } = state.view;
  const elsewhere = place !== 'explore' || (runId !== null && runId !== shownRun(state)?.id);
  if (!first || elsewhere || state.view.step !== null || state.live.runId !== null) return;
  unrecorded(() => {
    advanceMarker(first.step);
    setPlaying(true);
  });
}
