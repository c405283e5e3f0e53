import { beforeAll, describe, expect, test } from 'vitest';
import type { Backbone } from '../core/backbone/backbone';
import { fromTensors } from '../core/method-state';
import type { BaselineId, MappingId, RunConfig } from '../core/method-config';
import { useBackend } from '../core/testing/backends';
import * as tf from '../core/tf';
import type { TrainingEvent } from './events';
import { OutOfMemory } from './failures';
import { toyDataset } from './testing/toy-task';
import { beginRun, eventsOf, only, toyBackbone, toyConfig, toyDependencies } from './testing/toy-run';
import { trainRun } from './trainer';

const dataset = toyDataset();
let backbone: Backbone;

beforeAll(async () => {
  await useBackend('wasm');
  backbone = toyBackbone();
});

async function trained(config: RunConfig) {
  const run = beginRun(config, dataset);
  const events = await eventsOf(run, toyDependencies(run, dataset, backbone));
  return { run, events };
}

describe('a run', () => {
  test('tells its story in order, and the loss falls', async () => {
    const { events } = await trained(toyConfig({}, { epochs: 6 }));
    const story = events.map(({ type }) => type).filter((type) => type !== 'progress' && type !== 'snapshot');
    const epoch = ['steps', 'epoch', 'checkpoint'];
    expect(story).toEqual(['started', 'samples', 'unprompted', ...Array(6).fill(epoch).flat(), 'done']);

    const epochs = only(events, 'epoch');
    expect(epochs.at(-1)!.trainLoss).toBeLessThan(0.75 * epochs[0]!.trainLoss);
    const [done] = only(events, 'done');
    expect(done!.last).toEqual({ epoch: 6, testAccuracy: epochs.at(-1)!.testAccuracy });
    expect(done!.best.testAccuracy).toBe(Math.max(...epochs.map(({ testAccuracy }) => testAccuracy)));
    expect(done!.cleanTrainLoss).toBeLessThan(epochs[0]!.trainLoss);
    expect(done!.unprompted.testAccuracy).toBe(only(events, 'unprompted')[0]!.testAccuracy);
  });

  test('numbers every step once and reads losses back ten at a time', async () => {
    const { events } = await trained(toyConfig({}, { epochs: 1, batch: 2 }));
    const steps = only(events, 'steps');
    expect(steps.map(({ fromStep, losses }) => [fromStep, losses.length])).toEqual([
      [1, 10],
      [11, 2],
    ]);
    expect(only(events, 'epoch')[0]!.step).toBe(12);
    const accuracies = steps.flatMap((event) => [...event.accuracies]);
    expect(accuracies.every((accuracy) => [0, 0.5, 1].includes(accuracy))).toBe(true);
  });

  test('leaves φ bitwise unchanged by its first step and moves δ by the learning rate', async () => {
    const run = beginRun(toyConfig(), dataset);
    const before = await fromTensors(run.state);
    const dependencies = toyDependencies(run, dataset, backbone);
    for await (const event of trainRun(run, dependencies)) {
      if (event.type === 'progress' && event.phase === 'training') break;
    }
    const after = await fromTensors(run.state);
    for (const { name, group } of run.method.parameters) {
      if (group === 'mask') expect(after[name], name).toEqual(before[name]);
    }
    const moved = after['delta']!.filter((value) => value !== 0);
    expect(moved.length).toBeGreaterThan(0);
    expect(Math.max(...moved.map(Math.abs))).toBeCloseTo(0.03, 4);
  });

  test('with the same seed has the same bits, with another seed has not', async () => {
    const [first, second, other] = [
      await trained(toyConfig()),
      await trained(toyConfig()),
      await trained(toyConfig({}, { seed: 1 })),
    ];
    expect(await fromTensors(second.run.state)).toEqual(await fromTensors(first.run.state));
    expect(second.run.losses).toEqual(first.run.losses);
    expect(other.run.losses).not.toEqual(first.run.losses);
  });

  test('leaves no tensor behind', async () => {
    const before = tf.memory().numTensors;
    const run = beginRun(toyConfig(), dataset);
    const dependencies = toyDependencies(run, dataset, backbone);
    const counts: number[] = [];
    for await (const event of trainRun(run, dependencies)) {
      if (event.type === 'epoch') counts.push(tf.memory().numTensors);
    }
    expect(new Set(counts).size).toBe(1);
    await dependencies.viewer.close();
    run.dispose();
    run.method.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  test('does not touch the frozen network', async () => {
    const images = tf.ones<tf.Rank.R4>([1, 32, 32, 3]);
    const answer = async () => (await backbone.logits(images)).data();
    const before = await answer();
    await trained(toyConfig());
    expect(await answer()).toEqual(before);
  });

  test('counts every picture once, whatever the batch', async () => {
    const whole = await trained(toyConfig({}, { epochs: 0, batch: 24 }));
    const parts = await trained(toyConfig({}, { epochs: 0, batch: 7 }));
    const result = (events: TrainingEvent[]) => only(events, 'done')[0]!;
    expect(result(parts.events).unprompted).toEqual(result(whole.events).unprompted);
    expect(result(parts.events).cleanTrainLoss).toBeCloseTo(result(whole.events).cleanTrainLoss, 5);
  });
});

test('is kept when it pauses, so that the page may be closed', async () => {
  const run = beginRun(toyConfig({}, { epochs: 1 }), dataset);
  const dependencies = toyDependencies(run, dataset, backbone);
  const { control } = dependencies;
  const story: string[] = [];
  for await (const event of trainRun(run, dependencies)) {
    if (['checkpoint', 'paused'].includes(event.type)) story.push(`${event.type} ${run.step}`);
    // once where there is nothing to keep yet, once where there is
    const begins = event.type === 'started';
    if (begins || (event.type === 'progress' && event.phase === 'training' && event.done === 1))
      control.pause();
    if (event.type === 'paused') setTimeout(() => control.resume());
  }
  expect(story).toEqual(['paused 0', 'checkpoint 1', 'paused 1', 'checkpoint 3']);
});

test('without anything to train holds and goes on all the same', async () => {
  const run = beginRun(toyConfig({ baseline: 'unprompted' }), dataset);
  const dependencies = toyDependencies(run, dataset, backbone);
  const types: string[] = [];
  for await (const { type } of trainRun(run, dependencies)) {
    types.push(type);
    if (type === 'samples') dependencies.control.pause();
    if (type === 'paused') setTimeout(() => dependencies.control.resume());
  }
  expect(types.filter((type) => ['paused', 'checkpoint', 'done'].includes(type))).toEqual([
    'paused',
    'checkpoint',
    'done',
  ]);
});

test('a run that diverges shows where, says what to do and keeps nothing of it', async () => {
  const wild = toyConfig({}, { epochs: 4, batch: 2, patternLearningRate: 1e38 });
  const run = beginRun(wild, dataset);
  const events: TrainingEvent[] = [];
  const training = async () => {
    for await (const event of trainRun(run, toyDependencies(run, dataset, backbone))) events.push(event);
  };
  await expect(training()).rejects.toThrow(/at step 10 .*now 1e\+38/);
  expect(only(events, 'steps').map(({ fromStep, losses }) => [fromStep, losses.length])).toEqual([[1, 10]]);
  expect(only(events, 'checkpoint')).toEqual([]);
  run.dispose();
});

test('a device without room is a sentence, whatever its own words', async () => {
  const run = beginRun(toyConfig(), dataset);
  const full: Backbone = {
    ...backbone,
    inputGradient: () => Promise.reject(new RangeError('Array buffer allocation failed')),
  };
  const training = eventsOf(run, toyDependencies(run, dataset, full));
  await expect(training).rejects.toThrow(OutOfMemory);
  await expect(training).rejects.toThrow(/not enough memory.*smaller batch/);
  run.dispose();
});

test('stops in the middle of a phase and leaves no tensor behind', async () => {
  const before = tf.memory().numTensors;
  const run = beginRun(toyConfig(), dataset);
  const dependencies = toyDependencies(run, dataset, backbone);
  const types: string[] = [];
  for await (const event of trainRun(run, dependencies)) {
    types.push(event.type);
    if (event.type === 'progress' && event.phase === 'training') dependencies.control.stop();
  }
  expect(types.at(-1)).toBe('stopped');
  await dependencies.viewer.close();
  run.dispose();
  expect(tf.memory().numTensors).toBe(before);
});

describe.each<BaselineId>(['smm', 'pad', 'narrow', 'medium', 'full'])('baseline %s', (baseline) => {
  test('trains, and its loss falls', async () => {
    const { events } = await trained(
      toyConfig({ baseline }, { epochs: 6, patternLearningRate: 0.01, maskLearningRate: 0.01 }),
    );
    const epochs = only(events, 'epoch');
    expect(epochs.at(-1)!.trainLoss).toBeLessThan(epochs[0]!.trainLoss);
  });
});

test('the unprompted method has nothing to train and is its own result', async () => {
  const { events, run } = await trained(toyConfig({ baseline: 'unprompted' }));
  const [done] = only(events, 'done');
  expect(run.step).toBe(0);
  expect(done!.last).toEqual({ epoch: 0, testAccuracy: done!.unprompted.testAccuracy });
});

describe.each<MappingId>(['ilm', 'flm', 'rlm'])('mapping %s', (mapping) => {
  test('is made when it should be', async () => {
    const { events } = await trained(toyConfig({ mapping }, { epochs: 3 }));
    const unprompted = only(events, 'unprompted')[0]!.mapping;
    const mappings = only(events, 'epoch').map((epoch) => epoch.mapping);
    const passes = only(events, 'progress').filter(({ phase }) => phase === 'mapping');
    // the first pass is the unprompted one: δ = 0 asks the same question
    expect(passes).toHaveLength(mapping === 'ilm' ? 2 * 3 : 0);
    if (mapping === 'rlm') expect(mappings[0]).not.toEqual(unprompted);
    else expect(mappings[0]).toEqual(unprompted);
    if (mapping !== 'ilm') expect(new Set(mappings.map(String)).size).toBe(1);
  });
});
