import { expect, test } from 'vitest';
import { curveFamily, type SeedCurve } from './curve-family';

const curve = (seed: number, y: readonly number[], { from = 1, finished = true } = {}): SeedCurve => ({
  runId: String(seed),
  seed,
  finished,
  x: y.map((_, i) => from + i),
  y,
});

test('the mean goes as far as every seed, so that its N never changes on the way', () => {
  const { mean, count, curves } = curveFamily([
    curve(0, [1, 2, 3, 9]),
    curve(1, [3, 2]),
    curve(2, [5, 5, 5]),
  ]);
  expect([curves.length, count]).toEqual([3, 3]);
  expect(mean).toEqual([
    { x: 1, y: 3, deviation: 2 },
    { x: 2, y: 3, deviation: expect.closeTo(Math.sqrt(3), 12) },
  ]);
});

test('a run that still trains is no part of the mean, unless there is no other', () => {
  const running = curve(1, [7], { finished: false });
  expect(curveFamily([curve(0, [1, 2]), running])).toMatchObject({ count: 1, mean: [{ y: 1 }, { y: 2 }] });
  expect(curveFamily([running])).toMatchObject({ count: 1, mean: [{ y: 7 }] });
});

test('a single seed is its own mean, without a band', () => {
  expect(curveFamily([curve(0, [1, 2])]).mean).toEqual([
    { x: 1, y: 1, deviation: null },
    { x: 2, y: 2, deviation: null },
  ]);
  expect(curveFamily([]).mean).toEqual([]);
});

test('points at different steps are not put together', () => {
  expect(curveFamily([curve(0, [1, 2]), curve(1, [1, 2], { from: 5 })]).mean).toEqual([]);
});

test('each seed is smoothed before the mean; its own curve stays as it is', () => {
  const { mean, curves } = curveFamily([curve(0, [4, 2]), curve(1, [0, 2])], (values) =>
    Array.from(values, (value) => value / 2),
  );
  expect(mean.map(({ y }) => y)).toEqual([1, 1]);
  expect(curves[0]!.y).toEqual([4, 2]);
});
