import type { LayoutReply, LayoutRequest } from '../layout-protocol';

/** Lays out in a worker of its own, which ends with its last reply. @returns ends it */
export function openLayout(request: LayoutRequest, listener: (reply: LayoutReply) => void): () => void {
  const worker = new Worker(new URL('../layout.worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('message', ({ data }: MessageEvent<LayoutReply>) => {
    if (data.type !== 'progress') worker.terminate();
    listener(data);
  });
  worker.addEventListener('error', ({ message }) => {
    worker.terminate();
    listener({ type: 'failed', message });
  });
  worker.postMessage(request);
  return () => worker.terminate();
}
