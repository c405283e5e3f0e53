/**
 * How much work a GPU gets at once. An operating system takes a device for hung, and resets it, when one submission
 * runs for about two seconds (Windows; browsers wait longer), and until a submission is done nothing else is drawn.
 */
import type { DeviceCounters } from './device-counters';

/** Dispatches after which TensorFlow.js submits; it recycles memory only then, so more of them would cost memory. */
export const DISPATCHES_PER_SUBMIT = 30;

/**
 * Bytes of buffers bound, after which a submission ends early. Passes over large pictures are bound by memory: a slow
 * integrated GPU moves 10 GB/s, which makes a tenth of a second. The compute-bound rest is bounded by the count above:
 * thirty of the largest matrix products of a chunk (network.ts) are 20 GFLOP, two tenths on such a device. Together
 * that is 0.3 s where 2 s are allowed, on a device on which nobody would want to train.
 */
export const BYTES_PER_SUBMIT = 1e9;

/** As much of TensorFlow.js' WebGPU backend as it takes; the package stays out of the method's realm. */
export interface DeferringBackend {
  runWebGPUProgram(...call: unknown[]): unknown;
  endComputePassEncoder(): void;
  submitQueue(): void;
}

/** @param counters of the backend's own device */
export function boundSubmits(
  backend: DeferringBackend,
  counters: Readonly<Pick<DeviceCounters, 'submits' | 'boundBytes'>>,
): void {
  const run = backend.runWebGPUProgram.bind(backend);
  let submits = 0;
  let submittedBytes = 0;
  backend.runWebGPUProgram = (...call) => {
    const output = run(...call);
    if (submits === counters.submits && counters.boundBytes - submittedBytes >= BYTES_PER_SUBMIT) {
      backend.endComputePassEncoder();
      backend.submitQueue();
    }
    if (submits !== counters.submits) {
      submits = counters.submits;
      submittedBytes = counters.boundBytes;
    }
    return output;
  };
}
