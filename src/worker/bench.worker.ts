/** The worker behind `?bench`: training/bench on the backends of this browser. */
import { version } from '../../package.json';
import { webgpuCandidate } from '../core/engine/candidates';
import type { Candidate } from '../core/engine/choose-backend';
import { countDeviceWork, type DeviceCounters } from '../core/engine/device-counters';
import { version_core } from '../core/tf';
import { loadBackboneFile } from '../data/backbone-file';
import { createPooledBackbone } from '../training/backbone-pool';
import type { BenchBackend, Network, StartedBench } from '../training/bench/host';
import { runBench } from '../training/bench/run-bench';
import { startBackboneWorkers } from './backbone-workers';
import type { BenchReply, BenchRequest } from './bench-protocol';
import { browserCandidates } from './browser-candidates';
import { fetchFiles } from './fetch-files';

declare const self: DedicatedWorkerGlobalScope;

const MOST_WORKERS = 4;

const clock = (): number => performance.now();

const post = (reply: BenchReply): void => self.postMessage(reply);

function fail(reason: unknown): void {
  post({ type: 'failed', message: reason instanceof Error ? reason.message : String(reason) });
}

const deviceTrouble = {
  onLost: (message: string): void => fail(`The graphics device was lost (${message}).`),
  onRefused: ({ message }: { message: string }): void =>
    fail(`The graphics device refused work (${message}).`),
};

async function measure({ full, assets }: BenchRequest): Promise<void> {
  const cores = navigator.hardwareConcurrency;
  const report = (what: string): void => post({ type: 'progress', what });
  report('loading the network');
  const read = fetchFiles(new URL('models/', assets), () => undefined);
  const file = await loadBackboneFile(read, 'efficientnet-lite0');
  const network = { description: file.description, tensors: file.tensors };
  const host = {
    machine: { processor: `${cores} logical processors`, cores, date: new Date().toISOString() },
    versions: { app: version, runtime: navigator.userAgent, tfjs: version_core },
    network,
    backends: browserBackends(network),
    openRival: null,
    countSteps: null,
    clock,
    residentBytes: () => null,
    report,
  };
  post({ type: 'done', report: await runBench(host, { full }) });
}

function browserBackends(network: Network): BenchBackend[] {
  const pool: StartedBench['pool'] = {
    mostThreads: Math.min(navigator.hardwareConcurrency, MOST_WORKERS),
    open: (count) => createPooledBackbone({ ...network, ports: startBackboneWorkers(count), clock }),
  };
  const others = browserCandidates(deviceTrouble).filter(({ backend }) => backend !== 'webgpu');
  return [
    countedWebGPU(),
    ...others.map((candidate) => asBenchBackend(candidate, candidate.backend === 'wasm' ? pool : null)),
  ];
}

function asBenchBackend(candidate: Candidate, pool: StartedBench['pool']): BenchBackend {
  return {
    backend: candidate.backend,
    async start() {
      const started = await candidate.start();
      return started.ok ? { ...started, counters: null, pool, stop: () => candidate.stop() } : started;
    },
  };
}

/** On a device whose whole work is counted, not its dispatches alone. */
function countedWebGPU(): BenchBackend {
  let counters: DeviceCounters | null = null;
  const candidate = webgpuCandidate({
    findGPU: async () => navigator.gpu as GPU | undefined,
    createBackend: async (device, info) => {
      const { WebGPUBackend } = await import('@tensorflow/tfjs-backend-webgpu');
      counters = countDeviceWork(device);
      return new WebGPUBackend(device, info);
    },
    ...deviceTrouble,
  });
  const { backend, start } = asBenchBackend(candidate, null);
  return {
    backend,
    async start() {
      const started = await start();
      return started.ok ? { ...started, counters } : started;
    },
  };
}

self.addEventListener('message', ({ data }: MessageEvent<BenchRequest>) => void measure(data).catch(fail));
