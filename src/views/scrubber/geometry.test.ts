import { describe, expect, it } from 'vitest';
import { epochPlaces, playbackInterval, storedIndex } from './geometry';

describe('storedIndex', () => {
  const steps = [0, 1, 4, 31];

  it.each([
    [null, 3],
    [0, 0],
    [3, 1],
    [4, 2],
    [99, 3],
    [-1, 0],
  ])('finds what is shown at step %s', (step, index) => {
    expect(storedIndex(steps, step)).toBe(index);
  });

  it('is −1 while nothing is stored', () => {
    expect(storedIndex([], null)).toBe(-1);
    expect(storedIndex([], 5)).toBe(-1);
  });
});

describe('epochPlaces', () => {
  it('marks a stored epoch end at its own place', () => {
    expect(epochPlaces([0, 5, 10, 15, 20], 10)).toEqual([0.5, 1]);
  });

  it('marks one between two stored steps in proportion', () => {
    expect(epochPlaces([0, 8, 16], 10)).toEqual([expect.closeTo(0.625)]);
  });

  it('has none before there are two steps', () => {
    expect(epochPlaces([0], 10)).toEqual([]);
  });
});

describe('playbackInterval', () => {
  it('plays few steps slowly, many in about six seconds, none faster than the eye', () => {
    expect([5, 60, 1000].map(playbackInterval)).toEqual([1000, 100, 50]);
  });
});
