import { describe, expect, it } from 'vitest';
import { fixtureRun } from '../app/gallery/fixture-run';
import { channelIndices } from '../ui/pictures/field';
import { benchOf, gainOf, runMagnitude, type Bench } from './bench';
import { beyond, colourLimit } from './colour-range';
import { equationAt } from './equation-values';
import type { BaselineId } from '../core/method-config';

function benchFor(baseline: BaselineId, { step = -1, row = 0, side = 48 } = {}): Bench {
  const run = fixtureRun({ baseline, done: 2, samples: 3, side });
  const snapshot = run.snapshots.at(step)!;
  return benchOf({ config: run.config, samples: run.samples!, index: 1, snapshot, row });
}

const anywhere = [
  { row: 0, column: 0 },
  { row: 47, column: 13 },
  { row: 20, column: 47 },
];

describe('the bench of SMM', () => {
  it('shows numbers for which r + δ · m = x̃ holds in every channel (eq. 1)', () => {
    const bench = benchFor('smm');
    for (const cell of anywhere) {
      for (const { resized, pattern, mask, prompted } of equationAt(bench, cell)) {
        expect(prompted).toBeCloseTo(resized + pattern! * mask!, 5);
      }
    }
  });

  it('reads the mask of the patch that the pixel lies in (eq. 3)', () => {
    const bench = benchFor('smm');
    for (const { row, column } of anywhere) {
      const from = ((row >> 3) * 6 + (column >> 3)) * 3;
      for (const channel of channelIndices) {
        expect(equationAt(bench, { row, column })[channel]!.mask).toBe(bench.mask!.values[from + channel]);
      }
    }
  });

  it('leaves the image as it is while δ is zero, and needs no amplification then', () => {
    const bench = benchFor('smm', { step: 0 });
    expect(bench.prompted!.values).toEqual(bench.resized.values);
    expect(gainOf(bench.pattern)).toBe(1);
  });

  it('claims nothing of a picture that the snapshot does not know', () => {
    const bench = benchFor('smm', { row: -1 });
    expect([bench.mask, bench.product, bench.prompted]).toEqual([null, null, null]);
    expect(bench.pattern).not.toBeNull();
  });

  it('takes a side that the patch does not divide', () => {
    const bench = benchFor('smm', { side: 50 });
    expect([bench.mask!.width, bench.maskFull!.width]).toEqual([6, 50]);
    const [last] = equationAt(bench, { row: 49, column: 49 });
    expect(last!.mask).toBe(bench.mask!.values[35 * 3]);
  });
});

describe('the bench of the other methods', () => {
  it('has no mask and no frame for Full: δ counts whole', () => {
    const bench = benchFor('full');
    expect([bench.mask, bench.frame]).toEqual([null, null]);
    expect(bench.product!.values).toEqual(bench.pattern!.values);
  });

  it('multiplies by a fixed frame for Narrow and Medium', () => {
    const bench = benchFor('medium');
    const [centre] = equationAt(bench, { row: 24, column: 24 });
    const [edge] = equationAt(bench, { row: 0, column: 0 });
    expect([centre!.mask, edge!.mask]).toEqual([0, 1]);
    expect(centre!.prompted).toBe(centre!.resized);
    expect(edge!.prompted).toBeCloseTo(edge!.resized + edge!.pattern!, 5);
  });

  it('works in fractions of white for Pad, and states what the network gets', () => {
    const bench = benchFor('pad');
    const [corner] = equationAt(bench, { row: 0, column: 0 });
    expect(bench.units).toBe('unit');
    expect(corner!.resized).toBe(0);
    expect(corner!.prompted).toBeCloseTo(corner!.pattern!, 5);
    expect(corner!.normalised).toBeCloseTo((corner!.prompted! * 255 - 127) / 128, 5);
  });

  it('adds nothing when unprompted', () => {
    const bench = benchFor('unprompted');
    expect([bench.pattern, bench.product]).toEqual([null, null]);
    expect(bench.prompted).toBe(bench.resized);
  });
});

describe('the colour range', () => {
  const run = fixtureRun({ done: 1, samples: 2, side: 48 });
  const magnitude = runMagnitude(run.snapshots);
  const { mask } = benchOf({
    config: run.config,
    samples: run.samples!,
    index: 0,
    snapshot: run.snapshots[0]!,
    row: 0,
  });
  const limit = (range: Parameters<typeof colourLimit>[0]) =>
    colourLimit(range, { mask, magnitude, locked: 2.5 });

  it('of a run holds 99 % of the values of all pictures at every stored step', () => {
    for (const { masks } of run.snapshots) {
      expect(beyond({ width: 0, height: 0, values: masks! }, limit('run'))).toBeLessThanOrEqual(0.01);
    }
  });

  it('of a picture holds that picture, ±1 and a locked one stay what they are', () => {
    expect(beyond(mask!, limit('sample'))).toBe(0);
    expect(limit('sample')).toBeLessThanOrEqual(limit('run'));
    expect([limit('unit'), limit('locked')]).toEqual([1, 2.5]);
  });
});
