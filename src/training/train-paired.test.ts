import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Backbone } from '../core/backbone/backbone';
import { fromTensors } from '../core/method-state';
import type { RunConfig } from '../core/method-config';
import { useBackend } from '../core/testing/backends';
import * as tf from '../core/tf';
import type { Dataset } from '../data/dataset';
import { UserError } from '../lib/user-error';
import { RunControl } from './control';
import type { TrainingEvent } from './events';
import type { Run } from './run';
import { toyDataset } from './testing/toy-task';
import { beginRun, eventsOf, only, toyBackbone, toyConfig, toyDependencies } from './testing/toy-run';
import { trainPaired, type PairedRun } from './train-paired';
import { trainRun } from './trainer';

const augmented = { augmentation: 'crop-flip', epochs: 2 } as const;
const smm = toyConfig({}, augmented);
const full = toyConfig({ baseline: 'full' }, augmented);
// its labels are mapped before the first epoch too, and its prompt takes another picture
const pad = toyConfig({ baseline: 'pad', mapping: 'rlm' }, augmented);

let dataset: Dataset;
let backbone: Backbone;
/** how often each picture was decoded, and the backbone asked */
let counts: { decoded: number; logits: number };

beforeAll(() => useBackend('wasm'));

beforeEach(() => {
  counts = { decoded: 0, logits: 0 };
  const plain = toyDataset();
  const { train } = plain;
  dataset = {
    ...plain,
    train: { ...train, raster: (index) => ((counts.decoded += 1), train.raster(index)) },
  };
  const network = toyBackbone();
  backbone = { ...network, logits: (images) => ((counts.logits += 1), network.logits(images)) };
});

interface Group {
  readonly runs: Run[];
  readonly paired: PairedRun[];
  readonly events: AsyncGenerator<TrainingEvent>;
}

function group(configs: readonly RunConfig[]): Group {
  const runs = configs.map((config, index) => named(beginRun(config, dataset), `run-${index}`));
  const shared = toyDependencies(runs[0]!, dataset, backbone);
  const paired = runs.map((run) => ({
    run,
    control: new RunControl(),
    viewer: toyDependencies(run, dataset, backbone).viewer,
  }));
  return { runs, paired, events: trainPaired(paired, shared) };
}

function named(run: Run, id: string): Run {
  return Object.assign(run, { id });
}

async function collected(events: AsyncGenerator<TrainingEvent>): Promise<TrainingEvent[]> {
  const all: TrainingEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}

async function alone(config: RunConfig) {
  const run = beginRun(config, dataset);
  const events = await eventsOf(run, toyDependencies(run, dataset, backbone));
  return { run, events };
}

const of = (events: TrainingEvent[], id: string) => events.filter(({ runId }) => runId === id);

