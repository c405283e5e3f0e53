import { vi } from 'vitest';
import { encodeCapsule } from '../data/capsule';
import { encodeCheckpoint } from '../data/checkpoint';
import type { RunRecord } from '../data/run-record';
import { config, epochRecord } from '../store/testing';
import { provenance } from './fake-world';

/** A small run as files have it, for tests of what is kept. The page never imports it. */

/** Waits for what comes of a command: the disk is asked many times, and a busy machine takes long. */
export const soon = <Value>(check: () => Value): Promise<Value> => vi.waitFor(check, { timeout: 10_000 });

export const tensors = {
  delta: { shape: [2, 2, 3], values: Float32Array.from({ length: 12 }, (_, i) => i / 7) },
};
const mapping = Int32Array.of(0, 1);

/** @param change.seed makes another run of it */
export function keptRecord({ seed = 0, ...change }: Partial<RunRecord> & { seed?: number } = {}): RunRecord {
  return {
    config: {
      ...config,
      method: { ...config.method, side: 32, patch: 8 },
      training: { ...config.training, seed },
    },
    classes: ['shirt', 'shoe'],
    curves: {
      losses: Float32Array.of(2, 1.5),
      accuracies: Float32Array.of(0.5, 0.75),
      epochs: [{ ...epochRecord(1), step: 2, batchHash: 'batches' }],
    },
    unprompted: { testAccuracy: 0.25, mapping: [1, 0] },
    seconds: 3.5,
    result: null,
    provenance,
    ...change,
  };
}

export function capsuleBytes(change: Parameters<typeof keptRecord>[0] = {}): Uint8Array<ArrayBuffer> {
  return encodeCapsule({ ...keptRecord(change), tensors, mapping });
}

export function checkpointBytes(step: number, change: Parameters<typeof keptRecord>[0] = {}) {
  return encodeCheckpoint({
    ...keptRecord(change),
    step,
    tensors,
    mapping,
    moments: { first: {}, second: {} },
    random: {},
    epochSeconds: 0,
  });
}
