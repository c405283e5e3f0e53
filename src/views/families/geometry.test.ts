import { describe, expect, it } from 'vitest';
import {
  bandPath,
  lastStep,
  meanPath,
  pointAt,
  stepScale,
  stepTicks,
  valueDomain,
  valueScale,
  valueTicks,
} from './geometry';

const size = { width: 300, height: 200 };
const mean = [
  { x: 10, y: 2, deviation: 0.5 },
  { x: 20, y: 1, deviation: 0.25 },
];

describe('families of curves', () => {
  it('hold mean and band inside the axis', () => {
    const [low, high] = valueDomain([{ mean }]);
    expect(low).toBeLessThanOrEqual(0.8);
    expect(high).toBeGreaterThanOrEqual(2.4);
  });

  it('have a logarithmic axis only above zero', () => {
    expect(valueScale([0.1, 10], size, 'log')(1)).toBeCloseTo(
      (valueScale([0.1, 10], size, 'log')(0.1) + valueScale([0.1, 10], size, 'log')(10)) / 2,
    );
    expect(valueScale([-1, 1], size, 'log').ticks(4)).toContain(0);
  });

  it('tick a log axis at 1, 2, 5, and within a decade at round numbers', () => {
    expect(valueTicks(valueScale([0.1, 10], size, 'log'), 'log')).toEqual([0.1, 0.2, 0.5, 1, 2, 5, 10]);
    const within = valueTicks(valueScale([0.9, 1.9], size, 'log'), 'log');
    expect(within).toEqual([1, 1.2, 1.4, 1.6, 1.8]);
  });

  it('tick a value that hardly varies at values that are written differently', () => {
    const ticks = valueTicks(valueScale([0.188, 0.188], size, 'linear'), 'linear');
    expect(ticks.length).toBeGreaterThan(2);
    expect(new Set(ticks.map((tick) => tick.toFixed(3))).size).toBe(ticks.length);
  });

  it('label whole steps only', () => {
    expect(stepTicks(stepScale(2, { width: 900, height: 200 }), { width: 900 })).toEqual([0, 1, 2]);
  });

  it('draw no band for a single seed', () => {
    const [x, y] = [stepScale(20, size), valueScale([0, 3], size, 'linear')];
    expect(bandPath(mean, x, y)).not.toBe('');
    expect(bandPath([{ x: 10, y: 2, deviation: null }], x, y)).toBe('');
    expect(meanPath(mean, x, y)).toMatch(/^M/);
  });

  it('read the last measured value at a step', () => {
    expect(pointAt(mean, 15)?.y).toBe(2);
    expect(pointAt(mean, 20)?.y).toBe(1);
    expect(pointAt(mean, 9)).toBeNull();
  });

  it('end where the longest seed ends', () => {
    const curve = (x: number[]) => ({ runId: 'r', seed: 0, finished: true, x, y: x });
    expect(lastStep([{ curves: [curve([1, 2]), curve([1, 7])] }, { curves: [] }])).toBe(7);
    expect(lastStep([])).toBe(0);
  });
});
