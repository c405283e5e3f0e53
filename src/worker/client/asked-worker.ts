import type { Question, SignOfLife } from '../protocol';
import { Watch } from './watch';

/** What a worker that is asked one thing after another says: to which request, how far it is, or the answer. */
type Reply<Answer, Progress> = { readonly request: number } & (Answer | Progress);

interface AskedWorkerOptions<Answer> {
  /** in words, what to say of a worker that no longer answers */
  readonly silent: string;
  /** and of one that broke off */
  broken(reason: string): string;
  readonly closed: string;
  /** the answer to whatever is asked of a worker that has ended */
  failed(message: string): Answer;
}

/** The page's end of a worker that answers questions by their numbers. */
export interface AskedWorker<Request, Answer, Progress> {
  /** Never rejects: what went wrong is an answer. */
  ask(request: Request, onProgress?: (progress: Progress) => void): Promise<Answer>;
  /** Ends what is under way, which is then answered by `cancelled`. */
  cancel(): void;
  /** Ends the worker, and with it whatever is under way. */
  close(): void;
}

interface Waiting<Answer, Progress> {
  readonly answer: (answer: Answer) => void;
  readonly onProgress: ((progress: Progress) => void) | undefined;
}

/** @param worker made by whoever names its file: a bundler finds no other */
export function askedWorker<
  Request extends object,
  Answer extends { readonly type: string },
  Progress extends { readonly type: 'progress' },
>(
  worker: Worker,
  { silent, broken, closed, failed }: AskedWorkerOptions<Answer>,
): AskedWorker<Request, Answer, Progress> {
  const waiting = new Map<number, Waiting<Answer, Progress>>();
  let requests = 0;
  let ended: string | null = null;
  const end = (message: string): void => {
    ended ??= message;
    watch.end();
    worker.terminate();
    for (const { answer } of waiting.values()) answer(failed(ended));
    waiting.clear();
  };
  const watch = new Watch({
    ask: () => worker.postMessage({ type: 'are-you-there' } satisfies Question),
    onSilence: () => end(silent),
  });
  worker.addEventListener('message', ({ data }: MessageEvent<Reply<Answer, Progress> | SignOfLife>) => {
    watch.heard();
    if (isSignOfLife(data)) return;
    const asked = waiting.get(data.request);
    if (isProgress<Progress>(data)) asked?.onProgress?.(data);
    else {
      waiting.delete(data.request);
      asked?.answer(data as Answer);
    }
  });
  worker.addEventListener('error', ({ message }) => end(broken(message || 'it could not be loaded')));
  return {
    ask: (request, onProgress) =>
      new Promise((answer) => {
        if (ended !== null) {
          answer(failed(ended));
          return;
        }
        const number = ++requests;
        waiting.set(number, { answer, onProgress });
        worker.postMessage({ ...request, request: number });
      }),
    cancel: () => worker.postMessage({ type: 'cancel' }),
    close: () => end(closed),
  };
}

function isSignOfLife(data: { readonly type: string }): data is SignOfLife {
  return data.type === 'alive';
}

function isProgress<Progress>(data: {
  readonly type: string;
}): data is Progress & { readonly type: 'progress' } {
  return data.type === 'progress';
}