describe('runs in lockstep', () => {
  test('end with the bits that each has alone, and say that they saw the same batches', async () => {
    const { runs, events } = group([smm, full, pad]);
    const story = await collected(events);
    for (const [index, config] of [smm, full, pad].entries()) {
      const single = await alone(config);
      const run = runs[index]!;
      expect(await fromTensors(run.state)).toEqual(await fromTensors(single.run.state));
      expect(run.losses).toEqual(single.run.losses);
      const [one, other] = [run.epochs, single.run.epochs].map((epochs) =>
        epochs.map((epoch) => ({ ...epoch, msPerStep: 0, runsAtOnce: 0 })),
      );
      expect(one).toEqual(other);
      expect(run.epochs.map(({ runsAtOnce }) => runsAtOnce)).toEqual([3, 3]);
      expect(single.run.epochs.map(({ runsAtOnce }) => runsAtOnce)).toEqual([1, 1]);
      const types = of(story, run.id).map(({ type }) => type);
      expect(types).toEqual(single.events.map(({ type }) => type));
    }
    const hashes = runs.map(({ epochs }) => epochs.map(({ batchHash }) => batchHash));
    expect(hashes[1]).toEqual(hashes[0]);
    expect(hashes[2]).toEqual(hashes[0]);
    expect(new Set(hashes[0]).size).toBe(2);
  });

  test('decode each batch once, and ask the backbone once what pictures show without a prompt', async () => {
    await alone(smm);
    const single = { ...counts };
    counts = Object.assign(counts, { decoded: 0, logits: 0 });
    await collected(group([smm, full, toyConfig({ baseline: 'narrow' }, augmented)]).events);
    expect(counts.decoded).toBe(single.decoded);
    // 3 batches of training pictures and 2 of test pictures
    expect(counts.logits).toBe(3 * single.logits - 2 * 5);
  });

  test('with different seeds see different batches, and say so', async () => {
    const { runs, events } = group([smm, toyConfig({}, { ...augmented, seed: 1 })]);
    await collected(events);
    expect(runs[0]!.epochs[0]!.batchHash).not.toBe(runs[1]!.epochs[0]!.batchHash);
  });

  test('leave no tensor behind', async () => {
    const before = tf.memory().numTensors;
    const { runs, paired, events } = group([smm, full]);
    await collected(events);
    for (const { viewer } of paired) await viewer.close();
    for (const run of runs) {
      run.dispose();
      run.method.dispose();
    }
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('a group', () => {
  test('holds at one step, passes one batch each, and goes on', async () => {
    const { runs, paired, events } = group([smm, full]);
    const steps = () => runs.map(({ step }) => step);
    const held: number[][] = [];
    let paused = 0;
    const turn = (what: 'pause' | 'step' | 'resume') => paired.forEach(({ control }) => control[what]());
    for await (const event of events) {
      if (event.type === 'steps' && paused === 0) turn('pause');
      if (event.type === 'progress' && event.phase === 'training' && paused === 0) turn('pause');
      if (event.type !== 'paused') continue;
      paused += 1;
      if (paused % 2 === 1) continue;
      held.push(steps());
      turn(held.length < 3 ? 'step' : 'resume');
    }
    expect(held.map(([one]) => one)).toEqual([held[0]![0]!, held[0]![0]! + 1, held[0]![0]! + 2]);
    for (const [one, other] of held) expect(other).toBe(one);
    expect(steps()).toEqual([6, 6]);
  });

  test('goes on without a run that is cancelled alone', async () => {
    const { runs, paired, events } = group([smm, full]);
    const ends: string[] = [];
    for await (const event of events) {
      if (event.type === 'epoch' && event.runId === 'run-0' && event.epoch === 1) paired[0]!.control.stop();
      if (['stopped', 'done'].includes(event.type)) ends.push(`${event.runId} ${event.type}`);
    }
    expect(ends).toEqual(['run-0 stopped', 'run-1 done']);
    expect(runs[1]!.losses).toEqual((await alone(full)).run.losses);
  });

  test('goes on without a run that diverges, which says so', async () => {
    const wild = toyConfig({}, { ...augmented, patternLearningRate: 1e38 });
    const { runs, events } = group([wild, full]);
    const story = await collected(events);
    expect(only(story, 'failed')).toMatchObject([{ runId: 'run-0' }]);
    expect(only(story, 'failed')[0]!.message).toMatch(/has diverged/);
    expect(only(story, 'done').map(({ runId }) => runId)).toEqual(['run-1']);
    expect(runs[1]!.losses).toEqual((await alone(full)).run.losses);
  });

  test('ends whole when the backbone has failed, or nobody listens any more', async () => {
    const broken = { ...backbone, inputGradient: () => Promise.reject(new UserError('No worker is left.')) };
    const runs = [smm, full].map((config, index) => named(beginRun(config, dataset), `run-${index}`));
    const paired = runs.map((run) => ({
      run,
      control: new RunControl(),
      viewer: toyDependencies(run, dataset, backbone).viewer,
    }));
    const failing = trainPaired(paired, toyDependencies(runs[0]!, dataset, broken));
    await expect(collected(failing)).rejects.toThrow('No worker is left.');

    const { events, paired: left } = group([smm, full]);
    for await (const event of events) if (event.type === 'epoch') break;
    expect(left.every(({ control }) => control.stopped)).toBe(true);
  });
});

test('one run is a group of one', async () => {
  const { events } = group([smm]);
  const paired = await collected(events);
  const run = beginRun(smm, dataset);
  const single: TrainingEvent[] = [];
  for await (const event of trainRun(run, toyDependencies(run, dataset, backbone))) single.push(event);
  expect(paired.map(({ type }) => type)).toEqual(single.map(({ type }) => type));
});
