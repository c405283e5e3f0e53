import { expect, test } from 'vitest';
import { UserError } from '../lib/user-error';
import { enlargedSide, planEpoch, stepsPerEpoch, type EpochOptions } from './batches';

const options: EpochOptions = { seed: 7, epoch: 3, count: 100, batch: 16, augmentation: 'none', side: 96 };

test('an epoch visits each picture at most once and drops the last partial batch', () => {
  const batches = planEpoch(options);
  expect(batches).toHaveLength(6);
  const seen = batches.flatMap(({ indices }) => [...indices]);
  expect(new Set(seen).size).toBe(96);
  expect(Math.max(...seen)).toBeLessThan(100);
});

test('the same seed and epoch give the same plan; another epoch or seed gives another', () => {
  const augmented = { ...options, augmentation: 'crop-flip' } as const;
  expect(planEpoch(augmented)).toEqual(planEpoch(augmented));
  expect(planEpoch({ ...augmented, epoch: 4 })).not.toEqual(planEpoch(augmented));
  expect(planEpoch({ ...augmented, seed: 8 })).not.toEqual(planEpoch(augmented));
});

test('augmentation does not change the order', () => {
  const plain = planEpoch(options).map(({ indices }) => indices);
  const augmented = planEpoch({ ...options, augmentation: 'crop-flip' }).map(({ indices }) => indices);
  expect(augmented).toEqual(plain);
});

test('crops stay inside the enlarged picture, reach both edges, and half of them are mirrored', () => {
  const windows = planEpoch({ ...options, count: 6400, batch: 64, augmentation: 'crop-flip' }).flatMap(
    (batch) => batch.windows ?? [],
  );
  const lefts = windows.map(({ left }) => left);
  expect(enlargedSide(224)).toBe(256);
  expect(enlargedSide(96)).toBe(110);
  expect(enlargedSide(384)).toBe(416);
  expect([Math.min(...lefts), Math.max(...lefts)]).toEqual([0, 14]);
  const mirrored = windows.filter(({ flip }) => flip).length / windows.length;
  expect(mirrored).toBeGreaterThan(0.47);
  expect(mirrored).toBeLessThan(0.53);
});

test('fewer pictures than a batch is a sentence', () => {
  expect(stepsPerEpoch({ count: 64, batch: 64 })).toBe(1);
  expect(() => stepsPerEpoch({ count: 63, batch: 64 })).toThrow(UserError);
  expect(() => stepsPerEpoch({ count: 63, batch: 64 })).toThrow(/63 images, fewer than one batch of 64/);
});
