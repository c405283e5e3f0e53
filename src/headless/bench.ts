/** `smm bench`: training/bench on the backends of Node, with PyTorch as a rival and a device that only counts. */
import { availableParallelism, cpus } from 'node:os';
import { webgpuCandidate } from '../core/engine/candidates';
import { countDeviceWork, type DeviceCounters } from '../core/engine/device-counters';
import { setBackend, version_core } from '../core/tf';
import { loadBackboneFile } from '../data/backbone-file';
import { createPooledBackbone } from '../training/backbone-pool';
import type { BenchBackend, Network } from '../training/bench/host';
import { DEFAULT_SIZE } from '../training/bench/measure-backend';
import type { BenchReport, CountedStep } from '../training/bench/report';
import { runBench } from '../training/bench/run-bench';
import { publicFolder } from './assets';
import { startBackboneThreads } from './backbone-threads';
import { countStep } from './bench-counted';
import { startPyTorch } from './bench-pytorch';
import { findDawn, startWasm } from './node-devices';

const MOST_THREADS = 4;
const COUNTED_SIDES = [64, 128, 224];

/** @param report what is being measured, for someone who waits */
export async function benchInNode({
  full,
  report,
}: {
  full: boolean;
  report: (what: string) => void;
}): Promise<BenchReport> {
  const file = await loadBackboneFile(publicFolder('models'), 'efficientnet-lite0');
  const network: Network = { description: file.description, tensors: file.tensors };
  const processor = cpus()[0]?.model.trim() ?? 'unknown processor';
  const host = {
    machine: { processor, cores: availableParallelism(), date: new Date().toISOString() },
    versions: { runtime: `Node ${process.version}`, tfjs: version_core },
    network,
    // the one that trains here first, while this process is still small
    backends: [wasm(network, processor), webgpu(), plainJavaScript(processor)],
    openRival: startPyTorch,
    countSteps: (options: { full: boolean }) => counted(network, options),
    clock: () => performance.now(),
    residentBytes: () => 1024 * process.resourceUsage().maxRSS,
    report,
  };
  return runBench(host, { full });
}

function wasm(network: Network, adapter: string): BenchBackend {
  return {
    backend: 'wasm',
    async start() {
      if (!(await startWasm())) return { ok: false, reason: 'does not start' };
      const pool = {
        mostThreads: Math.min(MOST_THREADS, availableParallelism()),
        open: (threads: number) =>
          createPooledBackbone({
            ...network,
            ports: startBackboneThreads(threads),
            clock: () => performance.now(),
          }),
      };
      return { ok: true, adapter, software: false, counters: null, pool, stop: () => undefined };
    },
  };
}

function webgpu(): BenchBackend {
  return {
    backend: 'webgpu',
    async start() {
      let counters: DeviceCounters | null = null;
      const candidate = webgpuCandidate({
        findGPU: () => findDawn({ software: true }),
        createBackend: async (device, info) => {
          const { WebGPUBackend } = await import('@tensorflow/tfjs-backend-webgpu');
          counters = countDeviceWork(device);
          return new WebGPUBackend(device, info);
        },
        onLost: (message) => process.stderr.write(`The graphics device was lost (${message}).\n`),
        onRefused: ({ message }) => process.stderr.write(`The graphics device refused work (${message}).\n`),
      });
      const started = await candidate.start();
      return started.ok ? { ...started, counters, pool: null, stop: () => candidate.stop() } : started;
    },
  };
}

function plainJavaScript(adapter: string): BenchBackend {
  return {
    backend: 'cpu',
    async start() {
      await import('@tensorflow/tfjs-backend-cpu');
      await setBackend('cpu');
      return { ok: true, adapter, software: false, counters: null, pool: null, stop: () => undefined };
    },
  };
}

async function counted(network: Network, { full }: { full: boolean }): Promise<CountedStep[]> {
  const steps = [await countStep(network, DEFAULT_SIZE)];
  if (!full) return steps;
  for (const side of COUNTED_SIDES) steps.push(await countStep(network, { ...DEFAULT_SIZE, side }));
  return steps;
}
