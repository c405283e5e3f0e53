import type { Messages } from '../../messages/messages';
import type { ExplorerState } from '../../store/store';

/** What is worth saying about this change; null for nothing. */
export function announcement(
  state: ExplorerState,
  before: ExplorerState,
  { runBar }: Messages,
): string | null {
  const text = runBar.announce;
  const run = state.runs.find(({ id }) => id === state.live.runId);
  if (!run) return null;
  if (state.live.status !== before.live.status) {
    switch (state.live.status) {
      case 'running':
        return before.live.status === 'starting' ? text.started(run.label) : null;
      case 'paused':
        return text.paused;
      case 'stopped':
        return text.stopped;
      case 'done':
        return run.last ? text.done(run.last.testAccuracy) : null;
      default:
        return null;
    }
  }
  const compiling = (of: ExplorerState) => of.live.progress?.phase === 'compiling';
  if (compiling(state) && !compiling(before)) return text.compiling;
  const earlier = before.runs.find(({ id }) => id === run.id);
  const { last } = run;
  if (!last || last === earlier?.last || state.live.status !== 'running') return null;
  return text.epoch(last.epoch, run.config.training.epochs, last.testAccuracy);
}
