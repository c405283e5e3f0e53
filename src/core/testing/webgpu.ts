import { existsSync } from 'node:fs';
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import * as tf from '../tf';

/** Where Debian's Chromium keeps its software Vulkan driver. */
const SOFTWARE_DRIVER = '/usr/lib/chromium/vk_swiftshader_icd.json';

/**
 * Starts TensorFlow.js on WebGPU in Node (Dawn), on a software adapter where there is no other.
 * @returns null when it runs, otherwise why it cannot
 */
export async function startWebGPU(): Promise<string | null> {
  if (!process.env['VK_DRIVER_FILES'] && existsSync(SOFTWARE_DRIVER)) {
    process.env['VK_DRIVER_FILES'] = SOFTWARE_DRIVER;
  }
  const { create, globals } = await import('webgpu');
  Object.assign(globalThis, globals);
  const gpu: GPU = create([]);
  Object.defineProperty(globalThis, 'navigator', { value: { gpu }, configurable: true });
  const adapter = await gpu.requestAdapter();
  if (!adapter) return 'No WebGPU adapter, not even a software one: these tests were not run.';
  const { maxBufferSize, maxStorageBufferBindingSize, maxComputeWorkgroupStorageSize } = adapter.limits;
  const { maxComputeInvocationsPerWorkgroup, maxComputeWorkgroupSizeX } = adapter.limits;
  const device = await adapter.requestDevice({
    requiredLimits: {
      maxBufferSize,
      maxStorageBufferBindingSize,
      maxComputeWorkgroupStorageSize,
      maxComputeInvocationsPerWorkgroup,
      maxComputeWorkgroupSizeX,
    },
  });
  tf.registerBackend('webgpu', async () => new WebGPUBackend(device, adapter.info), 3);
  if (!(await tf.setBackend('webgpu'))) return 'TensorFlow.js does not start on this WebGPU adapter.';
  return null;
}
