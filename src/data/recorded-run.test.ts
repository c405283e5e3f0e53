import { readFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaultSwitches } from '../core/ablation/registry';
import type { EpochRecord } from '../training/events';
import { createRandom } from '../lib/random';
import { UserError } from '../lib/user-error';
import { encodeRecordedRun as encode, RECORDING } from './record-run';
import { decodeRecordedRun, type RecordedRun } from './recorded-run';
import { resizedPictures } from './resized-pictures';

const packedSize = (file: Uint8Array): number => gzipSync(file, { level: 9 }).length;
const encodeRecordedRun = (run: RecordedRun) => encode(run, { sizeOf: packedSize });

const random = createRandom(3, 'test');
const noise = (length: number, scale: number): Float32Array<ArrayBuffer> =>
  Float32Array.from({ length }, () => (random.uniform() - 0.5) * 2 * scale);
const normalisation = { scale: 255, shift: 127, divisor: 128 };

/** A run of the default task's sizes: 96 pixels, patch 8, ten classes, 310 steps, with noise for values. */
function recording({ side = 96, samples = 16, steps = 310, snapshots = 40 } = {}): RecordedRun {
  const natives = Array.from({ length: samples }, () => ({
    width: 28,
    height: 28,
    channels: 1 as const,
    data: Uint8Array.from({ length: 784 }, () => random.integer(256)),
  }));
  const epochs = Array.from({ length: 10 }, (_, i): EpochRecord => ({
    epoch: i + 1,
    step: (i + 1) * 31,
    trainLoss: 1.2345678901,
    trainAccuracy: 0.7654321,
    testAccuracy: 0.7123,
    learningRate: { pattern: 0.003, mask: 0.003 },
    msPerStep: 612.3456789,
    mapping: [1, 22, 333, 444, 555, 666, 777, 888, 999, 0],
  }));
  const coarse = Math.floor(side / 8);
  return {
    config: {
      method: {
        ...defaultSwitches,
        side,
        nativeSide: 28,
        classes: 10,
        patch: 8,
      },
      training: {
        epochs: 10,
        batch: 64,
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
    },
    classes: Array.from({ length: 10 }, (_, i) => `class ${i}`),
    curves: { losses: noise(steps, 2), accuracies: noise(steps, 1), epochs },
    unprompted: null,
    seconds: 0,
    result: null,
    provenance: { dataHash: 'd', backboneHash: 'b', device: 'wasm', versions: { app: '0.1.0' } },
    label: 'SMM',
    recorded: '2026-01-01',
    stepsPerEpoch: 31,
    testCount: 1000,
    normalisation,
    sourceClasses: Array.from({ length: 1000 }, (_, i) => `source ${i}`),
    samples: {
      ids: natives.map((_, i) => `test/${i}`),
      labels: Int32Array.from(natives, (_, i) => i % 10),
      natives,
      side,
      normalisation,
      resized: resizedPictures(natives, { side, normalisation }),
      frame: null,
    },
    snapshots: Array.from({ length: snapshots }, (_, i) => ({
      step: i * 8,
      epoch: Math.floor(i / 4),
      masks: noise(samples * coarse * coarse * 3, 9),
      pattern: i === 0 ? new Float32Array(side * side * 3) : noise(side * side * 3, 0.4),
      targets: noise(samples * 10, 1),
      sourceClasses: Int32Array.from({ length: samples * 5 }, () => random.integer(1000)),
      sourceProbabilities: noise(samples * 5, 1),
      mapping: Int32Array.from({ length: 10 }, () => random.integer(1000)),
    })),
  };
}

const whole = recording();
const wholeFiles = encodeRecordedRun(whole);

const largest = (values: Float32Array): number =>
  values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

test('the small file fits its budget and opens with first and last step', () => {
  const run = whole;
  const { first } = wholeFiles;
  expect(packedSize(first)).toBeLessThanOrEqual(RECORDING.first.bytes);
  expect(gzipSync(first).length).toBeLessThan(first.length);
  const decoded = decodeRecordedRun(first);
  expect(decoded.samples.ids).toEqual(run.samples.ids.slice(0, 8));
  expect(decoded.snapshots.length).toBeGreaterThanOrEqual(4);
  expect(decoded.snapshots[0]!.step).toBe(0);
  expect(decoded.snapshots.at(-1)!.step).toBe(39 * 8);
});

test('curves, settings, pictures, classes and mapping are exact', () => {
  const run = whole;
  for (const file of Object.values(wholeFiles)) {
    const { samples, snapshots, sourceClasses, ...decoded } = decodeRecordedRun(file);
    const names = run.sourceClasses;
    expect(run).toMatchObject(decoded);
    expect(samples.natives).toEqual(run.samples.natives.slice(0, samples.natives.length));
    expect(samples.resized.every((value, i) => value === run.samples.resized[i])).toBe(true);
    for (const snapshot of snapshots) {
      const original = run.snapshots.find(({ step }) => step === snapshot.step)!;
      expect(snapshot.mapping).toEqual(original.mapping);
      expect(snapshot.epoch).toBe(original.epoch);
      expect(snapshot.sourceClasses).toEqual(
        original.sourceClasses.subarray(0, snapshot.sourceClasses.length),
      );
      for (const index of [...snapshot.mapping, ...snapshot.sourceClasses]) {
        expect(sourceClasses[index]).toBe(names[index]);
      }
    }
  }
});

test('masks are within 1/254 of the largest beside them, probabilities within half precision', () => {
  const run = whole;
  const { snapshots } = decodeRecordedRun(wholeFiles.more);
  expect(snapshots.length).toBe(32);
  for (const { step, masks, targets } of snapshots) {
    const original = run.snapshots.find((snapshot) => snapshot.step === step)!;
    const tolerance = (largest(original.masks!) / 254) * 1.0001;
    expect(masks!.every((value, i) => Math.abs(value - original.masks![i]!) <= tolerance)).toBe(true);
    expect(targets.every((value, i) => Math.abs(value - original.targets[i]!) <= 2 ** -11)).toBe(true);
  }
});

test('a step without its own δ shows the nearest one and names it; δ = 0 is exact and costs nothing', () => {
  const run = whole;
  const { snapshots } = decodeRecordedRun(wholeFiles.more);
  expect(snapshots[0]!.patternStep).toBeUndefined();
  expect(snapshots[0]!.pattern!.every((value) => value === 0)).toBe(true);
  const own = snapshots.filter(({ patternStep }) => patternStep === undefined);
  expect(own.length).toBe(1 + RECORDING.more.patterns);
  for (const { step, pattern, patternStep } of snapshots) {
    const original = run.snapshots.find((snapshot) => snapshot.step === (patternStep ?? step))!.pattern!;
    const tolerance = (largest(original) / 254) * 1.0001;
    expect(pattern!.every((value, i) => Math.abs(value - original[i]!) <= tolerance)).toBe(true);
    for (const other of own) {
      expect(Math.abs((patternStep ?? step) - step)).toBeLessThanOrEqual(Math.abs(other.step - step));
    }
  }
});

test('a run without masks, without δ or with a frame keeps it so', () => {
  const run = recording({ side: 32, samples: 2, snapshots: 3 });
  const bare = {
    ...run,
    snapshots: run.snapshots.map((snapshot) => ({ ...snapshot, masks: null, pattern: null })),
  };
  const decoded = decodeRecordedRun(encodeRecordedRun(bare).first);
  expect(decoded.snapshots.map(({ masks, pattern }) => [masks, pattern])).toEqual([
    [null, null],
    [null, null],
    [null, null],
  ]);
  const frame = Uint8Array.from({ length: 32 * 32 }, (_, i) => i % 2);
  const framed = { ...run, samples: { ...run.samples, frame } };
  expect(decodeRecordedRun(encodeRecordedRun(framed).first).samples.frame).toEqual(frame);
});

test('a snapshot from before the first mapping is left out', () => {
  const run = recording({ side: 32, samples: 2, snapshots: 3 });
  const [early, ...later] = run.snapshots;
  const unmapped = { ...early!, mapping: new Int32Array(), targets: new Float32Array() };
  const { snapshots } = decodeRecordedRun(
    encodeRecordedRun({ ...run, snapshots: [unmapped, ...later] }).first,
  );
  expect(snapshots.map(({ step }) => step)).toEqual([8, 16]);
});

test('what cannot be told truly is not recorded', () => {
  const run = recording({ side: 32, samples: 2, snapshots: 2 });
  const shifted = {
    ...run,
    samples: { ...run.samples, resized: run.samples.resized.map((value) => value + 1) },
  };
  expect(() => encodeRecordedRun(shifted)).toThrow(/cannot be recorded/);
  const diverged = run.snapshots.map((snapshot) => ({ ...snapshot, masks: snapshot.masks!.fill(NaN) }));
  expect(() => encodeRecordedRun({ ...run, snapshots: diverged })).toThrow(/diverged/);
});

test('whatever happens to its bytes, a recorded run is read or refused with a sentence', () => {
  const original = encodeRecordedRun(recording({ side: 16, samples: 2, snapshots: 2 })).first;
  fc.assert(
    fc.property(fc.nat(original.length - 1), fc.nat(255), fc.nat(original.length), (at, to, length) => {
      const bytes = original.slice();
      bytes[at] = to;
      for (const candidate of [bytes, bytes.slice(0, length)]) {
        try {
          decodeRecordedRun(candidate);
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
        }
      }
    }),
    { numRuns: 300, seed: 3 },
  );
});

test('the committed runs are read, whichever version wrote them', () => {
  for (const name of ['smm', 'full'] as const) {
    const packed = readFileSync(
      new URL(`../../public/recorded/${name}.first.safetensors.gz`, import.meta.url),
    );
    const { config } = decodeRecordedRun(Uint8Array.from(gunzipSync(packed)));
    expect(config.method).toMatchObject({ ...defaultSwitches, baseline: name });
  }
});
