import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { webgpuCandidate } from '../core/engine/candidates';
import { countDeviceWork, type DeviceCounters } from '../core/engine/device-counters';
import { installFakeGPU } from './bench-fake-gpu';

export interface CountingDevice {
  readonly backend: WebGPUBackend;
  /** since the device was started */
  readonly counters: Readonly<DeviceCounters>;
  /** Leaves TensorFlow.js without a WebGPU backend; the caller chooses the next one. */
  stop(): void;
}

/** TensorFlow.js' WebGPU backend, set up as for training, on a device that counts and computes nothing. */
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
