import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '../tf';

export type TestBackend = 'cpu' | 'wasm' | 'webgpu';

/** The backends that run everywhere. WebGPU has files of its own, see webgpu.ts. */
export const portableBackends = ['cpu', 'wasm'] as const;

export async function useBackend(name: TestBackend): Promise<void> {
  if (!(await tf.setBackend(name))) throw new Error(`The backend ${name} does not start.`);
}

/** Runs `work` and returns how many tensors it left behind, those in its result not counted. */
export async function leakedTensors(work: () => object | Promise<object>): Promise<number> {
  const before = tf.memory().numTensors;
  tf.dispose((await work()) as tf.TensorContainer);
  return tf.memory().numTensors - before;
}
