/** One training step counted on a device that only counts: dispatches, uploads, bytes, multiply-adds, leaks. */
import { multiplyAdds, type NamedTensors, type NetworkDescription } from '../core/backbone/layers';
import { createBackbone } from '../core/backbone/network';
import { webgpuCandidate } from '../core/engine/candidates';
import { countDeviceWork, type DeviceCounters } from '../core/engine/device-counters';
import type { ParameterSpec } from '../core/method';
import * as tf from '../core/tf';
import { installFakeGPU } from './bench-fake-gpu';
import type { CountedStep } from './bench-report';
import { ourStep, type StepSize } from './bench-step';

const WARM_UP_STEPS = 2;

/** Leaves TensorFlow.js without a WebGPU backend; the caller chooses the next one. */
export async function countStep(
  network: { description: NetworkDescription; tensors: NamedTensors },
  { side, batch }: StepSize,
): Promise<CountedStep> {
  const { WebGPUBackend } = await import('@tensorflow/tfjs-backend-webgpu');
  const gpu = installFakeGPU();
  let counters: DeviceCounters | null = null;
  const candidate = webgpuCandidate({
    findGPU: async () => gpu,
    createBackend: async (device, info) => {
      counters = countDeviceWork(device);
      return new WebGPUBackend(device, info);
    },
    onLost: () => undefined,
  });
  const started = await candidate.start();
  if (!started.ok) throw new Error(`The counting device ${started.reason}.`);

  const backbone = createBackbone(network);
  const step = ourStep(backbone, { side, batch });
  for (let warmUp = 0; warmUp < WARM_UP_STEPS; warmUp++) await step.run();
  const tensors = tf.memory().numTensors;
  const before: DeviceCounters = { ...counters! };
  const executed = await executedMultiplyAdds(() => step.run());
  const count = (key: keyof DeviceCounters): number => counters![key] - before[key];
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
      // a frozen network goes back by its input only
      needed:
        batch * (2 * multiplyAdds(network.description, side) + generatorMultiplyAdds(step.parameters, side)),
    },
    leakedTensors: tf.memory().numTensors - tensors,
    note:
      "one SMM step, run by TensorFlow.js' WebGPU backend on a device that counts and computes nothing; " +
      'multiply-adds of convolutions and matrix products, the padding of tiles not included',
  };
  step.dispose();
  backbone.dispose();
  candidate.stop();
  return counted;
}

type Shape = readonly number[];

/** Runs a step and adds up what its convolutions and matrix products compute, from their shapes. */
async function executedMultiplyAdds(run: () => Promise<void>): Promise<number> {
  const engine = tf.engine();
  const runKernel = engine.runKernel.bind(engine);
  let total = 0;
  engine.runKernel = <T extends tf.Tensor | tf.Tensor[]>(...call: Parameters<typeof runKernel>): T => {
    const result = runKernel<T>(...call);
    const [name, inputs, attributes] = call;
    const shapeOf = (input: string): Shape => inputs[input]!.shape;
    if (!Array.isArray(result)) total += kernelMultiplyAdds(name, shapeOf, attributes ?? {}, result.shape);
    return result;
  };
  try {
    await run();
  } finally {
    engine.runKernel = runKernel;
  }
  return total;
}

function kernelMultiplyAdds(
  name: string,
  input: (name: string) => Shape,
  attributes: object,
  output: Shape,
): number {
  switch (name) {
    case 'Conv2D':
    case 'FusedConv2D': {
      const [height, width, channels] = input('filter') as [number, number, number];
      return size(output) * height * width * channels;
    }
    case 'FusedDepthwiseConv2D': {
      const [height, width] = input('filter') as [number, number];
      return size(output) * height * width;
    }
    case 'BatchMatMul':
    case '_FusedMatMul': {
      const transposed = (attributes as { transposeA?: boolean }).transposeA;
      return size(output) * input('a').at(transposed ? -2 : -1)!;
    }
    case 'SmmPointwise':
      return size(output) * input('filter')[0]!;
    case 'SmmDepthwiseBack':
    case 'SmmStridedConvolutionBack': {
      const [height, width, channels, multiplier] = input('filter') as [number, number, number, number];
      return size(input('gradient')) * height * width * (multiplier === 1 ? 1 : channels);
    }
    case 'SmmWeightGradient':
      return (size(output) * size(input('dy'))) / output.at(-1)!;
    case 'SmmMappedErrorsBack':
      return size(output) * input('mapping')[0]!;
    default:
      return 0;
  }
}

/**
 * Of one picture: forward, by the weights, and by the input for all layers but the first.
 * Each 3×3 convolution keeps its side; the first log₂(patch) are followed by a 2×2 pool.
 */
function generatorMultiplyAdds(parameters: readonly ParameterSpec[], side: number): number {
  const weights = parameters.filter(({ shape }) => shape.length === 4).map(({ shape }) => size(shape));
  const pools = 3;
  return weights.reduce((total, weight, layer) => {
    const here = Math.floor(side / 2 ** Math.min(layer, pools)) ** 2 * weight;
    return total + here * (layer === 0 ? 2 : 3);
  }, 0);
}

function size(shape: Shape): number {
  return shape.reduce((product, length) => product * length, 1);
}
