import { describe, expect, it } from 'vitest';
import { resizedPictures } from './resized-pictures';
import type { SampleSet } from './snapshot';
import { serialiseSafetensors } from './safetensors';
import { decodeViewSnapshots, encodeViewSnapshots, KEPT, type SeenSnapshot } from './view-snapshots';

const side = 8;
const normalisation = { scale: 255, shift: 127, divisor: 128 };

function picture(seed: number, width = 4, channels: 1 | 3 = 1) {
  const data = Uint8Array.from({ length: width * 4 * channels }, (_, i) => (i * 37 + seed * 101) % 256);
  return { width, height: 4, channels, data };
}

function sampleSet(ids: readonly string[], resized?: Float32Array): SampleSet {
  const natives = ids.map((_, i) => picture(i, 4 + i, i % 2 ? 3 : 1));
  return {
    ids,
    labels: Int32Array.from(ids, (_, i) => i - 1),
    natives,
    side,
    normalisation,
    resized: resized ?? resizedPictures(natives, { side, normalisation }),
    frame: null,
  };
}

function snapshot(
  step: number,
  sampleIds: readonly string[],
  change: Partial<SeenSnapshot> = {},
): SeenSnapshot {
  const wave = (length: number, size = 1) =>
    Float32Array.from({ length }, (_, i) => size * Math.sin(i + step));
  return {
    step,
    epoch: 1,
    sampleIds,
    masks: wave(sampleIds.length * 12, 3),
    pattern: wave(side * side * 3, 0.5),
    targets: wave(sampleIds.length * 2),
    sourceClasses: Int32Array.from({ length: sampleIds.length * 5 }, (_, i) => i + step),
    sourceProbabilities: wave(sampleIds.length * 5),
    mapping: Int32Array.of(step, 7),
    ...change,
  };
}

const there = ['test/0', 'test/1'];

function back(samples: SampleSet, snapshots: readonly SeenSnapshot[]) {
  return decodeViewSnapshots(encodeViewSnapshots({ samples, snapshots })!);
}

const worst = (one: Float32Array, other: Float32Array) =>
  one.reduce((most, value, i) => Math.max(most, Math.abs(value - other[i]!)), 0);

describe('kept snapshots', () => {
  it('come back: masks and δ to a byte, answers to half precision, the rest exactly', () => {
    const seen = snapshot(3, there);
    const { samples, snapshots } = back(sampleSet(there), [seen]);
    const [found] = snapshots;
    expect(found).toMatchObject({ step: 3, epoch: 1, sampleIds: there, mapping: Int32Array.of(3, 7) });
    expect(found!.sourceClasses).toEqual(seen.sourceClasses);
    expect(found).not.toHaveProperty('patternStep');
    expect(worst(found!.masks!, seen.masks!)).toBeLessThan(3 / 254 + 1e-6);
    expect(worst(found!.pattern!, seen.pattern!)).toBeLessThan(0.5 / 254 + 1e-6);
    expect(worst(found!.targets, seen.targets)).toBeLessThan(2 ** -11);
    expect(samples).toMatchObject({
      ids: there,
      labels: Int32Array.of(-1, 0),
      natives: sampleSet(there).natives,
    });
  });

  it('do not store what follows from the pictures, and see it again', () => {
    const samples = sampleSet(there);
    expect(worst(back(samples, [snapshot(0, there)]).samples.resized, samples.resized)).toBeLessThan(1e-4);
    const bordered = Float32Array.from(samples.resized, (value, i) => (i % 5 ? 0 : value));
    const plain = encodeViewSnapshots({ samples, snapshots: [snapshot(0, there)] })!;
    const odd = encodeViewSnapshots({
      samples: sampleSet(there, bordered),
      snapshots: [snapshot(0, there)],
    })!;
    expect(odd.length - plain.length).toBeGreaterThan(2 * bordered.length - 100);
    expect(worst(decodeViewSnapshots(odd).samples.resized, bordered)).toBeLessThan(2 ** -10);
  });

  it('are few, the first and the last among them, and δ at fewer still, each named by its step', () => {
    const many = Array.from({ length: 100 }, (_, step) => snapshot(step, there));
    const { snapshots } = back(sampleSet(there), many);
    expect(snapshots).toHaveLength(KEPT.snapshots);
    expect([snapshots[0]!.step, snapshots.at(-1)!.step]).toEqual([0, 99]);
    const own = snapshots.filter(({ patternStep }) => patternStep === undefined);
    expect(own).toHaveLength(KEPT.patterns);
    for (const { pattern, patternStep, step } of snapshots) {
      expect(worst(pattern!, many[patternStep ?? step]!.pattern!)).toBeLessThan(0.5 / 254 + 1e-6);
    }
  });

  it('hold fewer patterns where each is large', () => {
    const pattern = new Float32Array(KEPT.patternBytes / 2);
    const large = Array.from({ length: 10 }, (_, step) => snapshot(step, there, { pattern }));
    const own = back(sampleSet(there), large).snapshots.filter(
      ({ patternStep }) => patternStep === undefined,
    );
    expect(own).toHaveLength(2);
  });

  it('do without masks or pattern where the method has none', () => {
    const [found] = back(sampleSet(there), [snapshot(0, there, { masks: null, pattern: null })]).snapshots;
    expect(found).toMatchObject({ masks: null, pattern: null });
  });
});

describe('a person’s own pictures', () => {
  const ids = ['own/cat', 'test/0', 'test/1'];

  it('are left out, and the rows of the others stay theirs', () => {
    const seen = snapshot(1, ['test/1', 'own/cat', 'test/0']);
    const { samples, snapshots } = back(sampleSet(ids), [seen]);
    expect(samples.ids).toEqual(['test/0', 'test/1']);
    expect(samples.labels).toEqual(Int32Array.of(0, 1));
    expect(snapshots[0]!.sampleIds).toEqual(['test/1', 'test/0']);
    expect(snapshots[0]!.sourceClasses).toEqual(Int32Array.of(1, 2, 3, 4, 5, 11, 12, 13, 14, 15));
  });

  it('are not to be found in patterns that each picture has of its own', () => {
    const plane = side * side * 3;
    const pattern = Float32Array.from({ length: 3 * plane }, (_, i) => [-1, 0.5, 1][Math.floor(i / plane)]!);
    const { snapshots } = back(sampleSet(ids), [snapshot(1, ids, { pattern })]);
    expect(snapshots[0]!.pattern).toHaveLength(2 * plane);
    expect(Math.min(...snapshots[0]!.pattern!)).toBeGreaterThan(0);
  });

  it('alone leave nothing to keep', () => {
    const samples = sampleSet(['own/cat']);
    expect(encodeViewSnapshots({ samples, snapshots: [snapshot(0, ['own/cat'])] })).toBeNull();
  });
});

it('a step at which the run left the numbers is left out', () => {
  const diverged = snapshot(2, there, { pattern: Float32Array.of(NaN) });
  expect(back(sampleSet(there), [snapshot(1, there), diverged]).snapshots.map(({ step }) => step)).toEqual([
    1,
  ]);
  expect(encodeViewSnapshots({ samples: sampleSet(there), snapshots: [diverged] })).toBeNull();
});

it('other bytes are refused with a sentence', () => {
  expect(() => decodeViewSnapshots(serialiseSafetensors({}))).toThrow(/holds something else/);
});
