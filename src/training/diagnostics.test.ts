import { beforeAll, expect, test } from 'vitest';
import type { Backbone } from '../core/backbone/backbone';
import type { MethodConfig, TrainingConfig } from '../core/method-config';
import { useBackend } from '../core/testing/backends';
import * as tf from '../core/tf';
import { decodeCapsule } from '../data/capsule';
import type { Diagnostics } from '../data/diagnostics';
import { inputImages } from './input-images';
import { capsuleOf } from './saved-run';
import {
  beginRun,
  eventsOf,
  normalisation,
  only,
  toyBackbone,
  toyConfig,
  toyDependencies,
} from './testing/toy-run';
import { toyDataset } from './testing/toy-task';

// 22 pictures in batches of 8: the last one is padded
const dataset = toyDataset({ train: 22 });
let backbone: Backbone;

beforeAll(async () => {
  await useBackend('wasm');
  backbone = toyBackbone();
});

async function trained(method: Partial<MethodConfig>, training: Partial<TrainingConfig> = {}) {
  const run = beginRun(toyConfig(method, training), dataset);
  const events = await eventsOf(run, toyDependencies(run, dataset, backbone));
  return { run, diagnostics: only(events, 'done')[0]!.diagnostics! };
}

async function diagnosed(...of: Parameters<typeof trained>): Promise<Diagnostics> {
  return (await trained(...of)).diagnostics;
}

test('sample-specific masks differ between images, shared ones do not', async () => {
  const own = (await diagnosed({})).masks!;
  expect(own.images).toBe(22);
  expect(own.acrossImages).toBeGreaterThan(0.01);
  const shared = (await diagnosed({ masks: 'shared-three-channel', generator: 'convnet' })).masks!;
  expect(shared.acrossImages).toBeLessThan(1e-6);
  expect((await diagnosed({ baseline: 'full' })).masks).toBeNull();
});

test('are those of the masks themselves', async () => {
  const { run, diagnostics } = await trained({}, { epochs: 1 });
  const rasters = Array.from({ length: 22 }, (_, index) => dataset.train.raster(index));
  const pass = run.method.prompt(run.state, inputImages(run.method, normalisation, rasters), 'evaluation');
  const [mean, deviation, magnitude, on] = tf.tidy(() => {
    const mask = pass.trace.mask!;
    const { mean: centre, variance } = tf.moments(mask, 0);
    return [
      tf.mean(centre),
      tf.sqrt(tf.mean(variance)),
      tf.mean(tf.abs(mask)),
      tf.mean(tf.cast(tf.greater(mask, 0), 'float32')),
    ].map((each) => each.dataSync()[0]!);
  });
  expect(mean).not.toBe(0);
  expect(diagnostics.masks!.acrossImages).toBeCloseTo(deviation!, 5);
  expect(diagnostics.masks!.magnitude).toBeCloseTo(magnitude!, 5);
  expect(diagnostics.masks!.onFraction).toBeCloseTo(on!, 5);
});

test('a binary mask says how much of it is on', async () => {
  const binary = (await diagnosed({ channels: 'single-binary' })).masks!;
  expect(binary.onFraction).toBeCloseTo(binary.magnitude, 6);
  expect((await diagnosed({ masks: 'shared-binary', generator: 'convnet' })).masks!.onFraction).toBe(1);
});

test('class patterns say how far apart they are, and how surely images are routed', async () => {
  const begun = await diagnosed({ pattern: 'class-specific' }, { epochs: 0 });
  expect(begun.classPatterns!.spread).toBe(0);
  const { spread, entropy } = (await diagnosed({ pattern: 'class-specific' })).classPatterns!;
  expect(spread).toBeGreaterThan(0);
  expect(entropy).toBeGreaterThan(0);
  expect(entropy).toBeLessThanOrEqual(Math.log(2));
  expect((await diagnosed({})).classPatterns).toBeNull();
});

test('a method that was told labels follows whatever it is told', async () => {
  const { run, diagnostics } = await trained({ pattern: 'class-label-leak' }, { epochs: 8 });
  const { oracle, unprompted, wrong, followRate } = diagnostics.leak!;
  expect(unprompted).toBe(run.epochs.at(-1)!.testAccuracy);
  expect(oracle).toBe(1);
  expect(wrong).toBeLessThan(oracle);
  // of two classes the wrong one is the only other
  expect(followRate).toBeCloseTo(1 - wrong, 10);
  expect(diagnostics.classPatterns!.entropy).toBeNull();
  expect((await diagnosed({ pattern: 'class-specific' })).leak).toBeNull();
});

test('stand in the capsule', async () => {
  const { run, diagnostics } = await trained({ pattern: 'class-label-leak' }, { epochs: 1 });
  expect(decodeCapsule(await capsuleOf(run)).result!.diagnostics).toEqual(diagnostics);
});
