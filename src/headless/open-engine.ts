import { availableParallelism, cpus } from 'node:os';
import type { Backbone } from '../core/backbone/backbone';
import { createBackbone } from '../core/backbone/network';
import type { NamedTensors, NetworkDescription } from '../core/backbone/layers';
import * as tf from '../core/tf';
import { createPooledBackbone } from '../training/backbone-pool';
import { startBackboneThreads } from './backbone-threads';

export const backendChoices = ['auto', 'webgpu', 'wasm', 'cpu'] as const;
export type BackendChoice = (typeof backendChoices)[number];

export interface Engine {
  readonly backbone: Backbone;
  /** `wasm`, say */
  readonly backend: string;
  /** backend and processor in words */
  readonly device: string;
  dispose(): void;
}

/** Beyond four threads the generator and Adam, which stay on one, are what takes the time. */
const MOST_THREADS = 4;

/** Starts TensorFlow.js on a backend and puts the frozen network on it. */
export async function openEngine(
  choice: BackendChoice,
  network: { description: NetworkDescription; tensors: NamedTensors },
): Promise<Engine> {
  const processor = cpus()[0]?.model.trim() ?? 'unknown processor';
  switch (choice) {
    case 'cpu': {
      await import('@tensorflow/tfjs-backend-cpu');
      await tf.setBackend('cpu');
      const backbone = createBackbone(network);
      return {
        backbone,
        backend: 'cpu',
        device: `cpu, plain JavaScript, ${processor}`,
        dispose: () => backbone.dispose(),
      };
    }
    default: {
      await import('@tensorflow/tfjs-backend-wasm');
      tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
      await tf.setBackend('wasm');
      const threads = Math.min(MOST_THREADS, availableParallelism());
      const backbone = await createPooledBackbone({ ports: startBackboneThreads(threads), ...network });
      return {
        backbone,
        backend: 'wasm',
        device: `wasm, ${backbone.workers} ${backbone.workers === 1 ? 'thread' : 'threads'}, ${processor}`,
        dispose: () => backbone.dispose(),
      };
    }
  }
}
