import { beforeAll, expect, test } from 'vitest';
import type { Backbone } from '../core/backbone/backbone';
import type { MethodConfig } from '../core/method-config';
import { useBackend } from '../core/testing/backends';
import * as tf from '../core/tf';
import type { Task } from './begin-run';
import { normalisation, toyBackbone, toyConfig, toyFacts } from './testing/toy-run';
import { toyDataset } from './testing/toy-task';
import { timedPass } from './timed-pass';

const dataset = toyDataset();
let backbone: Backbone;

beforeAll(async () => {
  await useBackend('wasm');
  backbone = toyBackbone();
});

/** Each look at the clock finds that a tenth of a second has passed. */
async function timed(method: Partial<MethodConfig>) {
  const facts = toyFacts(dataset, backbone);
  const task: Task = {
    dataset,
    backbone,
    normalisation,
    facts,
    backboneHash: 'toy',
    device: 'a toy',
    versions: {},
  };
  let now = 0;
  const clock = () => (now += 100);
  const before = tf.memory().numTensors;
  const timing = await timedPass({
    task,
    config: toyConfig(method),
    clock,
    breathe: () => Promise.resolve(),
  });
  facts.dispose();
  await Promise.resolve();
  expect(tf.memory().numTensors).toBe(before);
  return timing;
}

test('times step, generator and upsampling, and counts what is read', async () => {
  expect(await timed({ interpolation: 'bilinear' })).toEqual({
    device: 'a toy',
    batch: 8,
    msPerStep: 100,
    imagesPerSecond: 80,
    generatorMs: 100,
    interpolationMs: { native: 100, common: 100 },
    pixelAccesses: 3 * 32 * 32 * 4,
  });
});

test('leaves out what a method does not have', async () => {
  const shared = await timed({ masks: 'shared-binary', generator: 'convnet' });
  expect(shared).toMatchObject({ generatorMs: null, pixelAccesses: 3 * 32 * 32 });
  const full = await timed({ baseline: 'full', generator: 'convnet' });
  expect(full).toMatchObject({ generatorMs: null, interpolationMs: null, pixelAccesses: null });
  const plain = await timed({ baseline: 'unprompted', generator: 'convnet' });
  expect(plain).toMatchObject({ msPerStep: 100, generatorMs: null });
});

test.each<Partial<MethodConfig>>([
  { pattern: 'class-specific' },
  { pattern: 'sample-specific' },
  { masks: 'mean-image' },
  { generator: 'patch-mlp' },
  { channels: 'single-continuous' },
])('times %o, too', async (method) => {
  expect((await timed(method)).generatorMs).toBe(100);
});
