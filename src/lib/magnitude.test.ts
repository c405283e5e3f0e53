import { quantile } from 'd3-array';
import { describe, expect, it } from 'vitest';
import { magnitudeWithin, mayExceed } from './magnitude';
import { createRandom } from './random';

describe('a magnitude', () => {
  it('is the quantile of the values without their sign', () => {
    const { uniform } = createRandom(2, 'test');
    const values = Float32Array.from({ length: 997 }, () => uniform() - 0.4);
    for (const share of [0, 0.5, 0.99, 0.995, 1]) {
      expect(magnitudeWithin(values, share)).toBeCloseTo(quantile(values.map(Math.abs), share)!, 12);
    }
  });

  it('may exceed only what it exceeds', () => {
    const { uniform } = createRandom(3, 'test');
    for (const length of [1, 2, 99, 100, 101, 500]) {
      const values = Float32Array.from({ length }, () => uniform() - 0.5);
      const magnitude = magnitudeWithin(values, 0.99);
      for (const other of [0, magnitude * 0.9, magnitude, magnitude * 1.1, 1]) {
        if (!mayExceed(values, 0.99, other)) expect(magnitude).toBeLessThanOrEqual(other);
      }
      expect(mayExceed(values, 0.99, 0.6)).toBe(false);
      expect(mayExceed(values, 0.99, 0)).toBe(true);
    }
  });

  it('leaves out what is no number', () => {
    expect(magnitudeWithin(Float32Array.of(Number.NaN, 2, -4, Number.NaN), 1)).toBe(4);
    expect(magnitudeWithin(Float32Array.of(Number.NaN), 0.99)).toBe(0);
  });

  it('of one value is that, and of none is nothing', () => {
    expect(magnitudeWithin(Float32Array.of(-3), 0.99)).toBe(3);
    expect(magnitudeWithin(new Float32Array(), 0.99)).toBe(0);
  });
});
