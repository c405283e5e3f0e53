import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { blocks, refusal, type BlockId } from '../core/ablation/registry';
import type { Backbone } from '../core/backbone/backbone';
import { createBackbone } from '../core/backbone/network';
import { compileAhead as compileAheadOf, rehearse } from '../core/engine/rehearsal';
import type { MethodConfig, RunConfig, TrainingConfig } from '../core/method-config';
import { useBackend } from '../core/testing/backends';
import { lite0Network, toyNetwork } from '../core/testing/networks';
import { seededNetwork } from '../core/testing/seeded-backbone';
import * as tf from '../core/tf';
import { readOwnBackbone } from '../data/backbones/own-backbone';
import { tinyNetworkFile } from '../data/testing/tiny-network-file';
import { UserError } from '../lib/user-error';
import type { TrainingEvent } from '../training/events';
import { compileAhead } from '../training/compile-ahead';
import { beginRun, normalisation, only, toyConfig, toyDependencies } from '../training/testing/toy-run';
import { toyDataset } from '../training/testing/toy-task';
import { trainRun } from '../training/trainer';
import { startCountingDevice, type CountingDevice } from './bench-counted-device';

/** Whole runs on a device that counts, computes nothing, and compiles at once. */

let dataset = toyDataset();
let device: CountingDevice;
let backbone: Backbone;

beforeEach(async () => {
  dataset = toyDataset();
  device = await startCountingDevice();
  backbone = createBackbone(toyNetwork());
});
afterEach(() => {
  backbone.dispose();
  device.stop();
});

/** @param heed is told of each event, and of the pipelines that somebody had to wait for */
async function train(
  config: RunConfig,
  heed: (event: TrainingEvent, waitedFor: number) => void = () => undefined,
): Promise<TrainingEvent[]> {
  const run = beginRun(config, dataset);
  const dependencies = toyDependencies(run, dataset, backbone);
  const events: TrainingEvent[] = [];
  const before = device.counters.pipelines;
  for await (const event of trainRun(run, dependencies)) {
    events.push(event);
    heed(event, device.counters.pipelines - before);
  }
  await dependencies.viewer.close();
  dependencies.facts.dispose();
  run.dispose();
  run.method.dispose();
  return events;
}

const compiling = (events: readonly TrainingEvent[]) =>
  only(events, 'progress').filter(({ phase }) => phase === 'compiling');

const everyVariant = blocks.flatMap(({ id, variants }) =>
  variants.map((variant): Partial<MethodConfig> => ({ [id]: variant.id })),
);

function fitting(change: Partial<MethodConfig>, training: Partial<TrainingConfig>): RunConfig {
  const small = toyConfig(change, training);
  const refused = blocks.some(({ id }) => refusal(id as BlockId, small.method[id], small.method) !== null);
  return refused ? toyConfig({ ...change, generator: 'convnet' }, training) : small;
}

/** Pipelines that were waited for until the first epoch was over. */
async function waitedFor(config: RunConfig): Promise<number> {
  const counts: number[] = [];
  await train(config, ({ type }, pipelines) => {
    if (type === 'epoch' || type === 'done') counts.push(pipelines);
  });
  return counts[0]!;
}

describe('all that is waited for comes ahead of the first step', () => {
  describe.each(everyVariant)('with %o', (change) => {
    test.each(['none', 'crop-flip'] as const)('and augmentation %s', async (augmentation) => {
      expect(await waitedFor(fitting(change, { epochs: 1, augmentation }))).toBe(0);
    });
  });

  // the sizes of the counted figures, which choose other programs of TensorFlow.js
  test('with the default network and task, whatever is trained', async () => {
    backbone.dispose();
    backbone = createBackbone(lite0Network());
    dataset = toyDataset({ train: 64, test: 64 });
    for (const change of everyVariant) {
      const { method, ...rest } = fitting(change, { epochs: 1, batch: 64 });
      const large = {
        ...rest,
        method: { ...method, side: 96, nativeSide: 28, generator: 'convnet' as const, ...change },
      };
      expect(await waitedFor(large), JSON.stringify(change)).toBe(0);
    }
  }, 180_000);

  test('and nothing that a run would not ask for but the readback of a step allowed alone', async () => {
    const config = toyConfig({}, { epochs: 1 });
    const { total } = compiling(await train(config))[0]!;
    device.stop();
    device = await startCountingDevice();
    // cannot be rehearsed
    const { atOnce, ...rest } = createBackbone(toyNetwork());
    expect(atOnce).toBeDefined();
    backbone = rest;
    expect(await waitedFor(config)).toBe(total - 1);
  });

  test.each([
    ['residual network', () => seededNetwork('resnet-18')],
    ['transformer', () => readOwnBackbone(tinyNetworkFile(), { name: 'tiny.safetensors', imageNet: [] })],
  ])('with a %s, which has no plan', async (_, network) => {
    backbone.dispose();
    backbone = createBackbone(network());
    expect(await waitedFor(toyConfig({}, { epochs: 1 }))).toBe(0);
  });

  test('in batches of another size than pictures are left over', async () => {
    expect(await waitedFor(toyConfig({}, { epochs: 1, batch: 2, trainLimit: 23 }))).toBe(0);
  });
});

