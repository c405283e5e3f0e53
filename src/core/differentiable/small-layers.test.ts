import { beforeAll, describe, expect, test } from 'vitest';
import { leakedTensors, portableBackends, useBackend } from '../testing/backends';
import { randomTensor, randomValues } from '../testing/method';
import { relativeError } from '../testing/relative-error';
import * as tf from '../tf';
import type { Tensor, Tensor2D } from '../tf';
import { channelMean } from './channel-mean';
import { dense } from './dense';
import { threshold } from './threshold';

const inner = async (a: Tensor, b: Tensor): Promise<number> => {
  const [left, right] = await Promise.all([a.data<'float32'>(), b.data<'float32'>()]);
  return left.reduce((sum, value, index) => sum + value * right[index]!, 0);
};
const sides = [
  { name: 'an MLP’s first layer', window: 4, grid: 1 },
  { name: 'its last', window: 1, grid: 3 },
  { name: 'a strip left over', window: 3, grid: 2 },
];
const layerOf = ({ window, grid }: { window: number; grid: number }, cancelledBias = false) => {
  const shape: [number, number] = [window ** 2 * 3, grid ** 2 * 2];
  const weight = tf.tensor2d(randomValues(shape[0] * shape[1], 'weight'), shape);
  const bias = tf.tensor1d(randomValues(shape[1], 'bias'));
  const layer = dense({
    weight: { name: 'weight', value: weight },
    bias: { name: 'bias', value: bias },
    cancelledBias,
    window,
    grid,
  });
  return { layer, weight, bias };
};

describe.each(portableBackends)('on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  describe('the threshold', () => {
    const scores = [-3, -0.5, -1e-3, 0, 1e-3, 0.5, 3, 60];

    test('is one above zero and zero elsewhere', async () => {
      const input = tf.tensor4d(scores, [1, 1, 8, 1]);
      const { value } = threshold(input, { inputGradient: true });
      expect([...(await value.data())]).toEqual([0, 0, 0, 0, 1, 1, 1, 1]);
    });

    test('goes back by the slope of 4σ, as difference quotients have it: 1 at the threshold, never cut off', async () => {
      const input = tf.tensor4d(scores, [1, 1, 8, 1]);
      const { pullback } = threshold(input, { inputGradient: true });
      const slopes = await pullback(tf.onesLike(input)).input!.data();
      const soft = (score: number): number => 4 / (1 + Math.exp(-score));
      const step = 1e-5;
      scores.forEach((score, index) => {
        const quotient = (soft(score + step) - soft(score - step)) / (2 * step);
        expect(slopes[index]).toBeCloseTo(quotient, 6);
      });
      expect(slopes[3]).toBe(1);
      const doubled = await pullback(tf.fill([1, 1, 8, 1], 2)).input!.data();
      expect([...doubled]).toEqual([...slopes].map((slope) => 2 * slope));
    });
  });

  test.each([1, 5])(
    'the mean of %i channels stands in all three, and goes back by its adjoint',
    async (count) => {
      const input = randomTensor([2, 3, 4, count], 'features');
      const gradient = randomTensor([2, 3, 4, 3], 'gradient');
      const { value, pullback } = channelMean(input, { inputGradient: true });
      const mean = tf.tile(tf.mean(input, 3, true), [1, 1, 1, 3]);
      expect(relativeError(await value.data(), await mean.data())).toBeLessThan(1e-6);
      expect(await inner(input, pullback(gradient).input!)).toBeCloseTo(await inner(value, gradient), 3);
    },
  );

  describe.each(sides)('the dense layer on windows: $name', (side) => {
    // linear in the input and in the weight, so inner products must agree
    test('goes back by its adjoints', async () => {
      const { layer, weight, bias } = layerOf(side);
      const input = randomTensor([2, 8, 8, 3], 'input');
      const pass = layer(input, { inputGradient: true });
      const gradient = randomTensor(pass.value.shape, 'gradient');
      const plain = layer(tf.zerosLike(input), { inputGradient: true });
      const linear = tf.sub(pass.value, plain.value);
      const { input: toInput, parameters } = pass.pullback(gradient);
      const expected = await inner(linear, gradient);
      expect(await inner(input, toInput!)).toBeCloseTo(expected, 2);
      expect(await inner(weight, parameters['weight']!)).toBeCloseTo(expected, 2);
      expect(await inner(bias, parameters['bias']!)).toBeCloseTo(await inner(plain.value, gradient), 2);
    });

    test('leaves nothing behind', async () => {
      const { layer } = layerOf(side);
      const input = randomTensor([2, 8, 8, 3], 'input');
      for (const inputGradient of [true, false]) {
        const leaked = await leakedTensors(() => {
          const pass = layer(input, { inputGradient });
          const gradients = pass.pullback(pass.value);
          pass.dispose();
          return [gradients.input, gradients.parameters];
        });
        expect(leaked).toBe(0);
      }
    });
  });

  test('a dense layer reads windows row by row and fills grids the same way', async () => {
    const identity = tf.eye(4) as Tensor2D;
    const layer = dense({
      weight: { name: 'weight', value: identity },
      bias: { name: 'bias', value: tf.zeros([4]) },
      cancelledBias: true,
      window: 2,
      grid: 2,
    });
    const input = randomTensor([2, 4, 6, 1], 'input');
    const pass = layer(input, { inputGradient: true });
    expect(await pass.value.data()).toEqual(await input.data());
    const bias = await pass.pullback(input).parameters['bias']!.data();
    expect([...bias]).toEqual([0, 0, 0, 0]);
  });
});
