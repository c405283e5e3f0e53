import type { ResultsAnswer, ResultsReply, ResultsRequest } from '../results-protocol';
import { askedWorker, type AskedWorker } from './asked-worker';

type ResultsProgress = Extract<ResultsReply, { type: 'progress' }>;

/** The page's end of the worker that holds results of many runs. Nothing that it is asked for can be cancelled. */
export type ResultsClient = Omit<AskedWorker<ResultsRequest, ResultsAnswer, ResultsProgress>, 'cancel'>;

export function openResults(): ResultsClient {
  return askedWorker({
    start: () => new Worker(new URL('../results.worker.ts', import.meta.url), { type: 'module' }),
    silent: 'These results take too long to read. Open fewer at a time.',
    broken: (reason) => `Reading results stopped working (${reason}). Try again.`,
    closed: 'It was closed.',
    failed: (message) => ({ type: 'failed', message, held: 'nothing' }),
  });
}
