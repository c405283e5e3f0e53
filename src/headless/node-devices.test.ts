import { beforeAll, describe, expect, test } from 'vitest';
import type { DeviceRefusal } from '../core/engine/candidates';
import { chooseBackend, type ChosenBackend } from '../core/engine/choose-backend';
import { reluGate } from '../core/kernels/relu-gate';
import { expectPyTorch } from '../core/testing/backbone-answers';
import { leakedTensors } from '../core/testing/backends';
import * as tf from '../core/tf';
import { UserError } from '../lib/user-error';
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
