import { describe, expect, test, vi } from 'vitest';
import { createBackbone } from '../core/backbone/network';
import { randomWeights, TOY_NETWORK } from '../core/backbone/toy';
import { useBackend } from '../core/testing/backends';
import { dispatched } from '../core/testing/dispatched';
import { startWebGPU } from '../core/testing/webgpu';
import * as tf from '../core/tf';
import type { TrainingConfig } from '../core/method-config';
import { createRandom } from '../lib/random';
import { Loader, type Batch, type Shown } from './loader';
import { taskFacts, type TaskFacts } from './task-facts';
import { normalisation, toyConfig } from './testing/toy-run';
import { toyDataset } from './testing/toy-task';

const missing = await startWebGPU();
if (missing) console.warn(missing);

const split = toyDataset({ train: 20 }).train;
const { method: config } = toyConfig();

function facts(): TaskFacts {
  const tensors = randomWeights(TOY_NETWORK, createRandom(5, 'toy weights').uniform);
  const backbone = createBackbone({ description: TOY_NETWORK, tensors });
  const breathe = () => Promise.resolve();
  return taskFacts({ train: () => Promise.resolve(split), backbone, normalisation, breathe });
}

function loader(shelf: TaskFacts['shelf'] | null, augmentation: TrainingConfig['augmentation']): Loader {
  const { training } = toyConfig({}, { augmentation });
  return new Loader({ name: 'train', split, limit: null, training, normalisation, shelf });
}

interface Seen extends Pick<Batch, 'key' | 'names'> {
  readonly pixels: Float32Array;
}

async function seen(batches: Iterable<Batch>): Promise<Seen[]> {
  const all: Seen[] = [];
  for (const batch of batches) {
    const images = batch.images();
    const pixels = (await images.data<'float32'>()).slice();
    all.push({ key: batch.key, names: batch.names, pixels });
    images.dispose();
  }
  return all;
}

describe.skipIf(missing).each<[string, Shown['input'], TrainingConfig['augmentation']]>([
  ['as they are', 'resized', 'none'],
  ['cropped and mirrored', 'resized', 'crop-flip'],
  ['in a border', 'bordered', 'none'],
])('pictures %s', (_, input, augmentation) => {
  const shown: Shown = { input, config };

  test('are the same off the shelf, without one, and on the processor, under the same names', async () => {
    await useBackend('cpu');
    const expected = await seen(loader(null, augmentation).wholeEpoch(shown, 2));
    await useBackend('webgpu');
    const { shelf, dispose } = facts();
    const travelling = await seen(loader(null, augmentation).wholeEpoch(shown, 2));
    const shelved = await seen(loader(shelf, augmentation).wholeEpoch(shown, 2));
    const again = await seen(loader(shelf, augmentation).wholeEpoch(shown, 2));
    expect(shelved).toEqual(travelling);
    expect(again).toEqual(shelved);
    for (const [index, { pixels, ...named }] of expected.entries()) {
      const { pixels: own, ...same } = shelved[index]!;
      expect(same).toEqual(named);
      expect(Math.max(...own.map((value, i) => Math.abs(value - pixels[i]!)))).toBeLessThan(2e-6);
    }
    dispose();
  });
});

describe.skipIf(missing)('a task', () => {
  test('has its pictures on the device once, however many loaders there are, and frees them in the end', async () => {
    await useBackend('webgpu');
    const shown: Shown = { input: 'resized', config };
    const { shelf, meanImages, dispose } = facts();
    const before = tf.memory().numTensors;
    await vi.waitFor(() => expect(shelf.pictures(split, split.count, [0])[0]!.place).toBeDefined());
    const { programs } = dispatched(() => {
      for (const own of [loader(shelf, 'none'), loader(shelf, 'crop-flip')]) {
        for (const batch of own.epoch(shown, 1)) batch.images().dispose();
      }
    });
    expect(programs).toEqual(Array(4).fill('gatherPictures'));
    expect(tf.memory().numTensors).toBe(before + 1);
    await meanImages.of({ config }, null);
    expect(tf.memory().numTensors).toBe(before + 2);
    dispose();
    await Promise.resolve();
    expect(tf.memory().numTensors).toBe(before);
  });
});
