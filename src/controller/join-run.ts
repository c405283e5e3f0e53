import type { RunConfig } from '../core/method-config';
import { sameRun } from '../store/run-config';
import { emptyRun } from '../store/run-view';
import { explorer } from '../store/store';

/** How many earlier live runs stay on the charts for comparison. */
const earlierRuns = 4;

interface NewRun {
  readonly runId: string;
  readonly label: string;
  readonly config: RunConfig;
}

/** Adds an empty live run; an earlier one of the same configuration, or one too many, makes room. */
export function joinRun({ runId, label, config }: NewRun): void {
  const run = emptyRun({ id: runId, label, origin: 'live', config });
  explorer.setState(({ runs }) => {
    const recorded = runs.filter(({ origin }) => origin === 'recorded');
    const earlier = runs.filter(({ origin, config: old }) => origin === 'live' && !sameRun(old, config));
    return { runs: [...recorded, ...earlier.slice(-earlierRuns), run] };
  });
}
