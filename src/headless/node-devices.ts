/**
 * The backends of the command line: wasm and cpu everywhere, WebGPU through Dawn where a driver offers an adapter.
 * Each loads its package when it is tried. What Dawn and TensorFlow.js say of themselves goes to stderr.
 */
import { existsSync } from 'node:fs';
import { cpus } from 'node:os';
import type { BackendRequest } from '../core/engine/backend-name';
import { processorCandidate, webgpuCandidate } from '../core/engine/candidates';
import type { Candidate } from '../core/engine/choose-backend';
import { env, setBackend } from '../core/tf';

/** Where Debian's Chromium keeps its software Vulkan driver. */
const SOFTWARE_DRIVER = '/usr/lib/chromium/vk_swiftshader_icd.json';

export function nodeCandidates({
  requested,
  onLost,
}: {
  requested: BackendRequest;
  onLost: (message: string) => void;
}): Candidate[] {
  const processor = cpus()[0]?.model.trim() ?? 'unknown processor';
  return [
    webgpuCandidate({
      findGPU: () => findDawn({ software: requested === 'webgpu' }),
      createBackend: async (device, info) => {
        const { WebGPUBackend } = await import('@tensorflow/tfjs-backend-webgpu');
        return new WebGPUBackend(device, info);
      },
      onLost,
    }),
    processorCandidate('wasm', processor, startWasm),
    processorCandidate('cpu', processor, async () => {
      await import('@tensorflow/tfjs-backend-cpu');
      return setBackend('cpu');
    }),
  ];
}

/** TensorFlow.js on one thread of wasm; more cores = more threads of ours. */
export async function startWasm(): Promise<boolean> {
  await import('@tensorflow/tfjs-backend-wasm');
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  return setBackend('wasm');
}

/**
 * WebGPU for Node, and what it expects of a page.
 * @param software take a software driver where no real one is found
 */
export async function findDawn({ software }: { software: boolean }): Promise<GPU | undefined> {
  const { create, globals } = await import('webgpu');
  Object.assign(globalThis, globals);
  let gpu = create([]);
  const nothing = (await gpu.requestAdapter()) === null;
  if (nothing && software && !process.env['VK_DRIVER_FILES'] && existsSync(SOFTWARE_DRIVER)) {
    process.env['VK_DRIVER_FILES'] = SOFTWARE_DRIVER;
    gpu = create([]);
  }
  Object.defineProperty(globalThis, 'navigator', { value: { gpu }, configurable: true });
  return gpu;
}
