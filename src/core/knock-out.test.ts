import { beforeAll, describe, expect, test } from 'vitest';
import { knockOutOf, knockOutRefusal, needsProbe } from './ablation/knock-outs';
import type { BlockId } from './ablation/registry';
import { knockOutMethod } from './knock-out';
import type { Method, TensorState } from './method';
import type { MethodConfig } from './method-config';
import { toTensors } from './method-state';
import { probeFacts, type ProbeFacts } from './probe-facts';
import { createMethod } from './smm';
import { leakedTensors, portableBackends, useBackend } from './testing/backends';
import { lite0Normalisation, randomTensor, smallConfig } from './testing/method';
import { relativeError } from './testing/relative-error';
import { hashedState } from './testing/variant-fixture';
import * as tf from './tf';
import type { Tensor, Tensor4D } from './tf';

const trained: MethodConfig = { ...smallConfig, generator: 'convnet-small' };
const method = createMethod(trained, lite0Normalisation);
const pictures = (count = 4): Tensor4D => randomTensor([count, 32, 32, 3], 'pictures');
const stateOf = ({ parameters }: Method): TensorState => toTensors({ parameters }, hashedState(parameters));

const facts = (state: TensorState): Promise<ProbeFacts> =>
  probeFacts({ config: trained, state }, [
    { images: randomTensor([4, 32, 32, 3], 'probe 1'), count: 4 },
    { images: randomTensor([4, 32, 32, 3], 'probe 2'), count: 2 },
  ]);

/** What is seen of some pictures with these switched off. */
async function seen(
  switches: readonly (readonly [BlockId, string])[],
  { config = trained, count = 4 }: { config?: MethodConfig; count?: number } = {},
) {
  const own = createMethod(config, lite0Normalisation);
  const state = stateOf(own);
  const by = switches.map(([block, id]) => {
    const offer = knockOutOf(block, id);
    if ('none' in offer) throw new Error(offer.none);
    return offer.by;
  });
  const probe = by.some(needsProbe) ? await facts(state) : null;
  const changed = knockOutMethod(config, lite0Normalisation, { by, facts: probe });
  const resized = pictures(count);
  const before = own.prompt(state, resized, 'evaluation').trace;
  return { before, after: changed.prompt(state, resized, 'evaluation').trace, probe: probe!, state, resized };
}

const close = async (actual: Tensor, expected: Tensor): Promise<void> => {
  expect(actual.shape).toEqual(expected.shape);
  expect(relativeError(await actual.data(), await expected.data())).toBeLessThan(1e-6);
};
const blocksOf = (mask: Tensor4D): Tensor4D => tf.image.resizeNearestNeighbor(mask, [32, 32]);

