import { Worker } from 'node:worker_threads';
import type { PoolReply, WorkerPort } from '../training/pool-messages';

/** Ports to `count` fresh worker threads for createPooledBackbone. */
export function startBackboneThreads(count: number): WorkerPort[] {
  return Array.from({ length: count }, () => {
    const worker = startTypeScriptThread(new URL('./backbone.thread.ts', import.meta.url));
    return {
      post: (message, transfer) => worker.postMessage(message, transfer),
      listen({ message, closed }) {
        worker.on('message', (reply: PoolReply) => message(reply));
        worker.on('error', (error) => closed(error.message));
        worker.on('exit', (code) => closed(`a worker thread ended with code ${code}`));
      },
      terminate: () => void worker.terminate(),
    };
  });
}

/** Node 20 does not hand the loader of TypeScript on to a thread's first file, so the thread begins by asking for it. */
function startTypeScriptThread(file: URL): Worker {
  const begin = `import('tsx/esm/api').then(({ register }) => { register(); return import('${file.href}'); });`;
  return new Worker(begin, { eval: true, execArgv: [] });
}
