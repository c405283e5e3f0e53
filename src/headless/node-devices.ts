/**
 * The backends of the command line: wasm and cpu everywhere, WebGPU through Dawn where a driver offers an adapter.
 * Each loads its package when it is tried. What Dawn and TensorFlow.js say of themselves goes to stderr.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import { pathToFileURL } from 'node:url';
import type { BackendRequest } from '../core/engine/backend-name';
import { processorCandidate, webgpuCandidate, type WebGPUOptions } from '../core/engine/candidates';
import type { Candidate } from '../core/engine/choose-backend';
import { reportFullHeap } from '../core/engine/wasm-memory';
import { env, setBackend } from '../core/tf';

/** Where Debian's Chromium keeps its software Vulkan driver. */
const SOFTWARE_DRIVER = '/usr/lib/chromium/vk_swiftshader_icd.json';

export function nodeCandidates({
  requested,
  ...reports
}: {
  requested: BackendRequest;
} & Pick<WebGPUOptions, 'onLost' | 'onRefused'>): Candidate[] {
  const processor = cpus()[0]?.model.trim() ?? 'unknown processor';
  return [
    webgpuCandidate({
      findGPU: () => findDawn({ software: requested === 'webgpu' }),
      createBackend: async (device, info) => {
        const { WebGPUBackend } = await import('@tensorflow/tfjs-backend-webgpu');
        return new WebGPUBackend(device, info);
      },
      ...reports,
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
  const started = await setBackend('wasm');
  if (started) reportFullHeap();
  return started;
}

/**
 * WebGPU for Node, and what it expects of a page.
 * @param software take a software driver where no real one is found
 */
export async function findDawn({ software }: { software: boolean }): Promise<GPU | undefined> {
  if (!adapterExists()) {
    if (!software || process.env['VK_DRIVER_FILES'] || !existsSync(SOFTWARE_DRIVER)) return NO_ADAPTER;
    process.env['VK_DRIVER_FILES'] = SOFTWARE_DRIVER;
  }
  const { create, globals } = await import('webgpu');
  Object.assign(globalThis, globals);
  const gpu = create([]);
  Object.defineProperty(globalThis, 'navigator', { value: { gpu }, configurable: true });
  return gpu;
}

const NO_ADAPTER = { requestAdapter: async () => null } as unknown as GPU;

/**
 * Whether Dawn finds an adapter: asked of a process of its own. Drivers and their loader write to stderr past Node
 * (where there is none, a page of it), and a broken one takes its process with it.
 */
function adapterExists(): boolean {
  const dawn = pathToFileURL(createRequire(import.meta.url).resolve('webgpu')).href;
  const ask = `import('${dawn}').then(async ({ create }) => process.exit((await create([]).requestAdapter()) ? 0 : 1))`;
  const { status } = spawnSync(process.execPath, ['-e', ask], { stdio: 'ignore', timeout: 30_000 });
  return status === 0;
}
