/**
 * How much work a GPU gets at once. An operating system takes a device for hung, and resets it, when one submission
 * runs for about two seconds (Windows; browsers wait longer), and until a submission is done nothing else is drawn.
 *
 * What bounds a submission is what takes time on a GPU: bytes moved and multiply-adds. A slow integrated GPU moves
 * 10 GB/s and computes 100 GFLOP/s, so the two bounds below are a tenth and a fifth of a second there, on a device on
 * which nobody would want to train. A count of dispatches stands behind them, for kernels that say nothing of their
 * products. It costs no memory to submit late: buffers are handed on at once (handed-on-buffers.ts).
 */
import { elementCount } from '../../lib/element-count';
import type { DeviceCounters } from './device-counters';
import { isRehearsing } from './rehearsal';

/** Bytes of buffers bound, after which a submission ends. */
export const BYTES_PER_SUBMIT = 1e9;

/** Multiply-adds of matrix products and whatever else states its own, after which a submission ends. */
export const MULTIPLY_ADDS_PER_SUBMIT = 1e10;

/** Dispatches of TensorFlow.js' own queue after which it submits whatever it has; a step has some two hundred. */
export const DISPATCHES_PER_SUBMIT = 128;

/** As much of TensorFlow.js' WebGPU backend as it takes; the package stays out of the method's realm. */
export interface DeferringBackend {
  runWebGPUProgram(...call: unknown[]): unknown;
  endComputePassEncoder(): void;
  submitQueue(): void;
}

const budgets = new WeakMap<object, (multiplyAdds: number) => void>();

/** @param counters of the backend's own device */
export function boundSubmits(
  backend: DeferringBackend,
  counters: Readonly<Pick<DeviceCounters, 'submits' | 'boundBytes'>>,
): void {
  const run = backend.runWebGPUProgram.bind(backend);
  let submits = 0;
  let submittedBytes = 0;
  let multiplyAdds = 0;
  const spend = (more: number): void => {
    multiplyAdds += more;
    const full =
      counters.boundBytes - submittedBytes >= BYTES_PER_SUBMIT || multiplyAdds >= MULTIPLY_ADDS_PER_SUBMIT;
    if (submits === counters.submits && full) {
      backend.endComputePassEncoder();
      backend.submitQueue();
    }
    if (submits === counters.submits) return;
    submits = counters.submits;
    submittedBytes = counters.boundBytes;
    multiplyAdds = 0;
  };
  budgets.set(backend, spend);
  backend.runWebGPUProgram = (...call) => {
    const output = run(...call);
    if (isRehearsing(backend)) return output;
    spend(multiplyAddsOf(call[0] as ProductProgram, call[1] as readonly Shaped[]));
    return output;
  };
}

/** For whoever puts dispatches into the backend's pass past its own queue: submits what is there once it is enough. */
export function spendOn(backend: object, multiplyAdds: number): void {
  budgets.get(backend)?.(multiplyAdds);
}

interface ProductProgram {
  readonly multiplyAdds?: number;
  readonly otherMultiplyAdds?: number;
  readonly shaderKey: string;
  readonly outputShape: readonly number[];
}

interface Shaped {
  readonly shape: readonly number[];
}

/** TensorFlow.js' products (4.22), as its keys begin; their second operand is a filter, outputs last. */
const PRODUCTS = /^(conv2DMM|matMul)/;

function multiplyAddsOf(program: ProductProgram, inputs: readonly Shaped[]): number {
  const stated = program.multiplyAdds ?? program.otherMultiplyAdds;
  if (stated !== undefined) return stated;
  if (!PRODUCTS.test(program.shaderKey)) return 0;
  const [first, second] = inputs;
  const depth = second!.shape.length === 4 ? elementCount(second!.shape.slice(0, 3)) : first!.shape.at(-1)!;
  return elementCount(program.outputShape) * depth;
}
