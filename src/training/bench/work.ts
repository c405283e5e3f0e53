import { watchRecording } from '../../core/plan/record-pass';
import * as tf from '../../core/tf';
import { kernelMultiplyAdds, size, type Shape } from './multiply-adds';

/** What a step makes the current backend do, counted at the door to its kernels: the same on every machine. */
export interface StepWork {
  readonly kernels: number;
  readonly multiplyAdds: number;
  /** read and written by the kernels, each tensor counted whenever it is touched */
  readonly bytes: number;
  /** of all tensors alive at the worst moment, weights and pictures included */
  readonly peakBytes: number;
}

/** They give a tensor another name or shape and move nothing. */
const MOVES_NOTHING = new Set(['Identity', 'Reshape']);

/** Runs a step and counts it. Work that is sent to other threads is not seen. */
export async function countWork(run: () => Promise<void>): Promise<StepWork> {
  const engine = tf.engine();
  const runKernel = engine.runKernel.bind(engine);
  const work = { kernels: 0, multiplyAdds: 0, bytes: 0, peakBytes: 0 };
  engine.runKernel = <T extends tf.Tensor | tf.Tensor[]>(...call: Parameters<typeof runKernel>): T => {
    const result = runKernel<T>(...call);
    const [name, inputs, attributes] = call;
    work.peakBytes = Math.max(work.peakBytes, tf.memory().numBytes);
    if (MOVES_NOTHING.has(name)) return result;
    const shapeOf = (input: string): Shape => inputs[input]!.shape;
    work.kernels++;
    work.bytes += bytesOf(Object.values(inputs)) + bytesOf([result]);
    if (!Array.isArray(result)) {
      work.multiplyAdds += kernelMultiplyAdds(name, shapeOf, attributes ?? {}, result.shape);
    }
    return result;
  };
  const unwatch = watchRecording(({ needed, bytes }) => {
    // what is no pass of a plan belongs to a kernel, which is counted as such
    if (needed === null) return;
    work.kernels++;
    work.multiplyAdds += needed;
    work.bytes += bytes;
  });
  try {
    await run();
  } finally {
    unwatch();
    engine.runKernel = runKernel;
  }
  return work;
}

/** Some kernels take lists; ours take null for what is not there. */
function bytesOf(values: readonly unknown[]): number {
  return values
    .flat()
    .filter((value) => value instanceof tf.Tensor)
    .reduce((sum, { shape, dtype }) => sum + size(shape) * tf.util.bytesPerElement(dtype), 0);
}
