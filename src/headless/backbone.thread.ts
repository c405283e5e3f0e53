/** A worker thread of the backbone pool: TensorFlow.js on one thread of wasm, and a port to serve. */
import '@tensorflow/tfjs-backend-wasm';
import { parentPort } from 'node:worker_threads';
import { env, setBackend } from '../core/tf';
import { serveBackbone } from '../training/backbone-server';
import type { PoolRequest } from '../training/pool-messages';

if (!parentPort)
  throw new Error('backbone.thread.ts is a worker thread; start it through backbone-threads.ts.');
const parent = parentPort;

serveBackbone(
  {
    post: (reply, transfer) => parent.postMessage(reply, transfer),
    listen: (message) => parent.on('message', (request: PoolRequest) => message(request)),
  },
  async () => {
    env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    await setBackend('wasm');
  },
);
