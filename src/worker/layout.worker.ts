/** Lays out surveys beside the page: seconds of work that must not hold it up. Cancelled by ending the worker. */
import { layOut } from '../training/inspect/layout';
import type { LayoutReply, LayoutRequest } from './layout-protocol';

declare const self: DedicatedWorkerGlobalScope;

const post = (reply: LayoutReply): void => self.postMessage(reply);

self.addEventListener('message', ({ data: { surveys, options } }: MessageEvent<LayoutRequest>) => {
  const begun = performance.now();
  try {
    const work = layOut(surveys, options);
    for (let step = work.next(); ; step = work.next()) {
      if (step.done) {
        post({ type: 'done', seconds: (performance.now() - begun) / 1000, ...step.value });
        return;
      }
      post({ type: 'progress', ...step.value });
    }
  } catch (error) {
    post({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
});
