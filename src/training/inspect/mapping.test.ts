import { beforeAll, describe, expect, test } from 'vitest';
import type { Backbone } from '../../core/backbone/backbone';
import { countPredictions, emptyFrequencies, greedyMapping } from '../../core/label-mapping';
import { argMaxRows } from '../../core/loss';
import type { MethodConfig } from '../../core/method-config';
import { toTensors } from '../../core/method-state';
import { createMethod } from '../../core/smm';
import { leakedTensors, useBackend } from '../../core/testing/backends';
import * as tf from '../../core/tf';
import { explain } from '../explain';
import { inputImages } from '../input-images';
import { asking, toyModel, toyTask } from '../testing/toy-model';
import {
  beginRun,
  eventsOf,
  normalisation,
  toyBackbone,
  toyConfig,
  toyDependencies,
} from '../testing/toy-run';
import { toyDataset } from '../testing/toy-task';
import { inspectMapping, mappingInspection, MOST_SOURCES } from './mapping';
import { modelOf } from './model';

// no multiple of the batch, so that the last one is padded
const dataset = toyDataset({ train: 21 });
let backbone: Backbone;

beforeAll(async () => {
  await useBackend('wasm');
  backbone = toyBackbone();
});

/** d by the page's own way of looking at pictures */
async function frequenciesOf(change: Partial<MethodConfig>) {
  const { config, state, mapping } = toyModel(change);
  const method = createMethod(config.method, normalisation);
  const count = dataset.train.count;
  const rasters = Array.from({ length: count }, (_, index) => dataset.train.raster(index));
  const images = inputImages(method, normalisation, rasters);
  const source = { method, facts: toyTask(dataset, backbone).facts, mapping, trainLimit: null };
  const { logits } = await explain({ source, state: toTensors(method, state), backbone }, images, ['logits']);
  const frequencies = emptyFrequencies(backbone.classes, 2);
  countPredictions(frequencies, argMaxRows(logits.values, backbone.classes), dataset.train.labels);
  return frequencies;
}

describe('how the label mapping came about', () => {
  test.each<Partial<MethodConfig>>([{}, { baseline: 'full' }])(
    'counts every training picture once, and picks as training does, for %o',
    async (change) => {
      const found = (await inspectMapping(toyTask(dataset, backbone), toyModel(change), asking))!;
      const frequencies = await frequenciesOf(change);
      expect(found.total).toBe(21);
      expect(found.unlisted).toBe(0);
      found.sources.forEach((source, row) => {
        const of = (values: Int32Array, at: number) => [...values.slice(2 * at, 2 * at + 2)];
        expect(of(found.counts, row)).toEqual(of(frequencies.counts, source));
      });
      const expected = greedyMapping(frequencies);
      expect(found.picks.map(({ target, source }) => expected[target] === source)).toEqual([true, true]);
    },
  );

  test('says that these picks are in use where training has just made them', async () => {
    const config = toyConfig({}, { epochs: 1 });
    const run = beginRun(config, dataset);
    await eventsOf(run, toyDependencies(run, dataset, backbone));
    const task = toyTask(dataset, backbone);
    const model = await modelOf(run);
    const now = (await inspectMapping(task, model, asking))!;
    const pi = Int32Array.from(
      now.picks.toSorted((a, b) => a.target - b.target),
      ({ source }) => source,
    );
    expect((await inspectMapping(task, { ...model, mapping: pi }, asking))!.inUse).toBe(true);
    expect((await inspectMapping(task, { ...model, mapping: pi.toReversed() }, asking))!.inUse).toBe(false);
  });

  test('is of the pictures without a prompt where it was made once, before there was one', async () => {
    const once = await inspectMapping(toyTask(dataset, backbone), toyModel({ mapping: 'flm' }), asking);
    const bare = await inspectMapping(
      toyTask(dataset, backbone),
      toyModel({ baseline: 'unprompted' }),
      asking,
    );
    expect(once!.counts).toEqual(bare!.counts);
  });

  test('lists the most frequent sources, those that were picked in any case, and counts the others', () => {
    const sources = 60;
    const counts = new Int32Array(2 * sources);
    for (let source = 0; source < sources; source++) counts[2 * source] = 100 + source;
    // nobody takes a picture of the second class for anything: it picks the lowest source that is left
    const found = mappingInspection({ sources, targets: 2, counts }, Int32Array.of(59, 0));
    expect(found.sources).toHaveLength(MOST_SOURCES);
    expect(found.sources[0]).toBe(59);
    expect(found.sources).toContain(0);
    expect(found.inUse).toBe(true);
    const listed = found.counts.reduce((sum, each) => sum + each, 0);
    expect(listed + found.unlisted).toBe(found.total);
    expect(found.unlisted).toBeGreaterThan(0);
  });

  test('says how far it is, ends when nobody waits, and leaks nothing', async () => {
    const heard: number[] = [];
    const task = toyTask(dataset, backbone);
    await inspectMapping(task, toyModel(), asking);
    const leaked = await leakedTensors(async () => {
      const wanted = () => heard.length < 2;
      const progress = (done: number) => void heard.push(done);
      expect(await inspectMapping(task, toyModel(), { ...asking, wanted, progress })).toBeNull();
      await inspectMapping(task, toyModel({ pattern: 'class-specific' }), asking);
      return [];
    });
    expect(heard).toEqual([0, 8]);
    expect(leaked).toBe(0);
    expect(tf.memory().unreliable).toBeFalsy();
  });
});
