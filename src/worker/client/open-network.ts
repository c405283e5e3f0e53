import type { NetworkAnswer, NetworkCommand, NetworkReply, NetworkRequest } from '../network-protocol';
import type { Question, SignOfLife } from '../protocol';
import { Watch } from './watch';

export type NetworkProgress = Extract<NetworkReply, { type: 'progress' }>;

/** The page's end of the worker that looks into networks and keeps them. */
export interface NetworkClient {
  /** Never rejects: what went wrong is an answer. */
  ask(request: NetworkRequest, onProgress?: (progress: NetworkProgress) => void): Promise<NetworkAnswer>;
  /** Ends what is under way, which is then answered by `cancelled`. */
  cancel(): void;
  /** Ends the worker, and with it whatever is under way. */
  close(): void;
}

interface Waiting {
  readonly answer: (answer: NetworkAnswer) => void;
  readonly onProgress: ((progress: NetworkProgress) => void) | undefined;
}

/** Starts the worker; it reads and fetches nothing before it is asked. */
export function openNetwork(): NetworkClient {
  const worker = new Worker(new URL('../network.worker.ts', import.meta.url), { type: 'module' });
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
    onSilence: () => end('This file takes too long to read. Nothing of it is kept; use another one.'),
  });
  worker.addEventListener('message', ({ data }: MessageEvent<NetworkReply | SignOfLife>) => {
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
    end(`Reading networks stopped working (${message || 'it could not be loaded'}). Try again.`),
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
        worker.postMessage({ ...request, request: number } satisfies NetworkCommand);
      }),
    cancel: () => worker.postMessage({ type: 'cancel' } satisfies NetworkCommand),
    close: () => end('It was closed.'),
  };
}
