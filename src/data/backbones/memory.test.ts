import { expect, test } from 'vitest';
import { chunkOf } from '../../core/backbone/description/chunk';
import { heldValues, keptValues } from '../../core/backbone/description/layer-facts';
import type { NetworkDescription } from '../../core/backbone/description/layers';
import { frozenBody } from '../../core/backbone/frozen-body';
import { frozenLayer } from '../../core/backbone/frozen-layers';
import { createBackbone } from '../../core/backbone/network';
import { randomWeights, TOY_NETWORK } from '../../core/backbone/toy';
import { useBackend } from '../../core/testing/backends';
import { lite0Network } from '../../core/testing/networks';
import { describedBackbone } from '../../core/testing/seeded-backbone';
import * as tf from '../../core/tf';
import { estimateMemory, suggestRunSize } from './memory';

const { description: resnet18, sides } = describedBackbone('resnet-18');
const { description: resnet50 } = describedBackbone('resnet-50');
const MEBIBYTE = 2 ** 20;

/** Filters of every kind that ResNets have, in a few channels. */
const SMALL: NetworkDescription = {
  ...resnet18,
  body: resnet18.body.slice(0, 12),
  features: 128,
  classes: 3,
};

test.each([
  ['the toy network', TOY_NETWORK],
  ['the first blocks of ResNet-18', SMALL],
])('%s: what is counted ahead are the bytes that its tensors take', async (_, network) => {
  await useBackend('wasm');
  const tensors = randomWeights(network, Math.random);
  const before = tf.memory().numBytes;
  const backbone = createBackbone({ description: network, tensors });
  expect(tf.memory().numBytes - before).toBe(4 * heldValues(network));
  backbone.dispose();

  const layers = network.body.map((layer) => frozenLayer(layer, (name) => tensors[name]!.values));
  const body = frozenBody(network.body, layers);
  for (const side of [32, 33]) {
    const pictures = tf.zeros<tf.Rank.R4>([2, side, side, 3]);
    tf.tidy(() => {
      const { steps } = body.forward(pictures, { keep: true });
      const held = steps.flatMap(({ kept, gate }) => [...kept, ...(gate ? [gate.activation] : [])]);
      // several tensors may name the same values
      const buffers = new Map(held.map((tensor) => [tensor.dataId, tensor.size]));
      const values = Array.from(buffers.values()).reduce((sum, size) => sum + size, 0);
      expect(values).toBe(2 * keptValues(network, side));
    });
    pictures.dispose();
  }
  body.dispose();
});

test('large networks take fewer pictures at a time; what comes with the program takes as many as ever', () => {
  const { description: lite0 } = lite0Network();
  for (const side of [32, 96, 160, 224]) {
    expect(chunkOf(lite0, { side, device: 'processor' })).toBe(8);
    expect(chunkOf(lite0, { side, device: 'gpu' })).toBe(Math.floor((16 * 224 ** 2) / side ** 2));
  }
  expect(chunkOf(resnet50, { side: 224, device: 'processor' })).toBeLessThan(8);
  expect(chunkOf(resnet50, { side: 96, device: 'processor' })).toBe(8);
  expect(chunkOf(resnet50, { side: 224, device: 'gpu' })).toBeLessThan(16);
  expect(chunkOf(resnet50, { side: 384, device: 'gpu' })).toBeGreaterThan(0);
});

test('an estimate grows with the side, the batch and the workers', () => {
  const machine = { device: 'processor', workers: 2 } as const;
  const one = estimateMemory(resnet18, { side: 96, batch: 32 }, machine);
  expect(one.weights / MEBIBYTE).toBeGreaterThan(5 * 44);
  expect(one.total).toBe(one.weights + one.activations + one.batch);
  expect(estimateMemory(resnet18, { side: 128, batch: 32 }, machine).activations).toBeGreaterThan(
    one.activations,
  );
  expect(estimateMemory(resnet18, { side: 96, batch: 64 }, machine).batch).toBe(2 * one.batch);
  expect(estimateMemory(resnet18, { side: 96, batch: 32 }, { device: 'processor' }).weights).toBeLessThan(
    one.weights,
  );
});

test('a side and a batch are suggested that stay within the budget, or none', () => {
  const machine = { device: 'processor', workers: 2 } as const;
  for (const gibibytes of [0.5, 1, 2, 4]) {
    const budget = gibibytes * 1024 * MEBIBYTE;
    const size = suggestRunSize(resnet18, sides, { budget, ...machine });
    if (size) expect(estimateMemory(resnet18, size, machine).total).toBeLessThanOrEqual(budget);
  }
  expect(suggestRunSize(resnet18, sides, { budget: 8192 * MEBIBYTE, ...machine })).toEqual({
    side: 224,
    batch: 64,
  });
  expect(suggestRunSize(resnet18, sides, { budget: 64 * MEBIBYTE, ...machine })).toBeNull();
});