describe('while it compiles', () => {
  /** The device takes its time: pipelines arrive one by one when they are let go. */
  function slowly() {
    const waiting: (() => void)[] = [];
    const gpu = device.backend.device;
    const compile = gpu.createComputePipelineAsync.bind(gpu);
    gpu.createComputePipelineAsync = async (descriptor) => {
      await new Promise<void>((resolve) => waiting.push(resolve));
      return compile(descriptor);
    };
    return waiting;
  }

  test('a run tells how many are there, from none to all', async () => {
    const waiting = slowly();
    const events = await train(toyConfig({}, { epochs: 1 }), () => waiting.shift()?.());
    const told = compiling(events);
    const { total } = told[0]!;
    expect(total).toBeGreaterThan(20);
    expect(told.map(({ done }) => done)).toEqual(Array.from({ length: total + 1 }, (_, done) => done));
    expect(new Set(told.map((one) => one.total))).toEqual(new Set([total]));
    // the same again needs nothing
    expect(compiling(await train(toyConfig({}, { epochs: 1 })))).toEqual([]);
  });

  test('a run can be stopped, and leaves nothing behind', async () => {
    const waiting = slowly();
    const tensors = tf.memory().numTensors;
    const types: string[] = [];
    const run = beginRun(toyConfig(), dataset);
    const dependencies = toyDependencies(run, dataset, backbone);
    for await (const event of trainRun(run, dependencies)) {
      types.push(event.type);
      if (event.type === 'progress') setTimeout(() => dependencies.control.stop());
    }
    expect(types).toEqual(['started', 'progress', 'stopped']);
    run.dispose();
    run.method.dispose();
    expect(tf.memory().numTensors).toBe(tensors);
    // what was on its way arrives, and the next run has it
    expect(waiting.length).toBeGreaterThan(20);
    for (const arrive of waiting) arrive();
    await new Promise((resolve) => setTimeout(resolve));
    expect(compiling(await train(toyConfig({}, { epochs: 1 })))).toEqual([]);
  });

  test('nothing is recorded, uploaded or submitted, and no memory is taken', async () => {
    const waiting = slowly();
    const { counters } = device;
    const { bufferManager } = device.backend;
    const account = () => ({ ...counters, ...tf.memory(), bytes: bufferManager.numBytesAllocated });
    const before = account();
    const steps = { config: toyConfig(), backbone, normalisation, dataset, inView: 3 };
    const breathe = () => Promise.resolve();
    const compiled = compileAhead(steps, { breathe });
    await compiled.next();
    expect(waiting.length).toBeGreaterThan(20);
    expect(account()).toEqual(before);
    await compiled.return(undefined);
  });

  test('a run ends with a sentence where the device cannot compile something', async () => {
    const gpu = device.backend.device;
    gpu.createComputePipelineAsync = async () => {
      throw new Error('Internal compiler error.');
    };
    const ends = train(toyConfig());
    await expect(ends).rejects.toBeInstanceOf(UserError);
    await expect(ends).rejects.toThrow('The graphics device refused a part of the computation');
  });

  describe("what others have ordered is theirs, and a run's own", () => {
    const product = () => tf.matMul(tf.ones([4, 4]), tf.ones([4, 4]));

    test.each([
      ['never arrives', () => new Promise<never>(() => undefined)],
      [
        'cannot be compiled',
        () => new Promise<never>((_, reject) => setTimeout(reject, 1, new Error('No.'))),
      ],
    ])('one that %s neither holds nor ends a run that does not need it', async (_, order) => {
      const gpu = device.backend.device;
      const compile = gpu.createComputePipelineAsync.bind(gpu);
      gpu.createComputePipelineAsync = order;
      expect(rehearse(product).size).toBe(1);
      gpu.createComputePipelineAsync = async (descriptor) => {
        await new Promise((resolve) => setTimeout(resolve, 5));
        return compile(descriptor);
      };
      const events = await train(toyConfig({}, { epochs: 1 }));
      expect(compiling(events)[0]!.total).toBeGreaterThan(20);
      expect(events.at(-1)!.type).toBe('done');
    });

    test('one that both need is waited for by both, and ordered once', async () => {
      const waiting = slowly();
      const [first] = rehearse(product);
      expect([...rehearse(product)]).toEqual([first]);
      expect(waiting).toHaveLength(1);
      waiting[0]!();
      await first;
      expect(rehearse(product).size).toBe(0);
    });
  });

  test('what cannot wait compiles for itself', async () => {
    const waiting = slowly();
    const product = () => tf.matMul(tf.ones([4, 4]), tf.ones([4, 4]));
    const ordered = rehearse(product);
    const before = device.counters.pipelines;
    const value = product();
    expect(device.counters.pipelines).toBeGreaterThan(before);
    for (const arrive of waiting) arrive();
    await Promise.all(ordered);
    const known = device.counters.pipelines;
    product().dispose();
    expect(device.counters.pipelines).toBe(known);
    value.dispose();
  });
});

test('elsewhere nothing is rehearsed', async () => {
  await useBackend('wasm');
  let walked = false;
  await compileAheadOf(() => void (walked = true));
  expect(walked).toBe(false);
  await useBackend('webgpu');
});