describe.each(portableBackends)('on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  test('the probe: mean mask, mean magnitude, mask of the mean image, over the images that count', async () => {
    const state = stateOf(method);
    const { meanMask, magnitude, maskOfMeanImage } = await facts(state);
    const second = tf.slice(randomTensor([4, 32, 32, 3], 'probe 2'), 0, 2);
    const all: Tensor4D = tf.concat([randomTensor([4, 32, 32, 3], 'probe 1'), second]);
    const masks = method.prompt(state, all, 'evaluation').trace.mask!;
    await close(meanMask, tf.mean(masks, 0, true));
    const [expected] = await tf.mean(tf.abs(masks)).data();
    expect(magnitude).toBeCloseTo(expected!, 5);
    const ofMean = method.prompt(state, tf.mean(all, 0, true), 'evaluation').trace.mask!;
    await close(maskOfMeanImage, ofMean);
  });

  test('masks=shared-three-channel shows everyone the mean mask, times the same δ', async () => {
    const { after, probe, state, resized } = await seen([['masks', 'shared-three-channel']]);
    await close(after.mask!, probe.meanMask);
    await close(after.maskFull!, blocksOf(probe.meanMask));
    await close(after.prompted, tf.add(resized, tf.mul(blocksOf(probe.meanMask), state['delta']!)));
  });

  test('masks=shared-binary shows it as on and off, as strong as masks are on average', async () => {
    const { after, probe } = await seen([['masks', 'shared-binary']]);
    const on = tf.greater(tf.mean(probe.meanMask, 3, true), 0);
    await close(after.mask!, tf.tile(tf.mul(tf.cast(on, 'float32'), probe.magnitude), [1, 1, 1, 3]));
  });

  test('masks=mean-image shows everyone the mask of the mean image', async () => {
    const { after, probe } = await seen([['masks', 'mean-image']]);
    await close(after.mask!, probe.maskOfMeanImage);
  });

  test('masks=swapped gives everyone somebody else’s, each mask once', async () => {
    const { before, after } = await seen([['masks', 'swapped']]);
    const own = tf.unstack(before.mask!);
    await close(after.mask!, tf.stack([own[3]!, own[0]!, own[1]!, own[2]!]));
    await expect(seen([['masks', 'swapped']], { count: 1 })).rejects.toThrow('Add a second one');
  });

  test('channels: the mean, on or off by the mean, on or off by each', async () => {
    const single = await seen([['channels', 'single-continuous']]);
    const mean = tf.tile(tf.mean(single.before.mask!, 3, true), [1, 1, 1, 3]);
    await close(single.after.mask!, mean);
    const binary = await seen([['channels', 'single-binary']]);
    await close(binary.after.mask!, tf.mul(tf.step(mean), binary.probe.magnitude));
    const three = await seen([['channels', 'three-binary']]);
    await close(three.after.mask!, tf.mul(tf.step(three.before.mask!), three.probe.magnitude));
  });

  test.each(['bilinear', 'nearest', 'bicubic'] as const)(
    'interpolation=%s enlarges the same mask',
    async (interpolation) => {
      const config: MethodConfig = { ...trained, side: 32, patch: 4 };
      const { before, after, state, resized } = await seen([['interpolation', interpolation]], { config });
      await close(after.mask!, before.mask!);
      const other = createMethod({ ...config, interpolation }, lite0Normalisation);
      await close(after.prompted, other.prompt(state, resized, 'evaluation').trace.prompted);
    },
  );

  test('interpolation takes a generated pattern along', async () => {
    const config: MethodConfig = { ...trained, pattern: 'sample-specific' };
    const { after, state, resized } = await seen([['interpolation', 'bilinear']], { config });
    const other = createMethod({ ...config, interpolation: 'bilinear' }, lite0Normalisation);
    await close(after.pattern!, other.prompt(state, resized, 'evaluation').trace.pattern!);
  });

  test('pattern=mask-only adds the mask, baseline=unprompted nothing', async () => {
    const bare = await seen([['pattern', 'mask-only']]);
    await close(bare.after.prompted, tf.add(bare.resized, bare.before.maskFull!));
    const none = await seen([['baseline', 'unprompted']]);
    expect(await none.after.prompted.data()).toEqual(await none.resized.data());
  });

  test('several at once take effect in the order of the pipeline', async () => {
    const { after, before } = await seen([
      ['masks', 'swapped'],
      ['channels', 'single-continuous'],
      ['interpolation', 'bilinear'],
    ]);
    const swapped = tf.gather(before.mask!, [3, 0, 1, 2]);
    const grey: Tensor4D = tf.tile(tf.mean(swapped, 3, true), [1, 1, 1, 3]);
    await close(after.mask!, grey);
    await close(after.maskFull!, tf.image.resizeBilinear(grey, [32, 32], false, true));
  });

  test('nothing is left behind', async () => {
    const state = stateOf(method);
    const resized = pictures();
    const ids = ['shared-three-channel', 'shared-binary', 'mean-image', 'swapped'] as const;
    const leaked = await leakedTensors(async () => {
      const probe = await facts(state);
      for (const id of ids) {
        const offer = knockOutOf('masks', id);
        if ('none' in offer) continue;
        const changed = knockOutMethod(trained, lite0Normalisation, { by: [offer.by], facts: probe });
        changed.prompt(state, resized, 'evaluation').dispose();
        changed.dispose();
      }
      probe.dispose();
      return [];
    });
    expect(leaked).toBe(0);
  });
});

test('only looks', async () => {
  await useBackend('cpu');
  const changed = knockOutMethod(trained, lite0Normalisation, { by: [{ kind: 'swapped' }], facts: null });
  expect(() => changed.prompt(stateOf(method), pictures(), 'training')).toThrow('only looked at');
});

describe('what a run can show', () => {
  test.each([
    ['generator', 'mlp', {}, 'has to be trained'],
    ['pattern', 'class-specific', {}, 'have to be trained'],
    ['baseline', 'full', {}, 'Train this method'],
    ['masks', 'per-sample', { masks: 'shared-binary' }, 'this run has none'],
    ['masks', 'swapped', { masks: 'shared-binary' }, 'one mask for all images already'],
    ['masks', 'shared-three-channel', { masks: 'mean-image' }, 'one mask for all images already'],
    ['channels', 'single-continuous', { channels: 'three-binary' }, 'zeros and ones, already'],
    ['channels', 'three-binary', { masks: 'shared-binary' }, 'zeros and ones, already'],
    ['interpolation', 'bilinear', { baseline: 'full' }, 'without learned masks'],
    ['masks', 'swapped', { baseline: 'unprompted' }, 'without learned masks'],
  ] as const)('not %s=%s when trained with %o', (block, id, change, sentence) => {
    expect(knockOutRefusal(block, id, { ...trained, ...change })).toContain(sentence);
  });

  test.each([
    ['masks', 'swapped', {}],
    ['channels', 'single-binary', { generator: 'mlp' }],
    ['channels', 'single-continuous', { masks: 'shared-three-channel' }],
    ['interpolation', 'nearest', { masks: 'shared-binary' }],
    ['baseline', 'unprompted', { baseline: 'pad' }],
    ['pattern', 'mask-only', { pattern: 'class-specific' }],
  ] as const)('%s=%s when trained with %o', (block, id, change) => {
    expect(knockOutRefusal(block, id, { ...trained, ...change })).toBeNull();
  });

  test('a name that is none gets a suggestion', () => {
    expect(() => knockOutOf('masks', 'swaped')).toThrow('Did you mean "swapped"?');
  });
});
