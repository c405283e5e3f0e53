import { expect, test, vi } from 'vitest';
import { derived } from './derived';

test('is worked out anew only when a part changes', () => {
  const compute = vi.fn((a: number, b: readonly number[]) => [a, ...b]);
  const select = derived(
    (state: { a: number; b: readonly number[]; other: number }) => [state.a, state.b],
    compute,
  );
  const b = [1];
  const first = select({ a: 0, b, other: 1 });
  expect(select({ a: 0, b, other: 2 })).toBe(first);
  expect(compute).toHaveBeenCalledTimes(1);
  expect(select({ a: 0, b: [2], other: 2 })).toEqual([0, 2]);
  expect(compute).toHaveBeenCalledTimes(2);
});

test('keeps a result that is nothing', () => {
  const compute = vi.fn((a: number) => (a > 5 ? a : null));
  const select = derived((state: { a: number }) => [state.a], compute);
  expect([select({ a: 1 }), select({ a: 1 })]).toEqual([null, null]);
  expect(compute).toHaveBeenCalledTimes(1);
});
