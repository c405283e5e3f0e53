import type { Messages } from '../../messages/messages';
import { runConfig, sameRun } from '../../store/run-config';
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
    case 'pausing': {
      const { epochs } = run.config.training;
      const epoch = Math.min(epochs, 1 + Math.floor(live.step / Math.max(1, run.stepsPerEpoch)));
      return { text: runBar.epoch(epoch, epochs), detail: detailOf(state, runBar), share };
    }
    default:
      return live.status satisfies never;
  }
}

function detailOf({ live }: ExplorerState, runBar: Messages['runBar']): string {
  const { progress } = live;
  if (!progress) return '';
  if (progress.phase !== 'training') return runBar.phases[progress.phase];
  return progress.eta === null ? runBar.phases.training : runBar.left(progress.eta);
}

function loading({ engine }: ExplorerState, runBar: Messages['runBar']): RunStatus {
  if (!engine.loading) return { text: runBar.loading.backend, detail: '', share: 0 };
  const { what, done, total } = engine.loading;
  return {
    text: runBar.loaded(runBar.loading[what], done, total),
    detail: '',
    share: total > 0 ? done / total : 0,
  };
}
