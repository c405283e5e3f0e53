import { beforeAll, describe, expect, test } from 'vitest';
import { fromTensors, initialState, toTensors } from './method-state';
import { createMethod } from './smm';
import { portableBackends, useBackend } from './testing/backends';
import { lite0Normalisation, randomTensor, smallConfig } from './testing/method';
import * as tf from './tf';

const smm = createMethod(smallConfig, lite0Normalisation);

describe('the initial state', () => {
  test('is the same for the same seed and another for another, but δ always starts at zero', () => {
    expect(initialState(smm, 3)).toEqual(initialState(smm, 3));
    const [one, other] = [initialState(smm, 3), initialState(smm, 4)];
    expect(one['mask_generator.head.weight']).not.toEqual(other['mask_generator.head.weight']);
    expect(one['delta']!.every((value) => value === 0)).toBe(true);
  });

  test('starts convolutions as PyTorch does: weights and biases uniform within 1/√fan-in', () => {
    const values = initialState(smm, 0)['mask_generator.blocks.3.conv.weight']!;
    const bound = 1 / Math.sqrt(9 * 32);
    const most = values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
    expect(most).toBeLessThanOrEqual(bound);
    expect(most).toBeGreaterThan(0.99 * bound);
    const square = values.reduce((sum, value) => sum + value * value, 0) / values.length;
    expect(square / (bound * bound)).toBeCloseTo(1 / 3, 1);
  });

  test('gives a parameter the same start in every method that has it', () => {
    const six = createMethod({ ...smallConfig, generator: 'convnet-6-layer' }, lite0Normalisation);
    const name = 'mask_generator.blocks.0.conv.weight';
    expect(initialState(six, 0)[name]).toEqual(initialState(smm, 0)[name]);
  });
});

describe.each(portableBackends)('on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  test('a state comes back from the device bit for bit', async () => {
    const plain = initialState(smm, 0);
    expect(await fromTensors(toTensors(smm, plain))).toEqual(plain);
  });

  // paper.md A.4: about 0.36; TensorFlow.js' own initialisers would give more than twice that.
  test('the first masks are signed and a third wide', async () => {
    const state = toTensors(smm, initialState(smm, 0));
    const { mask } = smm.prompt(state, randomTensor([16, 32, 32, 3], 'images'), 'training').trace;
    const { variance } = tf.moments(mask!);
    const deviation = Math.sqrt((await variance.data())[0]!);
    expect(deviation).toBeGreaterThan(0.2);
    expect(deviation).toBeLessThan(0.55);
  });
});

test('a state that lacks a tensor is refused by its name', () => {
  const plain = initialState(smm, 0);
  delete plain['delta'];
  expect(() => toTensors(smm, plain)).toThrow('holds no delta');
});
