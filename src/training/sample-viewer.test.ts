import { beforeAll, expect, test } from 'vitest';
import type { Backbone } from '../core/backbone/backbone';
import type { MethodConfig } from '../core/method-config';
import { useBackend } from '../core/testing/backends';
import * as tf from '../core/tf';
import { explain } from './explain';
import { inputImages } from './input-images';
import { contextSource } from './prompt-context';
import type { Run } from './run';
import { SampleViewer } from './sample-viewer';
import { SamplesInView } from './samples-in-view';
import {
  beginRun,
  eventsOf,
  normalisation,
  only,
  toyBackbone,
  toyConfig,
  toyDependencies,
  toyFacts,
} from './testing/toy-run';
import { toyDataset } from './testing/toy-task';

const dataset = toyDataset({ test: 20 });
let backbone: Backbone;

beforeAll(async () => {
  await useBackend('wasm');
  backbone = toyBackbone();
});

async function trainedRun() {
  const run = beginRun(toyConfig({}, { epochs: 1 }), dataset);
  await eventsOf(run, toyDependencies(run, dataset, backbone));
  return run;
}

function of(run: Run) {
  return { source: contextSource(run, toyFacts(dataset, backbone)), state: run.state, backbone };
}

test('a snapshot says what explain says', async () => {
  const run = await trainedRun();
  const view = new SamplesInView(dataset);
  view.choose(['test/4', 'test/1']);
  const viewer = new SampleViewer({ run, view, backbone, normalisation, facts: toyFacts(dataset, backbone) });
  const [samples, snapshot] = await viewer.look();
  if (samples?.type !== 'samples' || snapshot?.type !== 'snapshot')
    throw new Error('Two events were expected.');

  const rasters = [4, 1].map((index) => dataset.test.raster(index));
  const images = inputImages(run.method, normalisation, rasters, { apart: true });
  const seen = await explain(of(run), images, ['resized', 'mask', 'pattern']);
  expect(samples.samples).toMatchObject({ ids: ['test/4', 'test/1'], side: 32, frame: null });
  expect(samples.samples.resized).toEqual(seen.resized.values);
  expect(snapshot.snapshot.masks).toEqual(seen.mask!.values);
  expect(snapshot.snapshot.pattern).toEqual(seen.pattern!.values);
  expect(snapshot.snapshot.mapping).toEqual(run.mapping);
  const { targets, sourceProbabilities } = snapshot.snapshot;
  expect(targets[0]! + targets[1]!).toBeCloseTo(1, 6);
  expect([...sourceProbabilities.subarray(0, 5)]).toEqual(
    [...sourceProbabilities.subarray(0, 5)].sort((a, b) => b - a),
  );
});

test('masks of different pictures and of different channels differ', async () => {
  const run = await trainedRun();
  const images = inputImages(run.method, normalisation, [dataset.test.raster(0), dataset.test.raster(1)]);
  const { mask } = await explain(of(run), images, ['mask']);
  const { values } = mask!;
  const half = values.length / 2;
  expect(values.subarray(0, half)).not.toEqual(values.subarray(half));
  const channel = (c: number) => values.filter((_, i) => i % 3 === c);
  expect(channel(0)).not.toEqual(channel(1));
});

test('takes the same snapshot again only when asked, and new samples at once', async () => {
  const run = await trainedRun();
  const view = new SamplesInView(dataset);
  const viewer = new SampleViewer({ run, view, backbone, normalisation, facts: toyFacts(dataset, backbone) });
  const types = async (options?: { again: boolean }) => (await viewer.look(options)).map(({ type }) => type);
  expect(await types()).toEqual([]);
  view.choose(['test/0']);
  expect(await types()).toEqual(['samples', 'snapshot']);
  expect(await types()).toEqual([]);
  expect(await types({ again: true })).toEqual(['snapshot']);
  view.add('own/a', { width: 1, height: 1, channels: 3, data: Uint8Array.of(1, 2, 3) });
  expect(await types()).toEqual(['samples', 'snapshot']);
});

test('explains more pictures than go through at once, in order and without leaks', async () => {
  const run = beginRun(toyConfig({ baseline: 'narrow' }), dataset);
  const rasters = Array.from({ length: 20 }, (_, index) => dataset.test.raster(index));
  const images = inputImages(run.method, normalisation, rasters);
  const last = tf.slice(images, 19, 1);
  await explain(of(run), last, ['logits']);
  const before = tf.memory().numTensors;
  const all = await explain(of(run), images, ['prompted', 'maskFull', 'logits', 'mask']);
  const one = await explain(of(run), last, ['prompted', 'logits']);
  expect(tf.memory().numTensors).toBe(before);
  expect(all.prompted.shape).toEqual([20, 32, 32, 3]);
  expect(all.maskFull!.shape).toEqual([1, 32, 32, 3]);
  expect(all.mask).toBeNull();
  expect(all.prompted.values.subarray(-one.prompted.values.length)).toEqual(one.prompted.values);
  expect(all.logits.values.subarray(-20)).toEqual(one.logits.values);
});

test('gives each picture its mask where all share one, and its pattern where each has one', async () => {
  const snapshotOf = async (method: Partial<MethodConfig>) => {
    const run = beginRun(toyConfig(method, { epochs: 1 }), dataset);
    const dependencies = toyDependencies(run, dataset, backbone);
    const events = await eventsOf(run, dependencies);
    return only(events, 'snapshot').at(-1)!.snapshot;
  };
  const { masks } = await snapshotOf({ masks: 'shared-three-channel', generator: 'convnet' });
  const size = 4 * 4 * 3;
  expect(masks).toHaveLength(3 * size);
  expect(masks!.subarray(0, size)).toEqual(masks!.subarray(2 * size));
  const { pattern } = await snapshotOf({ pattern: 'class-specific' });
  expect(pattern).toHaveLength(3 * 32 * 32 * 3);
  expect(pattern!.subarray(0, 3072)).not.toEqual(pattern!.subarray(3072, 6144));
});

test('shows those pictures that the data has, and refuses one that is asked for by itself and is not there', () => {
  const view = new SamplesInView(dataset);
  view.choose(['test/1', 'test/20', 'own/me', 'test/19']);
  expect(view.samples.map(({ id }) => id)).toEqual(['test/1', 'test/19']);
  expect(() => view.find('test/20')).toThrow(/from test\/0 to test\/19/);
});
