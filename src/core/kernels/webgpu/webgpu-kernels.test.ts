import { beforeAll, describe, expect, test } from 'vitest';
import {
  channelMoments,
  normaliseRelu,
  normaliseReluBack,
  normaliseReluSums,
} from '../../differentiable/batch-norm-operations';
import { weightGradient } from '../../differentiable/convolution-weight-gradient';
import { maxPoolBack } from '../../differentiable/max-pool';
import { leakedTensors, useBackend } from '../../testing/backends';
import { dispatched } from '../../testing/dispatched';
import { randomTensor, randomValues } from '../../testing/method';
import { relativeError } from '../../testing/relative-error';
import { startWebGPU } from '../../testing/webgpu';
import * as tf from '../../tf';
import type { Tensor, Tensor1D, Tensor4D } from '../../tf';
import { runOperation, type Operation } from '../operation';
import './index';

const missing = await startWebGPU();
if (missing) console.warn(missing);

interface Case {
  readonly kernel: string;
  readonly run: () => Tensor;
  /** the portable twin's result, from plain JavaScript */
  readonly twin: Tensor;
}

function caseOf<Inputs extends object, Attributes extends object, Result extends Tensor>(
  operation: Operation<Inputs, Attributes, Result>,
  inputs: Inputs,
  attributes: Attributes,
): Case {
  return {
    kernel: operation.kernel,
    run: () => runOperation(operation, inputs, attributes),
    twin: tf.tidy(() => operation.portable(inputs, attributes)),
  };
}

function vector(size: number, stream: string): Tensor1D {
  return tf.tensor1d(randomValues(size, stream));
}

const epsilon = 1e-5;

/** The generator's operations on pictures of this shape; the weight gradient with so many outputs. */
function generatorCases(shape: Tensor4D['shape'], outputs: number): readonly Case[] {
  const [batch, height, width, channels] = shape;
  // few values, so that windows tie
  const coarse: Tensor4D = tf.round(randomTensor(shape, 'coarse'));
  const maxima = tf.maxPool(coarse, 2, 2, 'valid');
  // flat pictures: what varies is small beside the mean
  const x: Tensor4D = tf.add(tf.mul(randomTensor(shape, 'x'), 0.1), 1);
  const moments = tf.tidy(() => channelMoments.portable({ x }, {}));
  const scale = vector(channels, 'scale');
  const shift = vector(channels, 'shift');
  const y = tf.tidy(() => normaliseRelu.portable({ x, moments, scale, shift }, { epsilon }));
  const passed = { x, y, dy: randomTensor(shape, 'dy'), moments };
  const sums = tf.tidy(() => normaliseReluSums.portable(passed, { epsilon }));
  return [
    caseOf(weightGradient, { x, dy: randomTensor([batch, height, width, outputs], 'outputs') }, {}),
    caseOf(maxPoolBack, { x: coarse, y: maxima, dy: randomTensor(maxima.shape, 'pooled') }, {}),
    caseOf(channelMoments, { x }, {}),
    caseOf(normaliseRelu, { x, moments, scale, shift }, { epsilon }),
    caseOf(normaliseReluSums, passed, { epsilon }),
    caseOf(normaliseReluBack, { ...passed, sums, scale }, { epsilon }),
  ];
}

describe.skipIf(missing).each([
  { shape: [1, 33, 33, 3], outputs: 7 },
  { shape: [2, 6, 10, 8], outputs: 16 },
  { shape: [3, 5, 2, 6], outputs: 3 },
  // many rows: several strips, in the sums as in the weight gradient
  { shape: [3, 70, 40, 20], outputs: 24 },
] as const)('the generator’s kernels on $shape', ({ shape, outputs }) => {
  let cases: readonly Case[] = [];
  beforeAll(async () => {
    await useBackend('cpu');
    cases = generatorCases([...shape], outputs);
    await useBackend('webgpu');
  });

  test.each([0, 1, 2, 3, 4, 5])(
    'run, give what the portable twin gives, and the same bits twice (operation %i)',
    async (index) => {
      const { kernel, run, twin } = cases[index]!;
      const { result: own, programs } = dispatched(run);
      expect(programs.length, `${kernel} was not dispatched`).toBeGreaterThan(0);
      const again = run();
      expect(own.shape).toEqual(twin.shape);
      expect(relativeError(await own.data(), await twin.data()), kernel).toBeLessThan(1e-4);
      expect(await again.data()).toEqual(await own.data());
    },
  );

  test('leave nothing behind', async () => {
    for (const { run } of cases) expect(await leakedTensors(run)).toBe(0);
  });
});
