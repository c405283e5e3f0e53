import { describe, expect, it } from 'vitest';
import {
  accuracyDomain,
  epochTicks,
  linePath,
  lossDomain,
  nearest,
  plotEnd,
  stepScale,
  stepped,
  thinned,
  trailingMean,
  valueScale,
} from './geometry';

describe('trailingMean', () => {
  it('averages the last values, fewer at the start', () => {
    expect([...trailingMean(Float32Array.of(1, 3, 5, 7), 2)]).toEqual([1, 2, 4, 6]);
  });

  it('never looks ahead: a prefix has the same means', () => {
    const values = Float32Array.from({ length: 50 }, (_, i) => Math.sin(i));
    expect(trailingMean(values.subarray(0, 20), 8)).toEqual(trailingMean(values, 8).subarray(0, 20));
  });
});

describe('thinned', () => {
  it('keeps every value while there are few', () => {
    expect(thinned(Float32Array.of(3, 1), { from: 5, limit: 10 })).toEqual([
      { step: 5, value: 3 },
      { step: 6, value: 1 },
    ]);
  });

  it('keeps every peak and trough of many, in order', () => {
    const values = new Float32Array(10_000);
    values[1234] = 9;
    values[1235] = -9;
    const points = thinned(values, { from: 1, limit: 200 });
    expect(points.length).toBeLessThanOrEqual(200);
    expect(points).toContainEqual({ step: 1235, value: 9 });
    expect(points).toContainEqual({ step: 1236, value: -9 });
    expect(points.every(({ step }, i) => i === 0 || step > points[i - 1]!.step)).toBe(true);
  });
});

describe('the domains', () => {
  it('round the losses and leave stray ones out', () => {
    const losses = Float32Array.from({ length: 1000 }, (_, i) => (i === 0 ? 90 : 0.5 + (i % 10) / 10));
    expect(lossDomain([losses, new Float32Array(0)])).toEqual([0.4, 1.4]);
  });

  it('stand for an empty chart, too', () => {
    expect(lossDomain([])).toEqual([0, 1]);
    expect(accuracyDomain([])).toEqual([0, 1]);
  });

  it('hold every accuracy and stay within 0..1', () => {
    const [low, high] = accuracyDomain([0.403, 0.776]);
    expect(low).toBeLessThanOrEqual(0.383);
    expect(high).toBeGreaterThanOrEqual(0.776);
    expect(accuracyDomain([0.01, 0.999])).toEqual([0, 1]);
  });
});

describe('epochTicks', () => {
  it('labels every epoch of a short run', () => {
    expect(epochTicks(310, { stepsPerEpoch: 31, width: 400 }).map(({ epoch }) => epoch)).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
    ]);
  });

  it('labels fewer where the plot is narrow', () => {
    const labels = epochTicks(1000, { stepsPerEpoch: 2, width: 200 });
    expect(labels.map(({ epoch }) => epoch)).toEqual([0, 100, 200, 300, 400, 500]);
  });

  it.each([
    [25, 5],
    [200, 20],
    [1000, 100],
  ])('labels a run of %i epochs every %i', (epochs, every) => {
    expect(epochTicks(epochs * 7, { stepsPerEpoch: 7, width: 400 })[1]).toEqual({
      epoch: every,
      step: every * 7,
    });
  });
});

describe('plotEnd', () => {
  it('leaves room for the longest label', () => {
    expect(plotEnd({ width: 500, rem: 16 }, ['SMM 76.1'])).toBeGreaterThan(
      plotEnd({ width: 500, rem: 16 }, ['unprompted 40.3']),
    );
  });

  it('never takes more than half of the width', () => {
    expect(plotEnd({ width: 200, rem: 16 }, ['a run with a very long name 76.1'])).toBe(100);
  });
});

describe('finding steps', () => {
  const steps = [0, 10, 31, 62];

  it('takes the nearest one under the pointer', () => {
    expect(nearest(steps, 22)).toBe(31);
    expect(nearest([], 22)).toBeUndefined();
  });

  it.each([
    ['forth', 10, 31],
    ['forth', 62, 62],
    ['back', 11, 10],
    ['back', 0, 0],
    ['first', 31, 0],
    ['last', 31, 62],
    [null, 31, undefined],
  ] as const)('goes %s from %i to %s', (command, from, to) => {
    expect(stepped(command, steps, from)).toBe(to);
  });

  it('goes a tenth of the way at a time, and never past an end', () => {
    const many = Array.from({ length: 31 }, (_, step) => step);
    expect(stepped('farForth', many, 10)).toBe(14);
    expect(stepped('farBack', many, 10)).toBe(6);
    expect(stepped('farForth', many, 29)).toBe(30);
    expect(stepped('farForth', many, 30)).toBe(30);
    expect(stepped('farBack', many, 1)).toBe(0);
    expect(stepped('farBack', many, 0)).toBe(0);
  });
});

it('linePath ends where the values are no longer numbers', () => {
  const points = [1, 2, NaN, Infinity].map((value, step) => ({ step, value }));
  const path = linePath(points, stepScale(3, 300), valueScale([0, 2], 100));
  expect(path).not.toMatch(/NaN|Infinity/);
  expect(path).toBe(linePath(points.slice(0, 2), stepScale(3, 300), valueScale([0, 2], 100)));
});

it('linePath draws through the scales', () => {
  const x = stepScale(100, 130);
  const y = valueScale([0, 1], 132);
  expect(
    linePath(
      [
        { step: 0, value: 0 },
        { step: 100, value: 1 },
      ],
      x,
      y,
    ),
  ).toBe('M30,110L130,10');
});
