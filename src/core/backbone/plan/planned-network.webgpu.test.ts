import { beforeEach, describe, expect, test } from 'vitest';
import { leakedTensors, useBackend } from '../../testing/backends';
import { randomTensor } from '../../testing/method';
import { toyNetwork } from '../../testing/networks';
import { relativeError } from '../../testing/relative-error';
import { startWebGPU } from '../../testing/webgpu';
import { createRandom } from '../../../lib/random';
import * as tf from '../../tf';
import { watchRecording } from '../../plan/record-pass';
import { efficientNetLite } from '../description/efficientnet-lite';
import type { NetworkDescription } from '../description/layers';
import { createFrozenNetwork, portableNetwork, type FrozenNetwork } from '../frozen-network';
import { randomWeights, TOY_NETWORK } from '../toy';

const missing = await startWebGPU();
if (missing) console.warn(missing);

/** Blocks with and without residual one after another, both strides, both filters, PyTorch's padding. */
const SYMMETRIC: NetworkDescription = efficientNetLite({
  name: 'symmetric',
  classes: 30,
  padding: 'symmetric',
  stem: { kernel: 3, stride: 2, inputChannels: 3, outputChannels: 4 },
  blocks: [
    {
      kernel: 3,
      stride: 1,
      expand: true,
      inputChannels: 4,
      expandedChannels: 20,
      outputChannels: 8,
      residual: false,
    },
    {
      kernel: 5,
      stride: 1,
      expand: true,
      inputChannels: 8,
      expandedChannels: 52,
      outputChannels: 8,
      residual: true,
    },
    {
      kernel: 3,
      stride: 1,
      expand: true,
      inputChannels: 8,
      expandedChannels: 32,
      outputChannels: 8,
      residual: true,
    },
    {
      kernel: 3,
      stride: 2,
      expand: true,
      inputChannels: 8,
      expandedChannels: 32,
      outputChannels: 24,
      residual: false,
    },
  ],
  head: { inputChannels: 24, outputChannels: 100 },
});

type Answers = Record<string, Float32Array>;

/** All that a network can be asked, of `count` pictures; a batch of more, so that the loss is a share. */
async function answers(
  network: FrozenNetwork,
  { count, side }: { count: number; side: number },
): Promise<Answers> {
  const prompted = randomTensor([count, side, side, 3], 'prompted');
  // never the likely class: what is left of one after the softmax would be rounding
  const labels = Int32Array.from({ length: count }, (_, index) => (index + 1) % 3);
  const asked = {
    ...network.inputGradient({ prompted, labels, mapping: Int32Array.of(3, 11, 7), batch: count + 2 }),
    ...prefixed('looking ', network.readout(prompted)),
    ...prefixed('explaining ', network.logitGradient(prompted, labels)),
    'logits alone': network.logits(prompted),
  };
  const values: Answers = {};
  for (const [name, tensor] of Object.entries(asked)) values[name] = Float32Array.from(await tensor.data());
  tf.dispose([prompted, ...Object.values(asked)]);
  return values;
}

function prefixed<T extends object>(prefix: string, tensors: T): Record<string, tf.Tensor> {
  return Object.fromEntries(
    Object.entries(tensors).map(([name, tensor]) => [prefix + name, tensor as tf.Tensor]),
  );
}

function weightsOf(description: NetworkDescription) {
  if (description === TOY_NETWORK) return toyNetwork().tensors;
  const random = createRandom(0, description.name);
  return randomWeights(description, () => random.uniform());
}

const shapes = [
  { count: 3, side: 17 },
  { count: 1, side: 9 },
  { count: 5, side: 32 },
];

describe.skipIf(missing)('a static plan on WebGPU', () => {
  beforeEach(() => useBackend('webgpu'));

  test.each([TOY_NETWORK, SYMMETRIC])(
    'of the network $name answers as the portable layers do on the processor, whatever the shape',
    async (description) => {
      const tensors = weightsOf(description);
      const planned = createFrozenNetwork(description, tensors);
      const ours: Answers[] = [];
      // twice, so that a plan is run again after the buffers that plans share have grown
      for (const shape of [...shapes, shapes[0]!]) ours.push(await answers(planned, shape));
      expect(ours[3], 'the same bits again').toEqual(ours[0]);
      planned.dispose();

      await useBackend('cpu');
      const portable = portableNetwork(description, tensors);
      for (const [index, shape] of shapes.entries()) {
        const truth = await answers(portable, shape);
        for (const [name, values] of Object.entries(truth)) {
          const error = relativeError(ours[index]![name]!, values);
          expect(error, `${name} at side ${shape.side}`).toBeLessThan(1e-5);
        }
      }
      portable.dispose();
    },
    120_000,
  );

  test('takes one pass for each layer and direction, and keeps neither tensors nor memory', async () => {
    const bytes = (): number => (tf.memory() as unknown as { numBytesInGPU: number }).numBytesInGPU;
    const before = bytes();
    let passes = 0;
    const network = createFrozenNetwork(TOY_NETWORK, weightsOf(TOY_NETWORK));
    const ask = () => {
      const prompted = tf.fill<tf.Rank.R4>([2, 8, 8, 3], 0.5);
      const targets = { labels: Int32Array.of(0, 1), mapping: Int32Array.of(4, 5) };
      const answer = network.inputGradient({ prompted, ...targets, batch: 2 });
      prompted.dispose();
      return answer;
    };
    const unwatch = watchRecording(() => void passes++);
    expect(await leakedTensors(ask)).toBe(0);
    unwatch();
    const convolutions = TOY_NETWORK.body.filter(({ kind }) => kind !== 'residual').length;
    // the pool, the classifier, the loss and its gradient, and the pool again
    expect(passes).toBe(2 * convolutions + 6);
    network.dispose();
    expect(bytes()).toBe(before);
  });
});
