import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Block } from '../core/ablation/block';
import { blocks, refusal, type BlockId } from '../core/ablation/registry';
import type { Backbone } from '../core/backbone/backbone';
import { fromTensors } from '../core/method-state';
import type { MethodConfig, RunConfig } from '../core/method-config';
import { useBackend } from '../core/testing/backends';
import * as tf from '../core/tf';
import { RunControl } from './control';
import { resumeRun } from './saved-run';
import { toyDataset } from './testing/toy-task';
import {
  beginRun,
  eventsOf,
  normalisation,
  only,
  provenance,
  toyBackbone,
  toyConfig,
  toyDependencies,
  toyFacts,
} from './testing/toy-run';
import { createMethod } from '../core/smm';
import { trainPaired } from './train-paired';

const dataset = toyDataset();
let backbone: Backbone;

beforeAll(async () => {
  await useBackend('wasm');
  backbone = toyBackbone();
});

const switches: readonly Block[] = blocks.filter(({ id }) => id !== 'baseline' && id !== 'mapping');
const everyVariant = switches.flatMap(({ id, variants }) =>
  variants
    .map((variant): Partial<MethodConfig> => ({ [id]: variant.id }))
    .map((change) => ({ generator: 'convnet-small', ...change }) as Partial<MethodConfig>)
    // what has no generator can have no small one either
    .map((change) => (isRefused(change) ? { ...change, generator: 'convnet' as const } : change)),
);

function isRefused(change: Partial<MethodConfig>): boolean {
  const { method } = toyConfig(change);
  return blocks.some(({ id }) => refusal(id as BlockId, method[id], method) !== null);
}

async function trained(config: RunConfig) {
  const run = beginRun(config, dataset);
  const dependencies = toyDependencies(run, dataset, backbone);
  const events = await eventsOf(run, dependencies);
  return { run, events, dependencies };
}

describe.each(everyVariant)('%o', (change) => {
  const config = toyConfig(change, { augmentation: 'crop-flip' });

  test('trains from a checkpoint to the bits of the uninterrupted run, and leaves nothing behind', async () => {
    const before = tf.memory().numTensors;
    const { run, events, dependencies } = await trained(config);
    expect(only(events, 'done')).toHaveLength(1);
    const { bytes } = only(events, 'checkpoint')[0]!;
    const resumed = resumeRun(Uint8Array.from(bytes), {
      id: 'again',
      provenance,
      methodFor: () => createMethod(config.method, normalisation),
    });
    const again = toyDependencies(resumed, dataset, backbone);
    await eventsOf(resumed, again);
    expect(resumed.losses).toEqual(run.losses);
    expect(await fromTensors(resumed.state)).toEqual(await fromTensors(run.state));
    expect(resumed.result!.cleanTrainLoss).toBe(run.result!.cleanTrainLoss);
    for (const [one, { viewer, facts }] of [
      [run, dependencies],
      [resumed, again],
    ] as const) {
      await viewer.close();
      facts.dispose();
      one.dispose();
      one.method.dispose();
    }
    await Promise.resolve();
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('patterns by class', () => {
  let asked: number;
  let counting: Backbone;

  beforeEach(() => {
    asked = 0;
    counting = { ...backbone, logits: (images) => ((asked += 1), backbone.logits(images)) };
  });

  /** How often the network is asked while these runs train side by side. */
  async function passes(configs: readonly RunConfig[]): Promise<number> {
    const facts = toyFacts(dataset, counting);
    const runs = configs.map((each, i) => Object.assign(beginRun(each, dataset), { id: `run-${i}` }));
    const around = runs.map((run) => toyDependencies(run, dataset, counting, facts));
    const paired = around.map(({ viewer }, i) => ({ run: runs[i]!, control: new RunControl(), viewer }));
    asked = 0;
    for await (const event of trainPaired(paired, around[0]!)) void event;
    return asked;
  }

  test('ask the network nothing new about pictures that are shown whole', async () => {
    const shared = await passes([toyConfig()]);
    const routed = await passes([toyConfig({ pattern: 'class-specific' })]);
    // but for the samples in view, at each of 7 steps and 3 more times
    expect(routed - shared).toBeLessThanOrEqual(10);
  });

  test('ask once for each augmented batch, however many runs see it', async () => {
    const config = toyConfig({ pattern: 'class-specific' }, { augmentation: 'crop-flip', epochs: 1 });
    const [one, two] = [await passes([config]), await passes([config, config])];
    // pictures without a prompt: 3 batches to map, 2 to test, 3 to train on, 3 for the clean loss
    expect(two).toBe(2 * one - 11);
  });

  test('that are told the label in training are told the unprompted answer in the test', async () => {
    const { run } = await trained(toyConfig({ pattern: 'class-label-leak' }, { epochs: 8 }));
    const last = run.epochs.at(-1)!;
    // the prompt gives the answer away
    expect(last.trainAccuracy).toBe(1);
    expect(run.result!.cleanTrainLoss).toBeLessThan(0.1);
    expect(last.testAccuracy).toBeLessThan(1);
  });
});
