import { median } from 'd3-array';
import type { RunConfig } from '../core/method-config';
import { derived } from '../lib/derived';
import { timeLeft, type TimeLeft } from './queue';
import type { ExplorerState } from './store';

/** Until the whole queue has ended, by how long runs of the same size took in this browser. */
export const queueTimeLeft = derived(
  ({ queue, library }: ExplorerState) => [queue, library.entries],
  (queue, entries): TimeLeft =>
    timeLeft(queue, (config) => {
      const alike = entries.filter(
        (run) => run.source === 'trained-here' && run.result && workOf(run.config) === workOf(config),
      );
      return median(alike, ({ seconds }) => seconds) ?? null;
    }),
);

/** What a run's length depends on, whatever its variant: the frozen network takes most of the time. */
function workOf({ data, backbone, method, training }: RunConfig): string {
  const { epochs, batch, trainLimit, testLimit } = training;
  return JSON.stringify([data, backbone, method.side, epochs, batch, trainLimit, testLimit]);
}
