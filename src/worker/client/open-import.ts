import type { ImportAnswer, ImportCommand, ImportReply, ImportRequest } from '../import-protocol';
import type { Question, SignOfLife } from '../protocol';
import { Watch } from './watch';

export type ImportProgress = Extract<ImportReply, { type: 'progress' }>;

/** The page's end of the worker that imports. */
export interface ImportClient {
  /** Never rejects: what went wrong is an answer. */
  ask(request: ImportRequest, onProgress?: (progress: ImportProgress) => void): Promise<ImportAnswer>;
  /** Ends the import under way, which is then answered by `cancelled`. */
  cancel(): void;
  /** Ends the worker, and with it whatever is under way. */
  close(): void;
}

interface Waiting {
  readonly answer: (answer: ImportAnswer) => void;
  readonly onProgress: ((progress: ImportProgress) => void) | undefined;
}

/** Starts the worker; it reads nothing before it is asked. A picture that it can never finish with ends it. */
export function openImport(): ImportClient {
  const worker = new Worker(new URL('../import.worker.ts', import.meta.url), { type: 'module' });
  const waiting = new Map<number, Waiting>();
  let requests = 0;
  let ended: string | null = null;
  const end = (message: string): void => {
    ended ??= message;
    watch.end();
    worker.terminate();
    for (const { answer } of waiting.values()) answer({ type: 'failed', message: ended, import: null });
    waiting.clear();
  };
  const watch = new Watch({
    ask: () => worker.postMessage({ type: 'are-you-there' } satisfies Question),
    onSilence: () =>
      end('The import no longer answers: one of the pictures takes too long. What came before it is kept.'),
  });
  worker.addEventListener('message', ({ data }: MessageEvent<ImportReply | SignOfLife>) => {
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
    end(`The import stopped working (${message || 'it could not be loaded'}). What it has kept stays.`),
  );
  return {
    ask: (request, onProgress) =>
      new Promise((answer) => {
        if (ended !== null) {
          answer({ type: 'failed', message: ended, import: null });
          return;
        }
        const number = ++requests;
        waiting.set(number, { answer, onProgress });
        worker.postMessage({ ...request, request: number } satisfies ImportCommand);
      }),
    cancel: () => worker.postMessage({ type: 'cancel' } satisfies ImportCommand),
    close: () => end('The import was closed.'),
  };
}
