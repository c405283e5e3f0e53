import { describe, expect, test } from 'vitest';
import { createRandom } from '../../lib/random';
import * as tf from '../tf';
import { expectPyTorch, taken } from '../testing/backbone-answers';
import { leakedTensors, portableBackends, useBackend } from '../testing/backends';
import { lite0Network, toyNetwork } from '../testing/networks';
import { multiplyAdds } from './description/layer-facts';
import { createBackbone } from './network';

describe.each(portableBackends)('the frozen network on %s', (backend) => {
  test('agrees with PyTorch on the toy, forwards and backwards, in whole and broken chunks', async () => {
    await useBackend(backend);
    await expectPyTorch('toy-step', 4);
    await expectPyTorch('toy-step', 3);
  });

  test('agrees with PyTorch on EfficientNet-Lite0, flat backgrounds included', async () => {
    await useBackend(backend);
    await expectPyTorch('lite0-step', 8);
  });

  test('gives the same bits again, and leaks nothing', async () => {
    await useBackend(backend);
    const random = createRandom(3, 'test pictures');
    const pixels = Float32Array.from({ length: 5 * 15 * 15 * 3 }, () => 2 * random.uniform() - 1);
    const labels = Int32Array.of(0, 1, 2, 1, 0);
    const mapping = Int32Array.of(19, 4, 7);
    const runs: Awaited<ReturnType<typeof taken>>[] = [];
    const leaked = await leakedTensors(async () => {
      const backbone = createBackbone({ ...toyNetwork(), chunk: 2 });
      const prompted = tf.tensor4d(pixels, [5, 15, 15, 3]);
      for (let run = 0; run < 2; run++) {
        runs.push(await taken(await backbone.inputGradient(prompted, labels, mapping)));
      }
      prompted.dispose();
      backbone.dispose();
      return [];
    });
    expect(runs[1]).toEqual(runs[0]);
    expect(leaked).toBe(0);
  });
});

test('reads out features that its last layer makes the same logits of', async () => {
  await useBackend('wasm');
  const { description, tensors } = toyNetwork();
  const backbone = createBackbone({ description, tensors, chunk: 2 });
  const prompted = tf.randomUniform<tf.Rank.R4>([5, 16, 16, 3], -1, 1, 'float32', 4);
  const logits = await backbone.logits(prompted);
  const readout = await backbone.readout(prompted);
  expect(readout.features.shape).toEqual([5, backbone.features]);
  expect(readout.logits.dataSync()).toEqual(logits.dataSync());
  const { classifier, classes, features } = description;
  const weight = tf.tensor2d(tensors[`${classifier}.weight`]!.values, [classes, features]);
  const bias = tf.tensor1d(tensors[`${classifier}.bias`]!.values);
  const again = tf.add(tf.matMul(readout.features, weight, false, true), bias);
  expect(tf.max(tf.abs(tf.sub(again, logits))).dataSync()[0]).toBeLessThan(1e-4);
  tf.dispose([prompted, logits, { ...readout }, weight, bias, again]);
  backbone.dispose();
});

test('differentiates the logit of a source class: two of them make the gradient of a mapped loss', async () => {
  await useBackend('wasm');
  const backbone = createBackbone({ ...toyNetwork(), chunk: 2 });
  const pictures = tf.randomUniform<tf.Rank.R4>([3, 16, 16, 3], -1, 1, 'float32', 4);
  const [a, b] = [4, 7];
  const of = (source: number) => backbone.logitGradient(pictures, Int32Array.of(source, source, source));
  const leaked = await leakedTensors(async () => {
    const [first, second] = [await of(a), await of(b)];
    const whole = await backbone.inputGradient(pictures, Int32Array.of(0, 0, 0), Int32Array.of(a, b));
    expect(first.logits.dataSync()).toEqual(whole.logits.dataSync());
    // ∂(−log softmax)[a] = p_b (∂l_b − ∂l_a), a third of it for each of three pictures
    const expected = tf.tidy(() => {
      const p = tf.slice(tf.softmax(tf.gather(whole.logits, [a, b], 1)), [0, 1], [-1, 1]);
      return tf
        .div(tf.mul(tf.reshape(p, [3, 1, 1, 1]), tf.sub(second.gradient, first.gradient)), 3)
        .dataSync<'float32'>();
    });
    const found = whole.gradient.dataSync<'float32'>();
    const largest = found.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    expect(largest).toBeGreaterThan(0);
    found.forEach((value, i) => expect(Math.abs(value - expected[i]!)).toBeLessThan(1e-4 * largest));
    tf.dispose([{ ...first }, { ...second }, { ...whole }]);
    return [];
  });
  expect(leaked).toBe(0);
  tf.dispose(pictures);
  backbone.dispose();
});

test('agrees with PyTorch on EfficientNet-Lite0 at side 96', async () => {
  await useBackend('wasm');
  await expectPyTorch('lite0-96', 8);
});

test('refuses weights that do not fit the network', () => {
  const { description, tensors } = toyNetwork();
  const { 'head.bias': bias, ...rest } = tensors;
  expect(() => createBackbone({ description, tensors: rest })).toThrow('lack head.bias');
  const short = { shape: [23], values: bias!.values.subarray(1) };
  expect(() => createBackbone({ description, tensors: { ...rest, 'head.bias': short } })).toThrow('[23]');
});

test('counts its multiply-adds', () => {
  const { description } = lite0Network();
  // 385 million at 224 is the network's published figure.
  expect(Math.round(multiplyAdds(description, 224) / 1e6)).toBe(385);
});
