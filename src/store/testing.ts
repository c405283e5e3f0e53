import { defaultSwitches } from '../core/ablation/registry';
import type { RunConfig } from '../core/method-config';
import { unmeasured } from '../data/measurements';
import type { RunEntry } from '../data/run-entry';
import type { SampleSet, ViewSnapshot } from '../data/snapshot';
import { PUBLISHED } from '../lib/normalisation';
import type { EpochRecord } from '../training/events';
import { emptyRun, type RunView } from './run-view';

/** Small, plain stand-ins for tests. Nothing of the page imports this file. */

export const config: RunConfig = {
  method: {
    ...defaultSwitches,
    side: 8,
    nativeSide: 28,
    classes: 2,
    patch: 4,
  },
  training: {
    epochs: 2,
    batch: 4,
    patternLearningRate: 0.003,
    maskLearningRate: 0.003,
    patternDecay: 0.1,
    maskDecay: 0.1,
    augmentation: 'none',
    seed: 0,
    trainLimit: null,
    testLimit: null,
  },
  data: 'fashion-mnist',
  backbone: 'efficientnet-lite0',
};

export function runView(change: Partial<RunView> = {}): RunView {
  return {
    ...emptyRun({ id: 'run', label: 'SMM', origin: 'live', config }),
    classes: ['shirt', 'shoe'],
    stepsPerEpoch: 10,
    totalSteps: 20,
    ...change,
  };
}

export function sampleSet(ids: readonly string[], side = 8): SampleSet {
  const natives = ids.map(() => ({ width: 1, height: 1, channels: 1 as const, data: new Uint8Array(1) }));
  return {
    ids,
    labels: new Int32Array(ids.length),
    natives,
    side,
    normalisation: PUBLISHED,
    resized: new Float32Array(ids.length * side * side * 3),
    frame: null,
  };
}

export function viewSnapshot(step: number, samples = 1): ViewSnapshot {
  return {
    step,
    epoch: 1,
    masks: new Float32Array(samples * 2 * 2 * 3),
    pattern: new Float32Array(8 * 8 * 3),
    targets: new Float32Array(samples * 2),
    sourceClasses: new Int32Array(samples * 5),
    sourceProbabilities: new Float32Array(samples * 5),
    mapping: new Int32Array(2),
  };
}

export function epochRecord(epoch: number, testAccuracy = 0.5): EpochRecord {
  return {
    epoch,
    step: epoch * 31,
    trainLoss: 1,
    trainAccuracy: 0.5,
    testAccuracy,
    learningRate: { pattern: 0.003, mask: 0.003 },
    msPerStep: 5,
    mapping: [0, 1],
  };
}

export function runEntry(change: Partial<RunEntry> = {}): RunEntry {
  return {
    id: 'kept',
    source: 'trained-here',
    name: 'SMM',
    notes: '',
    tags: [],
    created: 1,
    updated: 1,
    config,
    classes: ['shirt', 'shoe'],
    epochs: [epochRecord(1)],
    unprompted: null,
    seconds: 1,
    result: null,
    provenance: {
      dataHash: 'd',
      backboneHash: 'b',
      device: 'wasm, test processor',
      versions: { app: '0.1.0' },
    },
    measured: unmeasured,
    bytes: 2_000_000,
    checkpoints: [],
    hasSnapshots: false,
    hasWeights: true,
    underWay: false,
    check: null,
    ...change,
  };
}
