import type { Question, SignOfLife } from '../protocol';
import { Watch } from './watch';

/** What a worker that is asked one thing after another says: to which request, how far it is, or the answer. */
type Reply<Answer, Progress> = { readonly request: number } & (Answer | Progress);

interface AskedWorkerOptions<Answer> {
  /** made by whoever names its file: a bundler finds no other */
  start(): Worker;
  /** in words, what to say of a worker that no longer answers */
  readonly silent: string;
  /** and of one that broke off */
  broken(reason: string): string;
  readonly closed: string;
  /** the answer to what a worker was asked that has ended */
  failed(message: string): Answer;
}

/**
 * The page's end of a worker that answers questions by their numbers. It starts with the first question; where it has
 * ended by itself, the next question starts another one.
 */
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

export function askedWorker<
  Request extends object,
  Answer extends { readonly type: string },
  Progress extends { readonly type: 'progress' },
>({
  start,
  silent,
  broken,
  closed,
  failed,
}: AskedWorkerOptions<Answer>): AskedWorker<Request, Answer, Progress> {
  const waiting = new Map<number, Waiting<Answer, Progress>>();
  let requests = 0;
  let life: { readonly worker: Worker; readonly watch: Watch } | null = null;
  let open = true;

  function end(message: string): void {
    life?.watch.end();
    life?.worker.terminate();
    life = null;
    for (const { answer } of waiting.values()) answer(failed(message));
    waiting.clear();
  }

  function begin() {
    const worker = start();
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
    return { worker, watch };
  }

  return {
    ask: (request, onProgress) =>
      new Promise((answer) => {
        if (!open) {
          answer(failed(closed));
          return;
        }
        const number = ++requests;
        waiting.set(number, { answer, onProgress });
        life ??= begin();
        life.worker.postMessage({ ...request, request: number });
      }),
    cancel: () => life?.worker.postMessage({ type: 'cancel' }),
    close() {
      open = false;
      end(closed);
    },
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
