import type { BenchReply, BenchRequest } from '../bench-protocol';

/** Measures in a worker of its own. @returns ends it */
export function openBench(request: BenchRequest, listener: (reply: BenchReply) => void): () => void {
  const worker = new Worker(new URL('../bench.worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('message', ({ data }: MessageEvent<BenchReply>) => listener(data));
  worker.addEventListener('error', ({ message }) => {
    worker.terminate();
    listener({ type: 'failed', message: message || 'The bench could not be loaded.' });
  });
  worker.postMessage(request);
  return () => worker.terminate();
}
