import { describe, expect, it } from 'vitest';
import { createRandom } from './random';
import { bootstrapMean, movingAverage, studentQuantile, summarise } from './statistics';

describe('Student’s t', () => {
  it('agrees with the printed tables, odd and even degrees of freedom', () => {
    const printed = {
      1: 12.7062,
      2: 4.3027,
      3: 3.1824,
      4: 2.7764,
      5: 2.5706,
      10: 2.2281,
      29: 2.0452,
      120: 1.9799,
    };
    for (const [degrees, value] of Object.entries(printed)) {
      expect(studentQuantile(Number(degrees))).toBeCloseTo(value, 4);
    }
  });
});

describe('a summary', () => {
  it('is the mean, the sample deviation and a t interval', () => {
    // statsmodels: DescrStatsW([2, 4, 9]).tconfint_mean()
    const { count, mean, deviation, interval } = summarise([2, 4, 9])!;
    expect({ count, mean }).toEqual({ count: 3, mean: 5 });
    expect(deviation).toBeCloseTo(Math.sqrt(13), 12);
    expect(interval![0]).toBeCloseTo(-3.95668, 4);
    expect(interval![1]).toBeCloseTo(13.95668, 4);
  });

  it('of one value claims no spread, and of none is nothing', () => {
    expect(summarise([0.7])).toEqual({ count: 1, mean: 0.7, deviation: null, interval: null });
    expect(summarise([])).toBeNull();
  });

  it('of values that agree has an interval without width', () => {
    expect(summarise([0.5, 0.5, 0.5])!.interval).toEqual([0.5, 0.5]);
  });

  it('with an infinite value stays infinite', () => {
    expect(summarise([3, Infinity])).toMatchObject({ mean: Infinity, deviation: null, interval: null });
  });
});

describe('the bootstrap', () => {
  const { uniform } = createRandom(1, 'test');
  const values = Float32Array.from({ length: 400 }, () => uniform());

  it('finds the interval of a mean that theory gives, the same each time', () => {
    const [low, high] = bootstrapMean(values);
    const { mean, deviation } = summarise([...values])!;
    const half = (1.96 * deviation!) / Math.sqrt(values.length);
    expect(low).toBeCloseTo(mean - half, 2);
    expect(high).toBeCloseTo(mean + half, 2);
    expect(bootstrapMean(values)).toEqual([low, high]);
  });

  it('of values that agree has no width', () => {
    expect(bootstrapMean([2, 2, 2])).toEqual([2, 2]);
  });
});

describe('a moving average', () => {
  it('starts at the first value and follows slowly', () => {
    expect([...movingAverage([1, 2, 2], 0.5)]).toEqual([1, 1.5, 1.75]);
    expect(movingAverage([], 0.98)).toHaveLength(0);
  });
});
