import { beforeAll, describe, expect, test } from 'vitest';
import type { Backbone } from '../core/backbone/backbone';
import { randomMapping } from '../core/label-mapping';
import { fromTensors, initialState } from '../core/method-state';
import type { MethodConfig, TrainingConfig } from '../core/method-config';
import { useBackend } from '../core/testing/backends';
import * as tf from '../core/tf';
import { decodeCheckpoint } from '../data/checkpoint';
import { createRandom } from '../lib/random';
import { goOn, type Task } from './begin-run';
import { RunControl } from './control';
import { forkRun, replayRun } from './fork-run';
import type { Run } from './run';
import { checkpointOf } from './saved-run';
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
import { trainRun } from './trainer';

const dataset = toyDataset();
let backbone: Backbone;
let task: Task;

beforeAll(async () => {
  await useBackend('wasm');
  backbone = toyBackbone();
  const facts = toyFacts(dataset, backbone);
  task = { dataset, backbone, normalisation, facts, backboneHash: 'toy', device: 'test', versions: {} };
});

const training: Partial<TrainingConfig> = { epochs: 3, batch: 4, augmentation: 'crop-flip' };
const config = (method: Partial<MethodConfig> = {}) => toyConfig(method, training);

/** A finished run of 18 steps in 3 epochs, and its checkpoints. */
async function original() {
  const run = beginRun(config(), dataset);
  const events = await eventsOf(run, toyDependencies(run, dataset, backbone));
  const checkpoints = new Map(
    only(events, 'checkpoint').map(({ step, bytes }) => [step, Uint8Array.from(bytes)]),
  );
  return { run, checkpoints };
}

function around(run: Run, control = new RunControl()) {
  const progress: [number, number][] = [];
  const note = (done: number, total: number) => void progress.push([done, total]);
  return {
    progress,
    options: { task, dependencies: toyDependencies(run, dataset, backbone), control, progress: note },
  };
}

describe('a replay', () => {
  test.each([6, 8, 11, 12, 18])('comes to step %i with the bits that the run had there', async (step) => {
    const { run, checkpoints } = await original();
    const { options, progress } = around(run);
    const replayed = (await replayRun({ checkpoint: checkpoints.get(6)!, step }, options))!;
    expect(replayed.step).toBe(step);
    expect(replayed.losses).toEqual(run.losses.slice(0, step));
    expect(replayed.epochs.map(({ testAccuracy }) => testAccuracy)).toEqual(
      run.epochs.slice(0, Math.floor(step / 6)).map(({ testAccuracy }) => testAccuracy),
    );
    expect(progress.at(-1) ?? [0, 0]).toEqual([step - 6, step - 6]);
    // and goes on as it did
    await eventsOf(replayed, toyDependencies(replayed, dataset, backbone));
    expect(replayed.losses).toEqual(run.losses);
    expect(await fromTensors(replayed.state)).toEqual(await fromTensors(run.state));
  });

  test('of a step that there is not, or behind its checkpoint, is a sentence; stopped it is nothing', async () => {
    const { run, checkpoints } = await original();
    const checkpoint = checkpoints.get(6)!;
    await expect(replayRun({ checkpoint, step: 5 }, around(run).options)).rejects.toThrow(/after step 5/);
    await expect(replayRun({ checkpoint, step: 19 }, around(run).options)).rejects.toThrow(/has no step 19/);
    const control = new RunControl();
    control.stop();
    expect(await replayRun({ checkpoint, step: 9 }, around(run, control).options)).toBeNull();
  });
});

