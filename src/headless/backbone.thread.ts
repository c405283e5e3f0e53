/** A worker thread of the backbone pool: TensorFlow.js on one thread of wasm, and a port to serve. */
import { parentPort } from 'node:worker_threads';
import { serveBackbone } from '../training/backbone-server';
import type { PoolRequest } from '../training/pool-messages';
import { startWasm } from './node-devices';

if (!parentPort)
  throw new Error('backbone.thread.ts is a worker thread; start it through backbone-threads.ts.');
const parent = parentPort;

serveBackbone(
  {
    post: (reply, transfer) => parent.postMessage(reply, transfer),
    listen: (message) => parent.on('message', (request: PoolRequest) => message(request)),
  },
  async () => {
    if (!(await startWasm())) throw new Error('WebAssembly does not start in a worker thread.');
  },
);
