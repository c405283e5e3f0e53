import { beforeAll, expect, test } from 'vitest';
import type { Backbone } from '../core/backbone/backbone';
import { initialState, toTensors } from '../core/method-state';
import { createMethod } from '../core/smm';
import { useBackend } from '../core/testing/backends';
import { randomTensor } from '../core/testing/method';
import * as tf from '../core/tf';
import { explain } from './explain';
import type { ContextSource } from './prompt-context';
import { normalisation, toyBackbone, toyConfig, toyFacts } from './testing/toy-run';
import { toyDataset } from './testing/toy-task';

const smm = createMethod(toyConfig().method, normalisation);
let backbone: Backbone;
let source: ContextSource;

beforeAll(async () => {
  await useBackend('wasm');
  backbone = toyBackbone();
  source = {
    method: smm,
    facts: toyFacts(toyDataset(), backbone),
    mapping: Int32Array.of(0, 1),
    trainLimit: null,
  };
});

test('many pictures are explained in parts, as each would be by itself', async () => {
  const state = toTensors(smm, initialState(smm, 0));
  const images = randomTensor([18, 32, 32, 3], 'images');
  const names = ['mask', 'pattern', 'logits'] as const;
  const all = await explain({ source, state, backbone }, images, names);
  const last = await explain({ source, state, backbone }, tf.slice(images, 17, 1), names);
  expect(all.mask!.shape).toEqual([18, 4, 4, 3]);
  expect(all.mask!.values.slice(-48)).toEqual(last.mask!.values);
  expect(all.logits.shape).toEqual([18, 20]);
  expect(all.logits.values.slice(-20)).toEqual(last.logits.values);
  expect(all.pattern).toEqual(last.pattern);
});

test('δ and φ may be replaced while the network is at work', async () => {
  const state = toTensors(smm, initialState(smm, 0));
  const images = randomTensor([18, 32, 32, 3], 'images');
  const before = await explain({ source, state, backbone }, images, ['prompted', 'mask']);
  const under = explain({ source, state, backbone }, images, ['prompted', 'mask']);
  tf.dispose(state);
  expect(await under).toEqual(before);
});

test('leaves no tensor behind, also where the network fails', async () => {
  const state = toTensors(smm, initialState(smm, 0));
  const images = randomTensor([18, 32, 32, 3], 'images');
  const broken: Backbone = { ...backbone, logits: () => Promise.reject(new Error('no memory')) };
  const before = tf.memory().numTensors;
  await explain({ source, state, backbone }, images, ['maskFull', 'logits']);
  expect(tf.memory().numTensors).toBe(before);
  await expect(explain({ source, state, backbone: broken }, images, ['logits'])).rejects.toThrow('no memory');
  expect(tf.memory().numTensors).toBe(before);
});
