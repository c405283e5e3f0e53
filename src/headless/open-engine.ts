import { availableParallelism } from 'node:os';
import type { Backbone } from '../core/backbone/backbone';
import type { NamedTensors, NetworkDescription } from '../core/backbone/description/layers';
import { createBackbone } from '../core/backbone/network';
import { chooseBackend, type ChosenBackend } from '../core/engine/choose-backend';
import { createPooledBackbone } from '../training/backbone-pool';
import { refused } from '../training/failures';
import { startBackboneThreads } from './backbone-threads';
import { nodeCandidates } from './node-devices';

export const backendChoices = ['auto', 'webgpu', 'wasm', 'cpu'] as const;
export type BackendChoice = (typeof backendChoices)[number];

/** A backend that has been chosen, with the frozen network on it. */
export interface Engine extends ChosenBackend {
  readonly backbone: Backbone;
  /** backend, threads and adapter or processor in words */
  readonly device: string;
  dispose(): void;
}

interface Network {
  readonly description: NetworkDescription;
  readonly tensors: NamedTensors;
}

/** Beyond four threads the generator and Adam, which stay on one, are what takes the time. */
const MOST_THREADS = 4;

/** @param threads for the network on wasm; as many as there are cores, at most four, without */
export async function openEngine(
  requested: BackendChoice,
  network: Network,
  threads = Math.min(MOST_THREADS, availableParallelism()),
): Promise<Engine> {
  const candidates = nodeCandidates({
    requested,
    onLost: (message) => endRun(`The graphics device was lost (${message}).`),
    onRefused: (refusal) => endRun(refused(refusal).message),
  });
  const chosen = await chooseBackend({ requested, candidates });
  const { backend, adapter } = chosen;
  if (backend !== 'wasm') {
    const backbone = createBackbone(network);
    return { ...chosen, backbone, device: `${backend}, ${adapter}`, dispose: () => backbone.dispose() };
  }
  const ports = startBackboneThreads(threads);
  const backbone = await createPooledBackbone({ ports, ...network, clock: () => performance.now() });
  const count = Math.max(1, backbone.workers);
  const inWords = count === 1 ? '1 thread' : `${count} threads`;
  return {
    ...chosen,
    backbone,
    device: `wasm, ${inWords}, ${adapter}`,
    dispose: () => backbone.dispose(),
  };
}

/** With the device all tensors are gone, or none can be trusted. What was kept of the run is on the disk. */
function endRun(sentence: string): never {
  process.stderr.write(`${sentence} Run the command again, with --backend wasm if this goes on.\n`);
  process.exit(1);
}
