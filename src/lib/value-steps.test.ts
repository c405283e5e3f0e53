import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keyOf, LINE_HEAD, packedLines, stepsOf } from './value-steps';

/** As the device does it: how many steps lie at or below a value. */
const found = (steps: Int32Array, value: number) => steps.filter((step) => step <= keyOf(value)).length;

test('keys are in the order of the floats, zeros and infinities included', () => {
  const rising = [-Infinity, -3.4e38, -1, -1e-45, -0, 0, 1e-45, 1, 3.4e38, Infinity];
  const keys = rising.map(keyOf);
  expect(keys).toEqual([...keys].sort((a, b) => a - b));
  expect(new Set(keys).size).toBe(rising.length);
});

test('a value finds the row that the rule gives it, any float, any rule that never falls', () => {
  const anyFloat = fc.float({ noNaN: true });
  const anyRule = fc.record({
    scale: fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
    zero: fc.double({ min: -9, max: 9, noNaN: true }),
  });
  fc.assert(
    fc.property(anyRule, fc.array(anyFloat), ({ scale, zero }, values) => {
      const rule = (value: number) => Math.max(0, Math.min(7, Math.round(value * scale + zero)));
      const steps = stepsOf(rule, 8);
      // and the floats on both sides of every step
      const near = [-4, 0, 4].flatMap((by) =>
        [...Array(8).keys()].map((row) => (row - zero + 0.5 + by * 1e-7) / scale),
      );
      for (const value of [...values, ...near.map(Math.fround), -Infinity, Infinity, -0, 0]) {
        expect(found(steps, value)).toBe(rule(value));
      }
    }),
  );
});

test('a rule of one row has no step that can be reached', () => {
  expect(
    found(
      stepsOf(() => 0, 3),
      Infinity,
    ),
  ).toBe(0);
  expect(
    found(
      stepsOf(() => 2, 3),
      -Infinity,
    ),
  ).toBe(2);
});

test('packed lines say where each begins', () => {
  const line = { channel: 2, steps: Int32Array.of(-5, 5), bytes: Uint8Array.of(1, 2, 3), otherwise: 9 };
  const packed = packedLines([line, { ...line, channel: 1 }, { ...line, channel: 0 }]);
  const size = LINE_HEAD + 5;
  expect([...packed.subarray(0, 3)]).toEqual([3, 3 + size, 3 + 2 * size]);
  expect([...packed.subarray(3, 3 + size)]).toEqual([2, 2, 9, -5, 5, 1, 2, 3]);
  expect([...packed.subarray(3 + size, 6 + size)]).toEqual([1, 2, 9]);
});
