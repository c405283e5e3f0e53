/** One small, sound file of each kind that holds something of a run: for tests to spoil. */
import { encodeCapsule, shapedState, type Capsule } from '../capsule';
import { encodeCheckpoint } from '../checkpoint';
import type { SaliencyInspection, StepInspection } from '../inspection';
import { unmeasured } from '../measurements';
import { encodeRecordedRun } from '../record-run';
import { encodeInspection } from '../recorded-inspection';
import { encodeRecordedLab } from '../recorded-lab';
import { encodeSurvey } from '../recorded-survey';
import { resizedPictures } from '../resized-pictures';
import type { RunRecord } from '../run-record';
import type { SampleSet, ViewSnapshot } from '../snapshot';
import { encodeViewSnapshots } from '../view-snapshots';

const waves = (length: number, size = 1, phase = 0) =>
  Float32Array.from({ length }, (_, i) => size * Math.sin(i + phase));

const side = 8;
const ids = ['test/0', 'test/1'];
const normalisation = { scale: 255, shift: 127, divisor: 128 };
const provenance = { dataHash: 'd', backboneHash: 'b', device: 'wasm', versions: { app: '1' } };

/** Of two epochs of three steps, finished. */
export const tinyRecord: RunRecord = {
  config: {
    method: {
      baseline: 'smm',
      masks: 'per-sample',
      channels: 'three',
      generator: 'convnet',
      interpolation: 'patch-wise',
      pattern: 'shared',
      mapping: 'ilm',
      side,
      nativeSide: 4,
      classes: 3,
      patch: 4,
    },
    training: {
      epochs: 2,
      batch: 8,
      patternLearningRate: 0.003,
      maskLearningRate: 0.003,
      patternDecay: 0.1,
      maskDecay: 0.1,
      augmentation: 'none',
      seed: 0,
      trainLimit: null,
      testLimit: 20,
    },
    data: 'fashion-mnist',
    backbone: 'efficientnet-lite0',
  },
  classes: ['Bag', 'Coat', 'Ärmel'],
  curves: {
    losses: waves(6, 2),
    accuracies: waves(6),
    epochs: [1, 2].map((epoch) => ({
      epoch,
      step: 3 * epoch,
      trainLoss: 1.5,
      trainAccuracy: 0.25,
      testAccuracy: 0.375,
      learningRate: { pattern: 0.003, mask: 0.003 },
      msPerStep: 12.5,
      mapping: [1, 2, 9],
    })),
  },
  unprompted: { testAccuracy: 0.125, mapping: [3, 2, 1] },
  seconds: 1.5,
  result: {
    unprompted: { testAccuracy: 0.125 },
    last: { epoch: 2, testAccuracy: 0.375 },
    best: { epoch: 1, testAccuracy: 0.375 },
    cleanTrainLoss: 1.25,
    parameters: { patternAllocated: 192, patternEffective: 192, generator: 76, total: 268 },
    seconds: 2,
  },
  provenance,
};

const state = shapedState(
  [
    { name: 'delta', shape: [side, side, 3], group: 'pattern', start: { kind: 'constant', value: 0 } },
    {
      name: 'mask_generator.head.weight',
      shape: [3, 3, 2, 3],
      group: 'mask',
      start: { kind: 'uniform', bound: 1 },
    },
  ],
  { delta: waves(192), 'mask_generator.head.weight': waves(54) },
);

export const tinyCapsule: Capsule = { ...tinyRecord, tensors: state, mapping: Int32Array.of(1, 2, 9) };

function samples(): SampleSet {
  const natives = ids.map((_, i) => ({
    width: 4,
    height: 5,
    channels: 1 as const,
    data: Uint8Array.from({ length: 20 }, (_, at) => (at * 37 + i) % 256),
  }));
  const resized = resizedPictures(natives, { side, normalisation });
  return { ids, labels: Int32Array.of(0, 2), natives, side, normalisation, resized, frame: null };
}

function snapshot(step: number): ViewSnapshot {
  return {
    step,
    epoch: 1,
    masks: waves(2 * 2 * 2 * 3, 3, step),
    pattern: waves(side * side * 3, 0.5, step),
    targets: waves(6, 1, step),
    sourceClasses: Int32Array.from({ length: 10 }, (_, i) => i),
    sourceProbabilities: waves(10),
    mapping: Int32Array.of(1, 2, 9),
  };
}

