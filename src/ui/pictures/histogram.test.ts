import { describe, expect, it } from 'vitest';
import { histogramOf } from './histogram';

describe('a histogram of values', () => {
  it('counts every value once, those beyond in the outermost bars', () => {
    const { bars } = histogramOf([-9, -0.9, 0, 0, 0, 0.3, 0.99, 7], { limit: 1, bins: 5 });
    expect(bars.map(({ count }) => count)).toEqual([2, 0, 3, 1, 2]);
    expect(Math.max(...bars.map(({ height }) => height))).toBe(1);
  });

  it('has a bar for zero in its middle, and bars of one width', () => {
    const { bars, place } = histogramOf([0, 0.1], { limit: 2, bins: 41 });
    expect(bars).toHaveLength(41);
    const middle = bars[20]!;
    expect(middle.from).toBeCloseTo(-middle.to, 10);
    expect(new Set(bars.map(({ width }) => width.toFixed(6))).size).toBe(1);
    expect(place(0)).toBe(0.5);
    expect([place(-99), place(99)]).toEqual([0, 1]);
  });
});
