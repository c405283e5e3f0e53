import { isAtHand, shownRun, shownSampleId } from '../store/selectors';
import type { ExplorerState } from '../store/store';
import { pictureId } from '../store/survey';

/** How a test picture comes onto the bench: it is there, it is in view, or the run can look at it; or it cannot. */
export type BenchWay = 'there' | 'in-view' | 'look' | 'recorded-only' | 'no-weights';

/** Of the run in the pipeline. */
export function benchWay(state: ExplorerState, index: number): BenchWay {
  const run = shownRun(state);
  const id = pictureId(index);
  if (shownSampleId(state) === id) return 'there';
  if (run?.samples?.ids.includes(id)) return 'in-view';
  if (run && isAtHand(state, run.id)) return 'look';
  return run?.origin === 'recorded' ? 'recorded-only' : 'no-weights';
}
