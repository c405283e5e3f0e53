import { beforeAll, describe, expect, test } from 'vitest';
import { leakedTensors, portableBackends, useBackend } from '../testing/backends';
import { randomTensor } from '../testing/method';
import { relativeError } from '../testing/relative-error';
import * as tf from '../tf';
import type { Tensor3D, Tensor4D } from '../tf';
import { patternMixture } from './pattern-mixture';
import { framedPrompt, pixelPrompt, prompt } from './prompt';

const each = (stream: string): Tensor4D => randomTensor([3, 4, 4, 3], stream);
const one = (stream: string): Tensor4D => randomTensor([1, 4, 4, 3], stream);
const close = async (actual: tf.Tensor, expected: tf.Tensor): Promise<void> => {
  expect(actual.shape).toEqual(expected.shape);
  expect(relativeError(await actual.data(), await expected.data())).toBeLessThan(1e-6);
};

describe.each(portableBackends)('on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  test.each([
    { pattern: 'one for all', mask: 'one each' },
    { pattern: 'one each', mask: 'one each' },
    { pattern: 'one each', mask: 'one for all' },
    { pattern: 'one for all', mask: 'one for all' },
  ])('adds δ ⊙ m and goes back to both: pattern $pattern, mask $mask', async (given) => {
    const [images, gradient] = [each('images'), each('gradient')];
    const pattern = given.pattern === 'one each' ? each('pattern') : one('pattern');
    const mask = given.mask === 'one each' ? each('mask') : one('mask');
    const pass = prompt({ images, pattern, mask });
    await close(pass.value, tf.add(images, tf.mul(pattern, mask)));
    const gradients = pass.pullback(gradient);
    const summed = (values: tf.Tensor, like: Tensor4D) =>
      like.shape[0] === 1 ? tf.sum(values, 0, true) : values;
    await close(gradients.pattern!, summed(tf.mul(gradient, mask), pattern));
    await close(gradients.mask, summed(tf.mul(gradient, pattern), mask));
  });

  test('without a pattern the mask is added as it is', async () => {
    const [images, mask, gradient] = [each('images'), each('mask'), each('gradient')];
    const pass = prompt({ images, pattern: null, mask });
    await close(pass.value, tf.add(images, mask));
    const gradients = pass.pullback(gradient);
    expect(gradients.pattern).toBeNull();
    await close(gradients.mask, gradient);
  });

  test('patterns of classes are mixed by the weights of each image', async () => {
    const patterns = randomTensor([2, 4, 4, 3], 'patterns');
    const weights = tf.tensor2d([1, 0, 0.25, 0.75, 0.5, 0.5], [3, 2]);
    const pass = patternMixture(patterns, weights);
    const [first, second] = tf.unstack(patterns) as [Tensor3D, Tensor3D];
    const mixed = [first, tf.add(tf.mul(first, 0.25), tf.mul(second, 0.75)), tf.mean(patterns, 0)];
    await close(pass.value, tf.stack(mixed as Tensor3D[]));
    const gradient = each('gradient');
    const [one, two, three] = tf.unstack(gradient) as [Tensor3D, Tensor3D, Tensor3D];
    const toFirst = tf.addN([one, tf.mul(two, 0.25), tf.mul(three, 0.5)]);
    const toSecond = tf.add(tf.mul(two, 0.75), tf.mul(three, 0.5));
    await close(pass.pullback(gradient), tf.stack([toFirst, toSecond]));
  });

  test('pads in units that each channel may have for itself', async () => {
    const framed = {
      images: each('images'),
      pattern: tf.slice(tf.squeeze(one('pattern')) as Tensor3D, [0, 0, 0], [4, 4, 3]),
      mask: one('mask'),
    };
    const alike = pixelPrompt(framed, { scale: 2, shift: 0.5, divisor: 0.25 });
    const apart = pixelPrompt(framed, { scale: 2, shift: [0.5, 0.5, 0.5], divisor: [0.25, 0.25, 0.5] });
    const half = tf.tensor1d([1, 1, 0.5]);
    await close(apart.value, tf.mul(alike.value, half));
    await close(apart.pullback(alike.value), tf.mul(alike.pullback(alike.value), half));
  });

  test('nothing is left behind', async () => {
    const images = each('images');
    const pattern = tf.zeros([4, 4, 3]) as Tensor3D;
    const framed = { images, pattern, mask: one('mask') };
    const weights = tf.tensor2d([0, 1, 1, 0, 1, 0], [3, 2]);
    const patterns = randomTensor([2, 4, 4, 3], 'patterns');
    const operations = [
      () => prompt({ images, pattern: images, mask: images }),
      () => prompt({ images, pattern: null, mask: images }),
      () => framedPrompt(framed),
      () => pixelPrompt(framed, { scale: 255, shift: 127, divisor: 128 }),
      () => patternMixture(patterns, weights),
    ];
    for (const operation of operations) {
      const leaked = await leakedTensors(() => {
        const pass = operation();
        const gradients = pass.pullback(pass.value);
        pass.dispose();
        return [gradients];
      });
      expect(leaked).toBe(0);
    }
  });
});
