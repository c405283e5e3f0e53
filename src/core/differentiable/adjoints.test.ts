import { beforeAll, describe, expect, test } from 'vitest';
import { leakedTensors, portableBackends, useBackend } from '../testing/backends';
import { randomTensor, randomValues } from '../testing/method';
import { relativeError } from '../testing/relative-error';
import * as tf from '../tf';
import type { Tensor, Tensor1D, Tensor4D } from '../tf';
import { batchNormRelu, evaluateBatchNormRelu } from './batch-norm-relu';
import { convolution } from './convolution';
import { byConvolution, byProducts } from './convolution-weight-gradient';
import { maxPool } from './max-pool';
import { patchWiseUpsampling } from './patch-wise-upsampling';
import { sumOverBatch, sumOverPixels } from './sums';

/** ⟨a, b⟩, added up in double precision */
async function inner(a: Tensor, b: Tensor): Promise<number> {
  const [left, right] = await Promise.all([a.data<'float32'>(), b.data<'float32'>()]);
  return left.reduce((sum, value, index) => sum + value * right[index]!, 0);
}

function vector(size: number, stream: string): Tensor1D {
  return tf.tensor1d(randomValues(size, stream));
}

describe.each(portableBackends)('on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  test('sums over batch and pixels', async () => {
    const values = randomTensor([3, 5, 4, 2], 'sums');
    const perPixel = sumOverBatch(values);
    const perChannel = sumOverPixels(values);
    expect(relativeError(await perPixel.data(), await tf.sum(values, 0).data())).toBeLessThan(1e-6);
    expect(relativeError(await perChannel.data(), await tf.sum(values, [0, 1, 2]).data())).toBeLessThan(1e-5);
  });

  describe('the convolution', () => {
    const inputs = () => ({
      image: randomTensor([2, 5, 7, 3], 'image'),
      weight: randomTensor([3, 3, 3, 4], 'weight'),
      bias: vector(4, 'bias'),
      gradient: randomTensor([2, 5, 7, 4], 'gradient'),
    });
    const layer = (weight: Tensor4D, bias: Tensor1D, cancelledBias = false) =>
      convolution({
        weight: { name: 'weight', value: weight },
        bias: { name: 'bias', value: bias },
        cancelledBias,
      });

    // It is linear in the image and in the weight: ⟨conv(x, w), g⟩ must equal ⟨x, ∂x⟩ and ⟨w, ∂w⟩.
    test('goes back by its adjoints', async () => {
      const { image, weight, bias, gradient } = inputs();
      const pass = layer(weight, tf.zerosLike(bias))(image, { inputGradient: true });
      const { input, parameters } = pass.pullback(gradient);
      const expected = await inner(pass.value, gradient);
      expect(await inner(image, input!)).toBeCloseTo(expected, 3);
      expect(await inner(weight, parameters['weight']!)).toBeCloseTo(expected, 3);
      expect(await inner(bias, parameters['bias']!)).toBeCloseTo(
        await inner(bias, tf.sum(gradient, [0, 1, 2])),
        4,
      );
    });

    test('finds the same weight gradient both ways', async () => {
      const { image, gradient } = inputs();
      const [one, other] = tf.tidy(() => [byConvolution(image, gradient), byProducts(image, gradient)]);
      expect(relativeError(await one!.data(), await other!.data())).toBeLessThan(1e-6);
    });

    test('gives a cancelled bias exactly nothing, and the first layer’s input no gradient', async () => {
      const { image, weight, bias, gradient } = inputs();
      const { input, parameters } = layer(
        weight,
        bias,
        true,
      )(image, { inputGradient: false }).pullback(gradient);
      expect(input).toBeNull();
      expect([...(await parameters['bias']!.data())]).toEqual([0, 0, 0, 0]);
    });
  });

  describe('BatchNorm with ReLU', () => {
    const bound = () => ({
      name: 'bn',
      scale: vector(3, 'scale'),
      shift: vector(3, 'shift'),
      runningMean: vector(3, 'mean'),
      runningVariance: tf.abs(vector(3, 'variance')),
    });

    test('is what its formula says, and moves the running statistics', async () => {
      const image = randomTensor([2, 4, 4, 3], 'image');
      const parameters = bound();
      const { value, statistics } = batchNormRelu(parameters)(image, { inputGradient: true });
      const { mean, variance } = tf.moments(image, [0, 1, 2]);
      const normalised = tf.div(tf.sub(image, mean), tf.sqrt(tf.add(variance, 1e-5)));
      const expected = tf.relu(tf.add(tf.mul(normalised, parameters.scale), parameters.shift));
      expect(relativeError(await value.data(), await expected.data())).toBeLessThan(1e-5);
      const movedMean = tf.add(tf.mul(parameters.runningMean, 0.9), tf.mul(mean, 0.1));
      const unbiased = tf.mul(variance, 32 / 31);
      const movedVariance = tf.add(tf.mul(parameters.runningVariance, 0.9), tf.mul(unbiased, 0.1));
      expect(relativeError(await statistics['bn.running_mean']!.data(), await movedMean.data())).toBeLessThan(
        1e-5,
      );
      expect(
        relativeError(await statistics['bn.running_var']!.data(), await movedVariance.data()),
      ).toBeLessThan(1e-5);
    });

    test('goes back as finite differences say', async () => {
      const image = randomTensor([2, 4, 4, 3], 'image');
      const gradient = randomTensor([2, 4, 4, 3], 'gradient');
      const parameters = bound();
      const pass = batchNormRelu(parameters)(image, { inputGradient: true });
      const gradients = pass.pullback(gradient);
      const lossAt = (changed: Partial<typeof parameters>, at: Tensor4D) =>
        inner(batchNormRelu({ ...parameters, ...changed })(at, { inputGradient: true }).value, gradient);
      const step = 1e-3;
      const moved = <T extends Tensor>(from: T, direction: Tensor, sign: 1 | -1): T =>
        tf.add(from, tf.mul(direction, sign * step)) as T;

      const along = randomTensor([2, 4, 4, 3], 'direction');
      const byImage =
        ((await lossAt({}, moved(image, along, 1))) - (await lossAt({}, moved(image, along, -1)))) /
        (2 * step);
      expect(await inner(gradients.input!, along)).toBeCloseTo(byImage, 1);
      for (const [name, part] of [
        ['bn.weight', 'scale'],
        ['bn.bias', 'shift'],
      ] as const) {
        const direction = vector(3, `direction of ${part}`);
        const up = await lossAt({ [part]: moved(parameters[part], direction, 1) }, image);
        const down = await lossAt({ [part]: moved(parameters[part], direction, -1) }, image);
        expect(await inner(gradients.parameters[name]!, direction)).toBeCloseTo((up - down) / (2 * step), 1);
      }
    });

    test('uses the running statistics in evaluation', async () => {
      const image = randomTensor([1, 3, 3, 3], 'image');
      const parameters = bound();
      const { scale, shift, runningMean, runningVariance } = parameters;
      const normalised = tf.div(tf.sub(image, runningMean), tf.sqrt(tf.add(runningVariance, 1e-5)));
      const expected = tf.relu(tf.add(tf.mul(normalised, scale), shift));
      const value = evaluateBatchNormRelu(parameters, image);
      expect(relativeError(await value.data(), await expected.data())).toBeLessThan(1e-5);
    });
  });

  describe('the 2×2 pool', () => {
    test('sends the gradient to the first maximum of a window', async () => {
      // two windows side by side: all four tie; the maximum stands lower left and lower right
      const image = tf.tensor4d([1, 1, 0, 2, 1, 1, 3, 3], [1, 2, 4, 1]);
      const pass = maxPool(image, { inputGradient: true });
      expect([...(await pass.value.data())]).toEqual([1, 3]);
      const { input } = pass.pullback(tf.tensor4d([5, 7], [1, 1, 2, 1]));
      expect([...(await input!.data())]).toEqual([5, 0, 0, 0, 0, 0, 7, 0]);
    });

    test.each([
      [4, 6],
      [5, 7],
      [3, 2],
    ])('puts each gradient where the maximum was, %i by %i', async (height, width) => {
      const image = randomTensor([2, height, width, 3], 'pool');
      const pass = maxPool(image, { inputGradient: true });
      const gradient = randomTensor(pass.value.shape, 'pool gradient');
      const { input } = pass.pullback(gradient);
      expect(input!.shape).toEqual(image.shape);
      // the maximum is linear where it stands: ⟨max, g⟩ = ⟨x, ∂x⟩, and there are as many places as windows
      expect(await inner(image, input!)).toBeCloseTo(await inner(pass.value, gradient), 4);
      const places = (await input!.data()).filter((value) => value !== 0).length;
      expect(places).toBe(pass.value.size);
    });
  });

  describe('patch-wise upsampling', () => {
    test('repeats, and gives the strip that is left over to the last patch', async () => {
      const coarse = tf.tensor4d([0, 1, 2, 3, 4, 5, 6, 7, 8], [1, 3, 3, 1]);
      const { value } = patchWiseUpsampling(coarse, { side: 30, patch: 8 });
      const rows = ((await value.array()) as number[][][][])[0]!;
      const index = (i: number) => Math.min(i >> 3, 2);
      for (let i = 0; i < 30; i++) {
        for (let j = 0; j < 30; j++) expect(rows[i]![j]![0]).toBe(3 * index(i) + index(j));
      }
    });

    test.each([
      [24, 8],
      [30, 8],
      [33, 8],
      [36, 16],
      [35, 2],
      [6, 1],
    ])('has the block sum as its adjoint, side %i, patch %i', async (side, patch) => {
      const size = Math.floor(side / patch);
      const coarse = randomTensor([2, size, size, 3], 'coarse');
      const gradient = randomTensor([2, side, side, 3], 'full');
      const upsampling = patchWiseUpsampling(coarse, { side, patch });
      const back = upsampling.pullback(gradient);
      expect(await inner(coarse, back)).toBeCloseTo(await inner(upsampling.value, gradient), 3);
      const areas = await upsampling.pullback(tf.onesLike(gradient)).data();
      const width = (index: number) => (index === size - 1 ? side - patch * (size - 1) : patch);
      areas.forEach((area, index) => {
        const column = Math.floor(index / 3) % size;
        const row = Math.floor(index / (3 * size)) % size;
        expect(area).toBeCloseTo(width(row) * width(column), 3);
      });
    });
  });

  test('no operation leaves a tensor behind', async () => {
    const image = randomTensor([2, 6, 6, 3], 'image');
    const weight = randomTensor([3, 3, 3, 3], 'weight');
    const bias = vector(3, 'bias');
    const ones = tf.ones([3]) as Tensor1D;
    const batchNorm = { name: 'bn', scale: ones, shift: bias, runningMean: bias, runningVariance: ones };
    const layers = [
      convolution({
        weight: { name: 'w', value: weight },
        bias: { name: 'b', value: bias },
        cancelledBias: false,
      }),
      batchNormRelu(batchNorm),
      maxPool,
    ];
    for (const layer of layers) {
      const leaked = await leakedTensors(() => {
        const pass = layer(image, { inputGradient: true });
        const { input, parameters } = pass.pullback(pass.value);
        pass.dispose();
        return [input, parameters, pass.statistics];
      });
      expect(leaked).toBe(0);
    }
    const leaked = await leakedTensors(() => {
      const pass = patchWiseUpsampling(image, { side: 13, patch: 2 });
      const gradient = pass.pullback(pass.value);
      pass.dispose();
      return gradient;
    });
    expect(leaked).toBe(0);
  });
});
