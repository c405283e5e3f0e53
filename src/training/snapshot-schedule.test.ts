import { expect, test } from 'vitest';
import { isSnapshotStep } from './snapshot-schedule';

test('keeps the first steps, then eight per doubling', () => {
  const kept = Array.from({ length: 65 }, (_, step) => step).filter(isSnapshotStep);
  expect(kept).toEqual([
    ...[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
    ...[16, 18, 20, 22, 24, 26, 28, 30, 32, 36, 40, 44, 48, 52, 56, 60, 64],
  ]);
});
