import type { PoolReply, WorkerPort } from '../training/pool-messages';

/** Ports to `count` fresh module workers for createPooledBackbone. */
export function startBackboneWorkers(count: number): WorkerPort[] {
  return Array.from({ length: count }, () => {
    const worker = new Worker(new URL('./backbone.worker.ts', import.meta.url), { type: 'module' });
    return {
      post: (message, transfer) => worker.postMessage(message, transfer),
      listen({ message, closed }) {
        worker.addEventListener('message', (event: MessageEvent<PoolReply>) => message(event.data));
        worker.addEventListener('error', (event) => {
          worker.terminate();
          closed(event.message || 'a worker could not be loaded');
        });
      },
      terminate: () => worker.terminate(),
    };
  });
}
