/** A worker of the backbone pool: TensorFlow.js on one thread of wasm, and a port to serve. */
import { serveBackbone } from '../training/backbone-server';
import type { PoolRequest } from '../training/pool-messages';
import { startWasm } from './wasm-backend';

declare const self: DedicatedWorkerGlobalScope;

serveBackbone(
  {
    post: (reply, transfer) => self.postMessage(reply, transfer),
    listen: (message) =>
      self.addEventListener('message', (event: MessageEvent<PoolRequest>) => message(event.data)),
  },
  async () => {
    if (!(await startWasm())) throw new Error('WebAssembly does not start in a worker.');
  },
);
