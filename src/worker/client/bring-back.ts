import { UserError } from '../../lib/user-error';
import type { BroughtBack, KeepsakeCommand, KeepsakeReply } from '../keepsake-protocol';
import type { Question, SignOfLife } from '../protocol';
import { Watch } from './watch';

interface Bringing {
  readonly signal: AbortSignal;
  /** both in parts */
  onProgress(done: number, total: number): void;
}

/**
 * Merges a file of everything into what is here, in a worker that ends with it.
 * @throws UserError in a sentence, whatever went wrong
 */
export function bringBack(file: File, { signal, onProgress }: Bringing): Promise<BroughtBack> {
  const worker = new Worker(new URL('../keepsake.worker.ts', import.meta.url), { type: 'module' });
  const say = (command: KeepsakeCommand | Question) => worker.postMessage(command);
  const kept = 'What came in so far is whole and stays.';
  return new Promise<BroughtBack>((came, failed) => {
    const fail = (message: string) => failed(new UserError(message));
    const end = () => {
      watch.end();
      worker.terminate();
    };
    const watch = new Watch({
      ask: () => say({ type: 'are-you-there' }),
      onSilence: () => {
        fail(`The file takes too long to read. ${kept}`);
        end();
      },
    });
    worker.addEventListener('message', ({ data }: MessageEvent<KeepsakeReply | SignOfLife>) => {
      watch.heard();
      if (data.type === 'progress') onProgress(data.done, data.total);
      if (data.type === 'failed') fail(data.message);
      if (data.type === 'came') came(data.came);
      if (data.type === 'failed' || data.type === 'came') end();
    });
    worker.addEventListener('error', ({ message }) => {
      fail(`The file could not be brought back (${message || 'a part of the page did not load'}). ${kept}`);
      end();
    });
    signal.addEventListener('abort', () => {
      const { reason } = signal as { readonly reason: unknown };
      say({ type: 'end', why: reason instanceof Error ? reason.message : kept });
    });
    say({ type: 'bring', file });
  });
}
