import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { webgpuCandidate } from '../core/engine/candidates';
import { countDeviceWork, type DeviceCounters } from '../core/engine/device-counters';
import * as tf from '../core/tf';
import { installFakeGPU } from './bench-fake-gpu';

/** TensorFlow.js' own values (4.22) of what our training sets otherwise. */
const STOCK_FLAGS = { WEBGPU_CPU_FORWARD: true, WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE: 15 };

export interface CountingDevice {
  readonly backend: WebGPUBackend;
  /** since the device was started */
  readonly counters: Readonly<DeviceCounters>;
  /** Leaves TensorFlow.js without a WebGPU backend; the caller chooses the next one. */
  stop(): void;
}

/** TensorFlow.js' WebGPU backend, set up as for our training, on a device that counts and computes nothing. */
export async function startCountingDevice(): Promise<CountingDevice> {
  const { WebGPUBackend } = await import('@tensorflow/tfjs-backend-webgpu');
  const gpu = installFakeGPU();
  const made: { backend?: WebGPUBackend; counters?: DeviceCounters } = {};
  const candidate = webgpuCandidate({
    findGPU: async () => gpu,
    createBackend: async (device, info) => {
      made.counters = countDeviceWork(device);
      made.backend = new WebGPUBackend(device, info);
      return made.backend;
    },
    onLost: () => undefined,
    onRefused: () => undefined,
  });
  const started = await candidate.start();
  if (!started.ok) throw new Error(`The counting device ${started.reason}.`);
  return { backend: made.backend!, counters: made.counters!, stop: () => candidate.stop() };
}

/** The same as its own users have it, with TensorFlow.js' settings. */
export async function startStockCountingDevice(): Promise<CountingDevice> {
  const { WebGPUBackend } = await import('@tensorflow/tfjs-backend-webgpu');
  const adapter = await installFakeGPU().requestAdapter();
  const device = await adapter!.requestDevice();
  const counters = countDeviceWork(device);
  const backend = new WebGPUBackend(device, adapter!.info);
  tf.env().setFlags({ ...tf.env().getFlags(), ...STOCK_FLAGS });
  if (tf.findBackendFactory('webgpu')) tf.removeBackend('webgpu');
  tf.registerBackend('webgpu', () => backend, 3);
  await tf.setBackend('webgpu');
  return { backend, counters, stop: () => tf.removeBackend('webgpu') };
}
