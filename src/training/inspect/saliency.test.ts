import { beforeAll, describe, expect, test } from 'vitest';
import type { Backbone } from '../../core/backbone/backbone';
import type { MethodConfig } from '../../core/method-config';
import { borderFrame } from '../../core/ablation/frame';
import { toTensors } from '../../core/method-state';
import { createMethod } from '../../core/smm';
import { leakedTensors, useBackend } from '../../core/testing/backends';
import * as tf from '../../core/tf';
import { explain } from '../explain';
import { inputImages } from '../input-images';
import { toyModel, toySample, toyTask } from '../testing/toy-model';
import { normalisation, toyBackbone } from '../testing/toy-run';
import { toyDataset } from '../testing/toy-task';
import { gradientsOf, inspectSaliency } from './saliency';

const dataset = toyDataset();
const sample = toySample(dataset, 1);
let backbone: Backbone;

beforeAll(async () => {
  // in plain JavaScript differences of logits carry enough digits
  await useBackend('cpu');
  backbone = toyBackbone();
});

const inspected = (change: Partial<MethodConfig> = {}) =>
  inspectSaliency(toyTask(dataset, backbone), toyModel(change), sample);

/** r(x), x̃ and the logits at x̃, by the page's own way of looking at pictures */
async function seen(change: Partial<MethodConfig>) {
  const { config, state, mapping } = toyModel(change);
  const method = createMethod(config.method, normalisation);
  const images = inputImages(method, normalisation, [sample.raster], { apart: true });
  const { facts } = toyTask(dataset, backbone);
  const source = { method, facts, mapping, trainLimit: null };
  const names = ['prompted', 'resized', 'logits'] as const;
  return explain({ source, state: toTensors(method, state), backbone }, images, names);
}

/** where Pad's pattern counts */
function borderPlace(change: Partial<MethodConfig>) {
  const { side, nativeSide } = toyModel(change).config.method;
  return { cells: borderFrame(side, nativeSide) };
}

async function logitAt(values: Float32Array, source: number): Promise<number> {
  const picture = tf.tensor4d(values, [1, 32, 32, 3]);
  const logits = await backbone.logits(picture);
  const value = logits.dataSync<'float32'>()[source]!;
  tf.dispose([picture, logits]);
  return value;
}

describe('the saliency of a picture', () => {
  test('is what small changes of x̃ and of r(x) do to the logit of the answer', async () => {
    const { mapping } = toyModel();
    const found = await gradientsOf(toyTask(dataset, backbone), toyModel({}), sample);
    const { prompted, resized, logits } = await seen({});
    const mapped = Array.from(mapping, (source) => logits.values[source]!);
    expect(found.target).toBe(mapped.indexOf(Math.max(...mapped)));
    const source = mapping[found.target]!;
    expect(found.prompted.logit).toBe(logits.values[source]);
    expect(found.resized.logit).toBe(await logitAt(resized.values, source));
    for (const [at, gradient] of [
      [prompted.values, found.prompted.gradient],
      [resized.values, found.resized.gradient],
    ] as const) {
      // along the gradient, where a difference is largest beside its rounding; and along other directions
      const size = Math.sqrt(gradient.reduce((sum, g) => sum + g * g, 0));
      expect(size).toBeGreaterThan(0);
      const directions = [
        gradient.map((g) => g / size),
        gradient.map((_, i) => (Math.floor(i / 3) % 32 < 16 ? gradient[i]! / size : 0)),
        gradient.map((_, i) => (i % 3 === 0 ? gradient[i]! / size : 0)),
      ];
      for (const direction of directions) {
        const expected = direction.reduce((sum, d, i) => sum + d * gradient[i]!, 0);
        const by = 2e-3;
        const moved = (sign: number) => at.map((value, i) => value + sign * by * direction[i]!);
        const [above, below] = [await logitAt(moved(1), source), await logitAt(moved(-1), source)];
        expect(Math.abs((above - below) / (2 * by) - expected)).toBeLessThan(0.02 * size);
      }
    }
  });

  test('adds up over the channels of each pixel, and gives every pixel its share of the change', async () => {
    const { prompted, resized } = await gradientsOf(toyTask(dataset, backbone), toyModel({}), sample);
    const { strength, account, firstOrder } = await inspected();
    const sums = { strength: new Float64Array(32 * 32), account: new Float64Array(32 * 32), total: 0 };
    resized.gradient.forEach((g, i) => {
      const share = g * (prompted.values[i]! - resized.values[i]!);
      sums.strength[Math.floor(i / 3)]! += Math.abs(g);
      sums.account[Math.floor(i / 3)]! += share;
      sums.total += share;
    });
    account.forEach((share, pixel) => {
      expect(share).toBeCloseTo(sums.account[pixel]!, 5);
      expect(strength.resized[pixel]!).toBeCloseTo(sums.strength[pixel]!, 5);
    });
    expect(Math.max(...account.map(Math.abs))).toBeGreaterThan(1e-3);
    expect(firstOrder.resized).toBeCloseTo(sums.total, 4);
  });

  test('is of the picture itself where there is no prompt', async () => {
    const { strength, account, firstOrder, logits } = await inspected({ baseline: 'unprompted' });
    expect(strength.prompted).toEqual(strength.resized);
    expect(account.every((share) => share === 0)).toBe(true);
    expect(firstOrder).toEqual({ prompted: 0, resized: 0 });
    expect(logits.prompted).toBe(logits.resized);
  });

  test('compares Pad with its own bordered picture, which the prompt leaves as it is', async () => {
    const change = { baseline: 'pad' } as const;
    const found = await gradientsOf(toyTask(dataset, backbone), toyModel(change), sample);
    const { cells } = borderPlace(change);
    const changed = found.prompted.values.map((value, i) => value - found.resized.values[i]!);
    expect(changed.some((value) => Math.abs(value) > 0.1)).toBe(true);
    changed.forEach((value, i) => {
      if (cells[Math.floor(i / 3)] === 0) expect(Math.abs(value)).toBeLessThan(1e-6);
    });
  });

  test.each<Partial<MethodConfig>>([
    {},
    { pattern: 'class-specific' },
    { masks: 'mean-image' },
    { masks: 'shared-binary' },
    { baseline: 'pad' },
    { baseline: 'full' },
  ])('is there for %o, and leaves nothing behind', async (change) => {
    const task = toyTask(dataset, backbone);
    const first = await inspectSaliency(task, toyModel(change), sample);
    expect(first.strength.prompted).toHaveLength(32 * 32);
    expect(first.strength.resized.some((value) => value !== 0)).toBe(true);
    const sum = first.account.reduce((total, share) => total + share, 0);
    expect(sum).toBeCloseTo(first.firstOrder.resized, 4);
    const leaked = await leakedTensors(async () => {
      await inspectSaliency(task, toyModel(change), sample);
      return [];
    });
    expect(leaked).toBe(0);
  });
});
