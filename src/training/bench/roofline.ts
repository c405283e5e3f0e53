/** What a device can do at best, measured in the same run: a large product, and a pass over large tensors. */
import { pointwise } from '../../core/kernels/pointwise';
import { runOperation } from '../../core/kernels/operation';
import { reluGate } from '../../core/kernels/relu-gate';
import * as tf from '../../core/tf';
import type { Tensor2D, Tensor4D } from '../../core/tf';
import type { Clock } from '../eta';

export interface Peaks {
  readonly multiplyAddsPerSecond: number;
  readonly bytesPerSecond: number;
}

/** One measurement lasts at least so many milliseconds; the best of a few counts. */
const LONG_ENOUGH = 40;
const REPETITIONS = 8;
const SIDES = [256, 512, 1024, 2048, 4096];
const FLOATS = [2 ** 20, 2 ** 22, 2 ** 24];

/** Of the current backend on this thread. */
export async function measurePeaks(clock: Clock): Promise<Peaks> {
  return {
    multiplyAddsPerSecond: await fastest(SIDES, product, clock),
    bytesPerSecond: await fastest(FLOATS, pass, clock),
  };
}

interface Probe {
  /** multiply-adds or bytes of one run */
  readonly amount: number;
  run(): tf.Tensor;
  dispose(): void;
}

/** side³ multiply-adds, as one 1×1 convolution: the kernel that most of a step is spent in. */
function product(side: number): Probe {
  const x: Tensor4D = tf.fill([1, 1, side, side], 0.5);
  const filter: Tensor2D = tf.fill([side, side], 0.5);
  const inputs = { x, filter, bias: null, addend: null, gate: null };
  return {
    amount: side ** 3,
    run: () => runOperation(pointwise, inputs, { activation: 'linear', gateOf: 'relu6' }),
    dispose: () => tf.dispose([x, filter]),
  };
}

/** Reads two tensors and writes a third. */
function pass(floats: number): Probe {
  const [one, other] = [tf.fill([floats], 0.5), tf.fill([floats], 0.5)];
  return {
    amount: 3 * 4 * floats,
    run: () => reluGate(one!, { activation: other!, of: 'relu6' }),
    dispose: () => tf.dispose([one!, other!]),
  };
}

/** Amount per second at the first size that takes long enough, or at the largest. */
async function fastest(
  sizes: readonly number[],
  probeOf: (size: number) => Probe,
  clock: Clock,
): Promise<number> {
  let rate = 0;
  for (const size of sizes) {
    const probe = probeOf(size);
    await finished(probe.run());
    let least = Infinity;
    for (let repetition = 0; repetition < REPETITIONS; repetition++) {
      const start = clock();
      await finished(probe.run());
      least = Math.min(least, clock() - start);
    }
    probe.dispose();
    rate = Math.max(rate, probe.amount / (least / 1000));
    if (least >= LONG_ENOUGH) break;
  }
  return rate;
}

/** A device is done with a tensor when one value of it has come back. */
async function finished(tensor: tf.Tensor): Promise<void> {
  const one = tf.tidy(() => tf.slice(tf.reshape(tensor, [-1]), [0], [1]));
  await one.data();
  tf.dispose([one, tensor]);
}
