import type { ResultsAnswer, ResultsCommand, ResultsReply, ResultsRequest } from '../results-protocol';
import type { Question, SignOfLife } from '../protocol';
import { Watch } from './watch';

export type ResultsProgress = Extract<ResultsReply, { type: 'progress' }>;

/** The page's end of the worker that holds results of many runs. */
export interface ResultsClient {
  /** Never rejects: what went wrong is an answer. */
  ask(request: ResultsRequest, onProgress?: (progress: ResultsProgress) => void): Promise<ResultsAnswer>;
  /** the worker is gone, and all that it held */
  readonly ended: boolean;
  /** Ends the worker, and with it whatever it holds and does. */
  close(): void;
}

interface Waiting {
  readonly answer: (answer: ResultsAnswer) => void;
  readonly onProgress: ((progress: ResultsProgress) => void) | undefined;
}

/** Starts the worker; it reads nothing before it is asked. */
export function openResults(): ResultsClient {
  const worker = new Worker(new URL('../results.worker.ts', import.meta.url), { type: 'module' });
  const waiting = new Map<number, Waiting>();
  let requests = 0;
  let ended: string | null = null;
  const end = (message: string): void => {
    ended ??= message;
    watch.end();
    worker.terminate();
    for (const { answer } of waiting.values()) answer({ type: 'failed', message: ended });
    waiting.clear();
  };
  const watch = new Watch({
    ask: () => worker.postMessage({ type: 'are-you-there' } satisfies Question),
    onSilence: () => end('These results take too long to read. Open fewer at a time.'),
  });
  worker.addEventListener('message', ({ data }: MessageEvent<ResultsReply | SignOfLife>) => {
    watch.heard();
    if (data.type === 'alive') return;
    const asked = waiting.get(data.request);
    if (data.type === 'progress') asked?.onProgress?.(data);
    else {
      waiting.delete(data.request);
      asked?.answer(data);
    }
  });
  worker.addEventListener('error', ({ message }) =>
    end(`Reading results stopped working (${message || 'it could not be loaded'}). Try again.`),
  );
  return {
    ask: (request, onProgress) =>
      new Promise((answer) => {
        if (ended !== null) {
          answer({ type: 'failed', message: ended });
          return;
        }
        const number = ++requests;
        waiting.set(number, { answer, onProgress });
        worker.postMessage({ ...request, request: number } satisfies ResultsCommand);
      }),
    get ended() {
      return ended !== null;
    },
    close: () => end('It was closed.'),
  };
}
