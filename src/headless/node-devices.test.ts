import { beforeAll, describe, expect, test } from 'vitest';
import type { DeviceRefusal } from '../core/engine/candidates';
import { chooseBackend, type ChosenBackend } from '../core/engine/choose-backend';
import { reluGate } from '../core/kernels/relu-gate';
import { expectPyTorch } from '../core/testing/backbone-answers';
import { createMethod } from '../core/smm';
import { leakedTensors } from '../core/testing/backends';
import { randomTensor } from '../core/testing/method';
import { relativeError } from '../core/testing/relative-error';
import * as tf from '../core/tf';
import { UserError } from '../lib/user-error';
import { Run } from '../training/run';
import { normalisation, provenance, toyBackbone, toyConfig } from '../training/testing/toy-run';
import { trainStep } from '../training/train-step';
import { nodeCandidates } from './node-devices';

const refusals: DeviceRefusal[] = [];

const choose = (requested: 'auto' | 'webgpu' | 'wasm' | 'cpu'): Promise<ChosenBackend> =>
  chooseBackend({
    requested,
    candidates: nodeCandidates({
      requested,
      onLost: () => undefined,
      onRefused: (refusal) => refusals.push(refusal),
    }),
  });

test('the command line trains on wasm unless there is a real GPU', async () => {
  const chosen = await choose('auto');
  expect(chosen.software).toBe(false);
  expect(['webgpu', 'wasm']).toContain(chosen.backend);
  expect(chosen.adapter).not.toBe('');
});

/** Of five steps on the toy network that are read back together; in two of them the batch is a smaller one. */
async function lossesOfSteps(): Promise<Float32Array> {
  const config = toyConfig({ side: 16, generator: 'convnet' });
  const method = createMethod(config.method, normalisation);
  const run = new Run({ id: 'steps', config, method, classes: ['one', 'other'], provenance });
  run.mapping = Int32Array.of(3, 11);
  const backbone = toyBackbone();
  const losses: tf.Scalar[] = [];
  for (const batch of [4, 4, 3, 4, 3]) {
    const images = randomTensor([batch, 16, 16, 3], `pictures ${losses.length}`);
    // others in every step: what is uploaded for one must not reach the one before
    const labels = Int32Array.from({ length: batch }, (_, index) => (index + losses.length) % 2);
    const { loss, accuracy } = await trainStep(run, backbone, { images, labels });
    losses.push(loss);
    tf.dispose([images, accuracy]);
  }
  const together = tf.stack(losses);
  const values = Float32Array.from(await together.data());
  tf.dispose([together, ...losses]);
  run.dispose();
  method.dispose();
  backbone.dispose();
  return values;
}

describe('WebGPU through Dawn', () => {
  let chosen: ChosenBackend | null = null;

  beforeAll(async () => {
    chosen = await choose('webgpu').catch((error: unknown) => {
      if (error instanceof UserError) return null;
      throw error;
    });
  });

  test('agrees with PyTorch, in dispatches that really ran', async (context) => {
    if (!chosen) return context.skip('no WebGPU adapter, not even a software one');
    const before = chosen.dispatches();
    await expectPyTorch('toy-step', 3);
    await expectPyTorch('lite0-step', 4);
    expect(chosen.dispatches() - before).toBeGreaterThan(200);
    // a software adapter takes its time
  }, 180_000);

  test('gates relu6 as PyTorch does, on whole and broken vectors', async (context) => {
    if (!chosen) return context.skip('no WebGPU adapter, not even a software one');
    const leaked = await leakedTensors(async () => {
      for (const length of [8, 7]) {
        const activation = tf.tensor1d([0, 1e-30, 3, 5.999999, 6, 2, 0, 1].slice(0, length));
        const gradient = tf.tensor1d([1, 2, -3, 4, 5, 6, 7, 8].slice(0, length));
        const gated = reluGate(gradient, { activation, of: 'relu6' });
        expect([...(await gated.data())]).toEqual([0, 2, -3, 4, 0, 6, 0, 8].slice(0, length));
        tf.dispose([activation, gradient, gated]);
      }
      return [];
    });
    expect(leaked).toBe(0);
  });

  test('trains as the processor does, steps that nobody waits for, to the same bits every time', async (context) => {
    if (!chosen) return context.skip('no WebGPU adapter, not even a software one');
    const [once, again] = [await lossesOfSteps(), await lossesOfSteps()];
    expect(again).toEqual(once);
    const device = tf.backend();
    await import('@tensorflow/tfjs-backend-cpu');
    await tf.setBackend('cpu');
    const truth = await lossesOfSteps();
    expect(await tf.setBackend('webgpu')).toBe(true);
    expect(tf.backend()).toBe(device);
    expect(truth[0]).not.toBe(truth.at(-1));
    expect(relativeError(once, truth)).toBeLessThan(1e-4);
  });

  // last: what a device has refused leaves holes behind
  test('says so when it has no room, where TensorFlow.js would go on with zeros', async (context) => {
    if (!chosen) return context.skip('no WebGPU adapter, not even a software one');
    expect(refusals).toEqual([]);
    // 16 GB: no limit of today is larger
    const vast = tf.fill([2 ** 32], 1);
    const [first] = await tf.sum(vast).data();
    expect(first, 'which nobody would notice').not.toBe(2 ** 32);
    expect(refusals[0]).toMatchObject({ outOfMemory: true });
    vast.dispose();
  });
});
