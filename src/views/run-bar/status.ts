import type { Messages } from '../../messages/messages';
import { runConfig, sameRun } from '../../store/run-config';
import type { RunView } from '../../store/run-view';
import type { ExplorerState } from '../../store/store';

/** One line about the run and how far it is, 0..1; null share = nothing to measure. */
export interface RunStatus {
  readonly text: string;
  /** the second half of the line, set apart: time left, or what is in hand */
  readonly detail: string;
  readonly share: number | null;
}

export function runStatus(state: ExplorerState, { runBar }: Messages): RunStatus {
  const { live, engine, runs, settings } = state;
  const run = runs.find(({ id }) => id === live.runId);
  if (engine.phase === 'loading' && (live.status === 'none' || live.status === 'starting')) {
    return loading(state, runBar);
  }
  if (!run || live.status === 'none') {
    // a run may be asked for all the same, and begins with what is left of it
    if (engine.phase === 'ready' && engine.loading) return loading(state, runBar);
    return { text: engine.phase === 'failed' ? runBar.failed : runBar.idle, detail: '', share: null };
  }
  const share = run.totalSteps > 0 ? live.step / run.totalSteps : 0;
  switch (live.status) {
    case 'starting':
      return { text: runBar.starting, detail: '', share };
    case 'paused': {
      const detail = sameRun(run.config, runConfig(settings)) ? '' : runBar.changed;
      return { text: runBar.paused(live.step), detail, share };
    }
    case 'stopped':
      return { text: runBar.stopped(live.step), detail: '', share };
    case 'done':
      return { text: runBar.done(run.config.training.epochs), detail: '', share: 1 };
    case 'running':
    case 'pausing':
      return { ...inHand(state, run, runBar), share };
    default:
      return live.status satisfies never;
  }
}

/** The epoch and the time left while batches are trained; the phase and its share in between. */
function inHand({ live }: ExplorerState, run: RunView, runBar: Messages['runBar']): Omit<RunStatus, 'share'> {
  const { progress } = live;
  const { epochs } = run.config.training;
  const epoch = Math.min(epochs, run.epochs.length + 1);
  if (!progress || progress.phase === 'training') {
    const eta = progress?.eta ?? null;
    return { text: runBar.epoch(epoch, epochs), detail: eta === null ? '' : runBar.left(eta) };
  }
  const { phase, done, total } = progress;
  if (phase === 'compiling') return { text: runBar.prepared(done, total), detail: '' };
  return { text: runBar.phases[phase], detail: runBar.part(total > 0 ? done / total : 0) };
}

function loading({ engine }: ExplorerState, runBar: Messages['runBar']): RunStatus {
  if (!engine.loading) return { text: runBar.loading.backend, detail: '', share: 0 };
  const { what, done, total } = engine.loading;
  return {
    text:
      what === 'pipelines' ? runBar.prepared(done, total) : runBar.loaded(runBar.loading[what], done, total),
    detail: '',
    share: total > 0 ? done / total : 0,
  };
}
