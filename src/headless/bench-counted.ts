/** One training step counted on a device that only counts: dispatches, uploads, bytes, multiply-adds, leaks. */
import type { NamedTensors, NetworkDescription } from '../core/backbone/description/layers';
import { createBackbone } from '../core/backbone/network';
import type { DeviceCounters } from '../core/engine/device-counters';
import * as tf from '../core/tf';
import { neededMultiplyAdds } from '../training/bench/multiply-adds';
import type { CountedStep } from '../training/bench/report';
import { ourStep, type StepSize } from '../training/bench/step';
import { countWork } from '../training/bench/work';
import { startCountingDevice } from './bench-counted-device';

const WARM_UP_STEPS = 2;

/** Leaves TensorFlow.js without a WebGPU backend; the caller chooses the next one. */
export async function countStep(
  network: { description: NetworkDescription; tensors: NamedTensors },
  { side, batch }: StepSize,
): Promise<CountedStep> {
  const device = await startCountingDevice();
  const backbone = createBackbone(network);
  const step = ourStep(backbone, { side, batch });
  for (let warmUp = 0; warmUp < WARM_UP_STEPS; warmUp++) await step.run();
  const tensors = tf.memory().numTensors;
  const before: DeviceCounters = { ...device.counters };
  const { multiplyAdds: executed } = await countWork(() => step.run());
  const count = (key: keyof DeviceCounters): number => device.counters[key] - before[key];
  const counted: CountedStep = {
    network: network.description.name,
    side,
    batch,
    dispatches: count('dispatches'),
    submits: count('submits'),
    copies: count('copies'),
    uploadedBytes: count('uploadedBytes'),
    boundBytes: count('boundBytes'),
    multiplyAdds: {
      executed,
      needed: neededMultiplyAdds(network.description, step.parameters, { side, batch }),
    },
    leakedTensors: tf.memory().numTensors - tensors,
    note:
      "one SMM step, run by TensorFlow.js' WebGPU backend on a device that counts and computes nothing; " +
      'multiply-adds of convolutions and matrix products, the padding of tiles not included',
  };
  step.dispose();
  backbone.dispose();
  device.stop();
  return counted;
}
