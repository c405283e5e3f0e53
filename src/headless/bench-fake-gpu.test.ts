import '@tensorflow/tfjs-backend-wasm';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { processorCandidate, webgpuCandidate } from '../core/engine/candidates';
import { chooseBackend } from '../core/engine/choose-backend';
import * as tf from '../core/tf';
import { UserError } from '../lib/user-error';
import { installFakeGPU } from './bench-fake-gpu';

/** Real backends, from their start to the verdict, on a device that takes every command and gets nothing right. */

const candidates = () => [
  webgpuCandidate({
    findGPU: async () => installFakeGPU(),
    createBackend: async (device, info) => {
      const { WebGPUBackend } = await import('@tensorflow/tfjs-backend-webgpu');
      return new WebGPUBackend(device, info);
    },
    onLost: () => undefined,
    onRefused: () => undefined,
  }),
  processorCandidate('wasm', 'a processor', () => tf.setBackend('wasm')),
];

const navigator = globalThis.navigator;
beforeEach(() => void installFakeGPU());
afterEach(() => {
  vi.restoreAllMocks();
  Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true });
});

test('a GPU that computes only zeros is not trained on, and the next backend says why', async () => {
  const chosen = await chooseBackend({ requested: 'auto', candidates: candidates() });
  expect(chosen.backend).toBe('wasm');
  expect(chosen.reason).toContain('WebGPU returned only zeros for a gradient.');
  expect(tf.findBackend('webgpu')).toBeNull();
});

test('one that computes no numbers is refused with a sentence where it was asked for', async () => {
  vi.spyOn(GPUBuffer.prototype, 'getMappedRange').mockImplementation(function (
    this: GPUBuffer,
    start = 0,
    length,
  ) {
    return new Uint8Array(length ?? this.size - start).fill(0xff).buffer;
  });
  const choice = chooseBackend({ requested: 'webgpu', candidates: candidates() });
  await expect(choice).rejects.toBeInstanceOf(UserError);
  await expect(choice).rejects.toThrow('WebGPU returned values that are not numbers. Choose another backend');
});
