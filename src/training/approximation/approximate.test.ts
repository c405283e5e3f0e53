import { beforeAll, describe, expect, test } from 'vitest';
import type { Backbone } from '../../core/backbone/backbone';
import type { MethodConfig, RunConfig } from '../../core/method-config';
import { useBackend } from '../../core/testing/backends';
import * as tf from '../../core/tf';
import type { Task } from '../begin-run';
import { RunControl } from '../control';
import { RunStopped } from '../gate';
import { normalisation, toyBackbone, toyConfig, toyFacts } from '../testing/toy-run';
import { toyDataset } from '../testing/toy-task';
import { approximate, type ApproximateOptions, type Solved } from './approximate';
import { nestedIn } from './nested';
import { probeImages } from './probe-images';

const dataset = toyDataset({ train: 30 });
let backbone: Backbone;

beforeAll(async () => {
  await useBackend('wasm');
  backbone = toyBackbone();
});

function optionsFor(config: RunConfig): ApproximateOptions & { readonly known: Map<string, Solved> } {
  const known = new Map<string, Solved>();
  const task: Task = {
    dataset,
    backbone,
    normalisation,
    facts: toyFacts(dataset, backbone),
    backboneHash: 'toy',
    device: 'test',
    versions: {},
  };
  return {
    task,
    config,
    size: 16,
    control: new RunControl(),
    breathe: () => Promise.resolve(),
    progress: () => undefined,
    known,
    solutions: {
      get: async ({ method }) => known.get(JSON.stringify(method)) ?? null,
      put: async ({ method }, solved) => void known.set(JSON.stringify(method), solved),
    },
  };
}

const training = { epochs: 6, seed: 0 };

describe('the probe', () => {
  test('holds equally many of each class, the first of each', () => {
    const probe = probeImages(dataset, { size: 9, limit: null });
    expect([...probe.labels]).toEqual([0, 1, 0, 1, 0, 1, 0, 1]);
    expect(probe.raster(3)).toEqual(dataset.train.raster(3));
  });

  test('says what there is when it asks for too much', () => {
    expect(() => probeImages(dataset, { size: 32, limit: null })).toThrow(
      /16 of each class.*15 of one.*2 to 30/,
    );
    expect(() => probeImages(dataset, { size: 1, limit: null })).toThrow(/Choose a probe/);
  });
});

const nested: Partial<MethodConfig>[] = [
  { baseline: 'medium', generator: 'convnet' },
  { baseline: 'full', generator: 'convnet' },
  { masks: 'shared-binary', generator: 'convnet' },
  { masks: 'shared-three-channel', generator: 'convnet' },
  { masks: 'mean-image' },
  {},
  { channels: 'single-binary' },
  { channels: 'single-continuous' },
  { channels: 'three-binary' },
  { interpolation: 'bicubic' },
  { generator: 'patch-mlp' },
  { generator: 'convnet-large' },
  { pattern: 'class-specific' },
];

describe.each(nested)('%o', (change) => {
  test('can do whatever the class nested in it can, so it is never worse', async () => {
    const config = toyConfig(change, training);
    const options = optionsFor(config);
    // that the warm start costs the same is checked by it, and throws
    const result = await approximate(options);
    const { smaller } = nestedIn(config.method)!;
    const within = options.known.get(JSON.stringify(smaller))!;
    const mean = within.losses.reduce((sum, each) => sum + each, 0) / within.losses.length;
    expect(result.crossEntropy).toBeLessThanOrEqual(mean);
    expect(result.optimisationGap).not.toBeNull();
    // what the solution of the larger class rests on is not hidden
    expect(result.cold.steps).toBe(12);
    expect([result.cold.steps, within.steps + 12]).toContain(result.steps);
  });
});

test('is the mean over the probe, with an interval around it, and the same every time', async () => {
  const config = toyConfig({ baseline: 'narrow', generator: 'convnet' }, training);
  const before = tf.memory().numTensors;
  const [once, again] = [await approximate(optionsFor(config)), await approximate(optionsFor(config))];
  expect(again).toEqual(once);
  const { crossEntropy, crossEntropyInterval, images, zeroOne, probe, steps, optimisationGap } = once;
  expect(probe).toBe(16);
  expect(images!.wrong.reduce((sum, each) => sum + each, 0) / 16).toBe(zeroOne);
  expect(crossEntropyInterval[0]).toBeLessThan(crossEntropy);
  expect(crossEntropyInterval[1]).toBeGreaterThan(crossEntropy);
  expect(steps).toBe(12);
  expect(optimisationGap).toBeNull();
  expect(tf.memory().numTensors).toBe(before);
});

test('can be no worse than where it starts, and stops when told to', async () => {
  const config = toyConfig({ baseline: 'narrow', generator: 'convnet' }, training);
  const untrained = await approximate(optionsFor(toyConfig(config.method, { ...training, epochs: 0 })));
  const trained = await approximate(optionsFor(config));
  expect(trained.crossEntropy).toBeLessThan(untrained.crossEntropy);
  const stopped = optionsFor(config);
  stopped.control.stop();
  await expect(approximate(stopped)).rejects.toThrow(RunStopped);
});

test('ends early where nothing improves any more, but not before the last learning rate', async () => {
  const still = { patternLearningRate: 1e-9, maskLearningRate: 1e-9, epochs: 30, batch: 16 };
  const config = toyConfig({ baseline: 'narrow', generator: 'convnet' }, still);
  // the last rate begins with epoch 22; five epochs later it can be told
  expect((await approximate(optionsFor(config))).steps).toBe(27);
});
