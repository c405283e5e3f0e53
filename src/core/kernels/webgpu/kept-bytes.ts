import { destroyBuffers, type PlanBackend } from '../../plan/plan-backend';
import { keep, tensor, type Tensor1D } from '../../tf';

/** GPUBufferUsage COPY_SRC | COPY_DST | STORAGE; the namespace is not there in Node. */
const STORAGE = 0x8c;

/** Bytes that stay on the device, filled piece by piece. */
export interface KeptBytes {
  /** whether the device has so much memory; null = it has not said yet, and until it has, nothing may use it */
  readonly given: boolean | null;
  /** four bytes to an integer, zeros until they are filled */
  readonly integers: Tensor1D;
  /**
   * By the queue, with no staging buffer and no break in the compute pass. It goes ahead of everything that is recorded
   * and not submitted, so a place must be filled before any program is given it, and once only.
   * @param word the integer to begin at; the bytes end with one of their own
   */
  fill(word: number, bytes: Uint8Array): void;
  /** Gives the memory back to the device, not to TensorFlow.js' pool: nobody else needs so much at once. */
  dispose(): void;
}

/** @returns null where the device cannot bind so much at once */
export function keepBytes(backend: PlanBackend, words: number): KeptBytes | null {
  const { device, bufferManager } = backend;
  const size = 4 * words;
  if (size > Math.min(device.limits.maxStorageBufferBindingSize, device.limits.maxBufferSize)) return null;
  let given: boolean | null = null;
  // pictures can do without it, so the run must not end where memory runs out
  device.pushErrorScope('out-of-memory');
  const buffer = bufferManager.acquireBuffer(size, STORAGE, false, false);
  device.popErrorScope().then(
    (error) => (given = error === null),
    // the device is lost
    () => (given = false),
  );
  const integers = keep(tensor({ buffer, zeroCopy: true }, [words], 'int32')) as Tensor1D;
  return {
    integers,
    get given() {
      return given;
    },
    fill(word, bytes) {
      const whole = bytes.length - (bytes.length % 4);
      if (whole > 0) device.queue.writeBuffer(buffer, 4 * word, bytes as Uint8Array<ArrayBuffer>, 0, whole);
      if (whole === bytes.length) return;
      const rest = new Uint8Array(4);
      rest.set(bytes.subarray(whole));
      device.queue.writeBuffer(buffer, 4 * word + whole, rest);
    },
    dispose() {
      integers.dispose();
      destroyBuffers(backend, [buffer]);
    },
  };
}
