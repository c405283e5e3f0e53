import { beforeAll, describe, expect, test } from 'vitest';
import type { Backbone } from '../../core/backbone/backbone';
import { convolve } from '../../core/differentiable/convolution';
import { generatorStages } from '../../core/generator-stages';
import { runOperation } from '../../core/kernels/operation';
import type { MethodConfig } from '../../core/method-config';
import { toTensors } from '../../core/method-state';
import { createMethod } from '../../core/smm';
import { leakedTensors, useBackend } from '../../core/testing/backends';
import * as tf from '../../core/tf';
import { inputImages } from '../input-images';
import { toyModel, toySample, toyTask } from '../testing/toy-model';
import { normalisation, toyBackbone } from '../testing/toy-run';
import { toyDataset } from '../testing/toy-task';
import { inspectGenerator } from './generator';

const dataset = toyDataset();
const sample = toySample(dataset, 3);
let backbone: Backbone;

beforeAll(async () => {
  await useBackend('wasm');
  backbone = toyBackbone();
});

const inspected = (change: Partial<MethodConfig> = {}) =>
  inspectGenerator(toyTask(dataset, backbone), toyModel(change), sample);

/** the forward pass's own coarse mask, in evaluation mode */
async function maskOf(change: Partial<MethodConfig>): Promise<Float32Array> {
  const { config, state } = toyModel(change);
  const method = createMethod(config.method, normalisation);
  const tensors = toTensors(method, state);
  const images = inputImages(method, normalisation, [sample.raster], { apart: true });
  const context = method.needs.meanImage
    ? { meanImage: await toyTask(dataset, backbone).facts.meanImages.of(method, null) }
    : {};
  const pass = method.prompt(tensors, images, 'evaluation', context);
  return pass.trace.mask!.data<'float32'>();
}

const variants: readonly Partial<MethodConfig>[] = [
  {},
  { generator: 'convnet' },
  { generator: 'mlp' },
  { generator: 'patch-mlp' },
  { patch: 4 },
  { channels: 'single-binary' },
  { channels: 'single-continuous' },
  { pattern: 'sample-specific' },
  { masks: 'mean-image' },
];

describe('the way through the generator', () => {
  test.each(variants)('ends in the mask of the forward pass, to the bit, for %o', async (change) => {
    const { maps } = await inspected(change);
    expect(maps.at(-1)).toMatchObject({ kind: 'head', channels: 3 });
    expect(maps.at(-1)!.values).toEqual(await maskOf(change));
  });

  test('has a map for the picture, each block and the head', async () => {
    const { maps } = await inspected({ generator: 'convnet' });
    const shapes = maps.map(({ kind, index, height, channels }) => [kind, index, height, channels]);
    expect(shapes).toEqual([
      ['input', 0, 32, 3],
      ['block', 0, 16, 8],
      ['block', 1, 8, 16],
      ['block', 2, 4, 32],
      ['block', 3, 4, 64],
      ['head', 0, 4, 3],
    ]);
    for (const { values, height, width, channels } of maps) {
      expect(values).toHaveLength(height * width * channels);
    }
  });

  test('has the thumbnail that an MLP looks at', async () => {
    const { maps } = await inspected({ generator: 'mlp' });
    expect(maps.map(({ kind, index }) => `${kind} ${index}`)).toEqual([
      'input 0',
      'input 1',
      'layer 0',
      'head 0',
    ]);
  });

  test.each(variants.filter(({ masks }) => masks === undefined))(
    'claims of each cell exactly the pixels that change it, for %o',
    async (change) => {
      const { config, state } = toyModel(change);
      const method = createMethod(config.method, normalisation);
      const tensors = toTensors(method, state);
      const { side } = config.method;
      const base = tf.randomUniform<tf.Rank.R4>([1, side, side, 3], -1, 1, 'float32', 5);
      const before = generatorStages(config.method, tensors, base);
      // in the corner, on the border, inside, next to a pool's boundary
      for (const [row, column] of [
        [0, 0],
        [5, side - 1],
        [15, 16],
        [21, 10],
      ] as const) {
        // pixels that are not looked at stay; this one is moved in several ways, so that neither ReLU nor maximum hides it
        const changed = before.map(({ value }) => new Set<number>(value.shape.slice(0, 0)));
        for (const by of [-40, -4, 4, 40]) {
          const buffer = await tf.buffer(base.shape, 'float32', base.dataSync<'float32'>().slice());
          for (let channel = 0; channel < 3; channel++) {
            buffer.set(buffer.get(0, row, column, channel) + by * (channel + 1), 0, row, column, channel);
          }
          const moved = generatorStages(config.method, tensors, buffer.toTensor() as tf.Tensor4D);
          moved.forEach(({ value }, i) => {
            const [was, is] = [before[i]!.value.dataSync(), value.dataSync()];
            const channels = value.shape[3];
            is.forEach((each, at) => each !== was[at] && changed[i]!.add(Math.floor(at / channels)));
          });
        }
        before.forEach(({ value, receptive: { size, stride, before: ahead } }, i) => {
          const [, height, width] = value.shape;
          const sees = (cell: number, pixel: number) =>
            pixel >= cell * stride - ahead && pixel <= cell * stride - ahead + size - 1;
          const claimed: number[] = [];
          for (let y = 0; y < height; y++) {
            for (let x = 0; x < width; x++) if (sees(y, row) && sees(x, column)) claimed.push(y * width + x);
          }
          const found = [...changed[i]!].sort((a, b) => a - b);
          // what changes is seen, without exception
          expect(claimed).toEqual(expect.arrayContaining(found));
          // a threshold may hide what is seen; nothing else may
          if (config.method.channels !== 'single-binary') expect(found).toEqual(claimed);
        });
      }
    },
  );

  test('has the last convolution, which makes the mask of the map before it', async () => {
    const { maps, head } = await inspected();
    const before = maps.at(-2)!;
    const input = tf.tensor4d(before.values, [1, before.height, before.width, before.channels]);
    const weight = tf.tensor4d(head!.weight, [3, 3, head!.inputs, 3]);
    const again = runOperation(convolve, { x: input, weight, bias: tf.tensor1d(head!.bias) }, {});
    expect(again.dataSync()).toEqual(maps.at(-1)!.values);
    expect((await inspected({ channels: 'single-binary' })).head).toBeNull();
    expect((await inspected({ generator: 'mlp' })).head).toBeNull();
  });

  test('is refused with a sentence where no network makes the masks', async () => {
    await expect(inspected({ masks: 'shared-three-channel' })).rejects.toThrow('no network makes them');
    await expect(inspected({ baseline: 'full' })).rejects.toThrow(/^[A-Z].*\.$/);
  });

  test.each(variants)('leaves nothing behind, for %o', async (change) => {
    const task = toyTask(dataset, backbone);
    await inspectGenerator(task, toyModel(change), sample);
    const leaked = await leakedTensors(async () => {
      await inspectGenerator(task, toyModel(change), sample);
      return [];
    });
    expect(leaked).toBe(0);
  });
});