describe('a fork', () => {
  async function forked(method: Partial<MethodConfig>, step = 8) {
    const { run, checkpoints } = await original();
    const origin = (await replayRun({ checkpoint: checkpoints.get(6)!, step }, around(run).options))!;
    const before = await fromTensors(origin.state);
    const fork = await forkRun(origin, { task, id: 'fork', config: config(method) });
    return { run, origin, before, fork };
  }

  test('into the same variant is the run itself, to its end', async () => {
    const { run, fork } = await forked({});
    expect(fork.fork).toMatchObject({ step: 8, fresh: [], born: {} });
    await eventsOf(fork, toyDependencies(fork, dataset, backbone));
    expect(fork.losses).toEqual(run.losses);
    expect(await fromTensors(fork.state)).toEqual(await fromTensors(run.state));
    // the epochs before are not its own
    expect(fork.result!.last).toEqual(run.result!.last);
  });

  test('equals the original up to its step, and begins what has no counterpart anew', async () => {
    const { run, before, fork } = await forked({ channels: 'single-continuous-conv' });
    expect(fork.losses).toEqual(run.losses.slice(0, 8));
    const { fresh, carried, born } = fork.fork!;
    expect(fresh).toEqual(['mask_generator.head.weight', 'mask_generator.head.bias']);
    expect(carried).toContain('delta');
    expect(carried).toContain('mask_generator.blocks.0.bn.running_mean');
    expect(born).toEqual({ 'mask_generator.head.weight': 8, 'mask_generator.head.bias': 8 });
    const state = await fromTensors(fork.state);
    for (const name of carried) expect(state[name], name).toEqual(before[name]);
    const start = initialState(fork.method, 0);
    for (const name of fresh) expect(state[name], name).toEqual(start[name]);
    const events = await eventsOf(fork, toyDependencies(fork, dataset, backbone));
    expect(only(events, 'started')[0]).toMatchObject({ fromStep: 8, fork: fork.fork! });
    expect(fork.step).toBe(18);
    expect(fork.losses.slice(8)).not.toEqual(run.losses.slice(8));
  });

  test('moves what is fresh by the learning rate in its first step, as a run of its own does', async () => {
    const { fork } = await forked({ masks: 'shared-three-channel', generator: 'convnet' });
    const before = (await fromTensors(fork.state))['mask']!;
    const dependencies = toyDependencies(fork, dataset, backbone);
    const { control } = dependencies;
    control.step();
    for await (const event of trainRun(fork, dependencies)) {
      if (event.type === 'paused') break;
    }
    const after = (await fromTensors(fork.state))['mask']!;
    const moved = after.map((value, i) => Math.abs(value - before[i]!));
    expect(Math.max(...moved)).toBeCloseTo(fork.learningRates(2).mask, 4);
  });

  test('goes on from its own checkpoints bit for bit', async () => {
    const { fork } = await forked({ channels: 'single-continuous-conv' });
    const bytes = await checkpointOf(fork);
    expect(decodeCheckpoint(bytes).fork).toEqual(fork.fork);
    const again = goOn(task, { id: 'again', checkpoint: bytes });
    await eventsOf(fork, toyDependencies(fork, dataset, backbone));
    await eventsOf(again, toyDependencies(again, dataset, backbone));
    expect(await fromTensors(again.state)).toEqual(await fromTensors(fork.state));
    expect(again.result!.last).toEqual(fork.result!.last);
  });

  test('into a mapping that is made once has that mapping from its first step on', async () => {
    const { run, checkpoints } = await original();
    const { options } = around(run);
    const origin = (await replayRun({ checkpoint: checkpoints.get(6)!, step: 8 }, options))!;
    // another one than both could come to, so that it can be told where it came from
    origin.mapping = Int32Array.of(7, 9);
    const mapped = async (mapping: MethodConfig['mapping']) => {
      const fork = await forkRun(origin, { task, id: mapping, config: config({ mapping }) });
      return [...fork.mapping!];
    };
    expect(await mapped('flm')).toEqual([...run.unprompted!.mapping]);
    expect(await mapped('rlm')).toEqual([
      ...randomMapping(createRandom(0, 'label mapping'), backbone.classes, 2),
    ]);
    expect(await mapped('ilm')).toEqual([7, 9]);
  });

  test('is refused where more than switches differ, and where nothing is left to train', async () => {
    const finished = (await original()).run;
    const same = config({ channels: 'three-binary' });
    await expect(forkRun(finished, { task, id: 'x', config: same })).rejects.toThrow(/nothing is left/);

    const { run } = await original();
    const other = toyConfig({}, { ...training, seed: 1 });
    await expect(forkRun(run, { task, id: 'x', config: other })).rejects.toThrow(/only switches/);
  });

  test('leaves no tensor behind', async () => {
    const { run, checkpoints } = await original();
    const { options } = around(run);
    const before = tf.memory().numTensors;
    const origin = (await replayRun({ checkpoint: checkpoints.get(6)!, step: 8 }, options))!;
    const fork = await forkRun(origin, { task, id: 'fork', config: config({ channels: 'three-binary' }) });
    for (const each of [origin, fork]) {
      each.dispose();
      each.method.dispose();
    }
    expect(tf.memory().numTensors).toBe(before);
  });
});