function inspection(): Uint8Array<ArrayBuffer> {
  const saliency: SaliencyInspection = {
    what: 'saliency',
    sampleId: 'test/1',
    side: 4,
    target: 1,
    strength: { prompted: waves(16, 2), resized: waves(16, 0.5) },
    account: waves(16, 0.04),
    firstOrder: { prompted: 1.25, resized: -0.5 },
    logits: { prompted: 3.25, resized: -1.5 },
  };
  const step: StepInspection = {
    what: 'step',
    sampleId: 'test/1',
    after: [null, 'mask'],
    only: 'pattern',
    batch: 8,
    side: 4,
    moments: false,
    learningRates: { pattern: 0.003, mask: 0.001 },
    loss: { before: 0.75, after: 0.5 },
    accuracy: { before: 0.5, after: 0.625 },
    sample: { before: Float32Array.of(0.25, 0.75), after: Float32Array.of(0.5, 0.5), label: 1 },
    patternGradient: waves(48),
    patternChange: null,
    mask: { height: 2, width: 1, before: waves(6), after: waves(6) },
    parameters: [
      { name: 'delta', of: 'pattern', count: 48, gradient: 0.1, change: 0.2, before: 3, still: false },
    ],
  };
  const map = { kind: 'block', index: 1, height: 4, width: 4, channels: 2, values: waves(32) } as const;
  const receptive = { size: 10, stride: 4, before: 3 };
  return encodeInspection({
    step: 6,
    data: 'fashion-mnist',
    recorded: '2026-11-28',
    provenance,
    answers: [
      saliency,
      step,
      {
        what: 'generator',
        sampleId: 'test/1',
        maps: [
          { ...map, receptive },
          { ...map, receptive, kind: 'head' },
        ],
        head: { inputs: 1, weight: waves(27), bias: waves(3) },
      },
      {
        what: 'mapping',
        sources: [7, 2],
        targets: 2,
        counts: Int32Array.of(9, 1, 0, 5),
        total: 16,
        unlisted: 1,
        picks: [{ target: 0, source: 7, count: 9, losers: [{ target: 1, count: 1 }] }],
        inUse: true,
      },
    ],
  });
}

function survey(): Uint8Array<ArrayBuffer> {
  const labels = Int32Array.from({ length: 8 }, (_, i) => i % 3);
  return encodeSurvey({
    data: 'fashion-mnist',
    recorded: '2026-11-28',
    provenance,
    survey: {
      what: 'survey',
      count: 8,
      classes: 3,
      labels,
      answers: { unprompted: labels, prompted: labels },
      losses: { unprompted: waves(8), initial: waves(8), trained: waves(8) },
      features: {
        dimensions: 2,
        explained: { unprompted: 0.9, prompted: 0.8 },
        unprompted: waves(16),
        prompted: waves(16),
        mean: waves(5),
        axes: waves(10),
      },
    },
  });
}

/** Each anew, so that no test can spoil another's. */
export const tinyRunFiles = {
  capsule: () => encodeCapsule(tinyCapsule),
  checkpoint: () =>
    encodeCheckpoint({
      ...tinyCapsule,
      step: 6,
      epochSeconds: 0.25,
      moments: { first: state, second: state },
      random: { start: [1, 2, 3, 0xffffffff] },
    }),
  recordedRun: () =>
    encodeRecordedRun(
      {
        ...tinyRecord,
        label: 'SMM',
        recorded: '2026-11-28',
        stepsPerEpoch: 3,
        testCount: 20,
        normalisation,
        sourceClasses: Array.from({ length: 10 }, (_, i) => `source ${i}`),
        samples: samples(),
        snapshots: [0, 3, 6].map(snapshot),
      },
      { sizeOf: (bytes) => bytes.length },
    ).first,
  recordedLab: () =>
    encodeRecordedLab({
      packed: '2026-11-28',
      sourceClasses: ['a', 'b'],
      testCount: 20,
      runs: [
        {
          id: 'default.seed-0',
          label: 'SMM',
          recorded: '2026-11-28',
          files: { pictures: 'default.pictures.safetensors.gz', weights: null },
          record: tinyRecord,
          measured: unmeasured,
        },
        { id: 'copy.seed-0', label: 'the same', sameAs: 'default.seed-0', method: {}, measured: unmeasured },
      ],
    }),
  viewSnapshots: () =>
    encodeViewSnapshots({
      samples: samples(),
      snapshots: [0, 3].map((step) => ({ ...snapshot(step), sampleIds: ids })),
    })!,
  inspection,
  survey,
};
