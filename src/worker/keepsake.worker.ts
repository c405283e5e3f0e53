/** Brings a file of everything back beside the page: a foreign file is never parsed where it could hold the page up. */
import { UserError } from '../lib/user-error';
import { bringKeepsakeBack } from '../storage/keepsake/keepsake';
import type { KeepsakeCommand, KeepsakeReply } from './keepsake-protocol';
import type { Question, SignOfLife } from './protocol';

declare const self: DedicatedWorkerGlobalScope;

const post = (reply: KeepsakeReply | SignOfLife): void => self.postMessage(reply);
const ending = new AbortController();

self.addEventListener('message', ({ data }: MessageEvent<KeepsakeCommand | Question>) => {
  if (data.type === 'are-you-there') post({ type: 'alive', lock: null });
  else if (data.type === 'end') ending.abort(new UserError(data.why));
  else void bring(data.file);
});

async function bring(file: File): Promise<void> {
  try {
    const onProgress = (done: number, total: number) => post({ type: 'progress', done, total });
    const came = await bringKeepsakeBack(file, { signal: ending.signal, onProgress });
    post({ type: 'came', came });
  } catch (error) {
    post({ type: 'failed', message: wordsOf(error) });
  }
}

function wordsOf(error: unknown): string {
  if (error instanceof UserError) return error.message;
  if (error instanceof RangeError) {
    return 'There is not enough memory for this file. What came in so far is whole and stays.';
  }
  return `Bringing the file back stopped working (${error instanceof Error ? error.message : String(error)}). What came in so far is whole and stays.`;
}
