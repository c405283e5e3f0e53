import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import { reportFullHeap } from '../core/engine/wasm-memory';
import { env, setBackend } from '../core/tf';

/**
 * Starts TensorFlow.js on one thread of wasm. Its own threads stay off: they need special headers, break when their
 * module is minified and are forbidden by our policy. More cores = more of our workers.
 */
export async function startWasm(): Promise<boolean> {
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  setWasmPaths({
    'tfjs-backend-wasm.wasm': plain,
    'tfjs-backend-wasm-simd.wasm': simd,
    // asked for by name, never fetched
    'tfjs-backend-wasm-threaded-simd.wasm': simd,
  });
  const started = await setBackend('wasm');
  if (started) reportFullHeap();
  return started;
}
