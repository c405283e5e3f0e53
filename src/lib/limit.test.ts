import { describe, expect, it } from 'vitest';
import { gainFor } from './gain';
import { niceLimit } from './limit';

describe('niceLimit', () => {
  it.each([
    [0, 1],
    [0.36, 0.4],
    [1, 1],
    [1.01, 1.5],
    [5.4, 6],
    [9.7, 10],
    [13.2, 15],
    [0.0123, 0.015],
  ])('holds a magnitude of %f within ±%f', (magnitude, limit) => {
    expect(niceLimit(magnitude)).toBe(limit);
  });
});

describe('gainFor', () => {
  it.each([
    [0, 1],
    [2.5, 1],
    [1, 1],
    [0.5, 2],
    [0.04, 20],
    [0.011, 50],
    [0.01, 100],
    [1e-9, 1000],
  ])('shows a magnitude of %f amplified ×%i', (magnitude, gain) => {
    expect(gainFor(magnitude)).toBe(gain);
    if (gain > 1) expect(gain * magnitude).toBeLessThanOrEqual(1.000001);
  });
});
