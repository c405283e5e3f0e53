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

/**
 * Adds an empty live run; an earlier one of the same configuration, or one too many, makes room. What waits in the
 * queue or is kept in the library stays: Compare shows it.
 */
export function joinRun({ runId, label, config }: NewRun): void {
  const run = emptyRun({ id: runId, label, origin: 'live', config });
  explorer.setState(({ runs: before, queue, library }) => {
    const runs = before.filter(({ id }) => id !== runId);
    const kept = new Set([...queue, ...library.entries].map(({ id }) => id));
    const stays = runs.filter(({ id, origin }) => origin === 'recorded' || kept.has(id));
    const earlier = runs.filter((old) => !stays.includes(old) && !sameRun(old.config, config));
    return { runs: [...stays, ...earlier.slice(-earlierRuns), run] };
  });
}
