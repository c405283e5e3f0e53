import { beforeAll, describe, expect, test } from 'vitest';
import type { Backbone } from '../../core/backbone/backbone';
import { crossEntropies } from '../../core/loss';
import type { MethodConfig } from '../../core/method-config';
import { initialState, toTensors } from '../../core/method-state';
import { createMethod } from '../../core/smm';
import { leakedTensors, useBackend } from '../../core/testing/backends';
import * as tf from '../../core/tf';
import { explain } from '../explain';
import { inputImages } from '../input-images';
import { normalisation, toyBackbone, toyConfig, toyFacts } from '../testing/toy-run';
import { toyDataset } from '../testing/toy-task';
import { survey, type Surveyed, type SurveyOptions } from './survey';

const dataset = toyDataset({ test: 37 });
const mapping = Int32Array.of(4, 7);
const unpromptedMapping = Int32Array.of(2, 3);
let backbone: Backbone;

beforeAll(async () => {
  await useBackend('wasm');
  backbone = toyBackbone();
});

function model(change: Partial<MethodConfig> = {}): Surveyed {
  const config = toyConfig(change);
  const method = createMethod(config.method, normalisation);
  const state = initialState(method, 1);
  state['delta']?.forEach((_, i, delta) => (delta[i] = Math.sin(i)));
  const task = { backbone, dataset, normalisation, facts: toyFacts(dataset, backbone) };
  return { task, method, state, mapping, unpromptedMapping, training: config.training };
}

const options: SurveyOptions = {
  limit: 5000,
  progress: () => undefined,
  wanted: () => true,
  breathe: async () => undefined,
};

/** Mapped logits of every test picture, by the page's own way of looking at pictures. */
async function mappedLogits({ task, method, state, training }: Surveyed, by: Int32Array) {
  const tensors = toTensors(method, state);
  const rasters = Array.from({ length: 37 }, (_, index) => dataset.test.raster(index));
  const images = inputImages(method, normalisation, rasters, { apart: true });
  const source = { method, facts: task.facts, mapping: by, trainLimit: training.trainLimit };
  const { logits } = await explain({ source, state: tensors, backbone }, images, ['logits']);
  tf.dispose([tensors, images]);
  const rows = Array.from({ length: 37 }, (_, row) => row * backbone.classes);
  return Float32Array.from(rows.flatMap((row) => Array.from(by, (source) => logits!.values[row + source]!)));
}

describe('a survey', () => {
  test('says of every picture what the page says of those in view', async () => {
    const surveyed = model();
    const found = (await survey(surveyed, options))!;
    const mapped = await mappedLogits(surveyed, mapping);
    const losses = crossEntropies(mapped, dataset.test.labels, 2);
    found.losses.trained.forEach((loss, row) => expect(loss).toBeCloseTo(losses[row]!, 4));
    expect([...found.answers.prompted]).toEqual(
      Array.from({ length: 37 }, (_, row) => Number(mapped[2 * row + 1]! > mapped[2 * row]!)),
    );
    expect(found).toMatchObject({ count: 37, classes: 2, labels: dataset.test.labels });
  });

  test('begins where there is no prompt yet, if the prompt begins as the identity', async () => {
    const found = (await survey(model(), options))!;
    expect(found.losses.initial).toEqual(found.losses.unprompted);
    expect(found.losses.trained).not.toEqual(found.losses.initial);
  });

  test('takes the starting values where the prompt begins as something else', async () => {
    const surveyed = model({ pattern: 'mask-only' });
    const found = (await survey(surveyed, options))!;
    const { method } = surveyed;
    const mapped = await mappedLogits({ ...surveyed, state: initialState(method, 0) }, unpromptedMapping);
    const losses = crossEntropies(mapped, dataset.test.labels, 2);
    found.losses.initial.forEach((loss, row) => expect(loss).toBeCloseTo(losses[row]!, 4));
    expect(found.losses.initial).not.toEqual(found.losses.unprompted);
  });

  test('keeps distances between features, before and after', async () => {
    const { features } = (await survey(model(), options))!;
    expect(features!.unprompted).toHaveLength(37 * features!.dimensions);
    expect(features!.explained.unprompted).toBeGreaterThan(0.95);
    expect(features!.axes).toHaveLength(backbone.features * features!.dimensions);
    expect(features!.explained.prompted).toBeLessThanOrEqual(1);
    expect(features!.prompted).not.toEqual(features!.unprompted);
  });

  test.each<Partial<MethodConfig>>([
    { pattern: 'class-specific' },
    { baseline: 'pad' },
    { baseline: 'unprompted' },
  ])('works for %o', async (change) => {
    const found = (await survey(model(change), options))!;
    expect(found.losses.trained.every(Number.isFinite)).toBe(true);
  });

  test('says how far it is, ends when nobody waits, and leaks nothing', async () => {
    const heard: number[] = [];
    const surveyed = model();
    const leaked = await leakedTensors(async () => {
      const answer = await survey(surveyed, {
        ...options,
        progress: (done) => heard.push(done),
        wanted: () => heard.length < 2,
      });
      expect(answer).toBeNull();
      await survey(surveyed, { ...options, limit: 5 });
      return [];
    });
    expect(heard).toEqual([0, 32]);
    expect(leaked).toBe(0);
  });
});
