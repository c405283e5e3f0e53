/** Reads results of many runs beside the page and holds them: a foreign file is never parsed where it could hold the page up. */
import type { Question, SignOfLife } from './protocol';
import type { ResultsCommand } from './results-protocol';
import { ResultsSession } from './results-session';

declare const self: DedicatedWorkerGlobalScope;

const session = new ResultsSession({ post: (reply) => self.postMessage(reply) });
/** one after the other: a view is of what was opened before it was asked for */
let last: Promise<void> = Promise.resolve();

self.addEventListener('message', ({ data }: MessageEvent<ResultsCommand | Question>) => {
  if (data.type === 'are-you-there') self.postMessage({ type: 'alive', lock: null } satisfies SignOfLife);
  // what it stops is under way
  else if (data.type === 'stop') void session.handle(data);
  else last = last.then(() => session.handle(data));
});
