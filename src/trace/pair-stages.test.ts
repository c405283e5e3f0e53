import { describe, expect, it } from 'vitest';
import { fixtureRun } from '../app/gallery/fixture-run';
import type { Side } from '../store/pair';
import type { RunView } from '../store/run-view';
import { benchOfSide, cellIn, differenceOf, pairRanges, pairStages } from './pair-stages';

const side = (run: RunView, sampleId = 'test/0', at = -1): Side => ({
  run,
  config: run.config,
  samples: run.samples!,
  sampleId,
  snapshot: run.snapshots.at(at)!,
});
const smm = fixtureRun({ side: 32, samples: 3 });
const full = fixtureRun({ id: 'full', baseline: 'full', side: 32, samples: 3 });
const stage = (a: Side, b: Side, id: string) =>
  pairStages(benchOfSide(a), benchOfSide(b), 'comparable').find((one) => one.id === id)!;

describe('two sides, stage by stage', () => {
  it('takes A from B, value by value', () => {
    const { a, b, difference } = stage(side(smm), side(smm, 'test/1'), 'mask');
    expect(difference!.values[5]).toBeCloseTo(b!.values[5]! - a!.values[5]!, 5);
  });

  it('knows what is the same: the picture of two runs, the pattern of two pictures', () => {
    expect(stage(side(smm), side(full), 'resized').same).toBe(true);
    expect(stage(side(smm), side(smm, 'test/1'), 'pattern').same).toBe(true);
    expect(stage(side(smm), side(smm, 'test/1'), 'prompted').same).toBe(false);
  });

  it('has no difference where one side has no mask, or nothing may be subtracted', () => {
    expect(stage(side(smm), side(full), 'mask')).toMatchObject({ b: null, difference: null, same: false });
    const apart = pairStages(benchOfSide(side(smm)), benchOfSide(side(full)), 'apart');
    expect(apart.every(({ difference }) => difference === null)).toBe(true);
  });

  it('does not subtract pictures of two sizes', () => {
    const [small, large] = [benchOfSide(side(smm)), benchOfSide(side(fixtureRun({ side: 64, samples: 3 })))];
    expect(differenceOf(small.resized, large.resized)).toBeNull();
    expect(cellIn({ row: 31, column: 0 }, 32, 64)).toEqual({ row: 63, column: 1 });
  });
});

describe('the ranges of two sides', () => {
  const options = { range: 'run', locked: 3, masks: [] } as const;

  it('stay put while the marker moves', () => {
    const late = pairRanges({ a: side(smm), b: side(smm, 'test/1') }, options);
    const early = pairRanges({ a: side(smm, 'test/0', 2), b: side(smm, 'test/1', 2) }, options);
    expect(early).toEqual(late);
  });

  it('are the same whichever side is which, and the wider of the two', () => {
    const weak: RunView = {
      ...smm,
      snapshots: smm.snapshots.map((one) => ({ ...one, masks: one.masks!.map((value) => value / 10) })),
    };
    const both = pairRanges({ a: side(smm), b: side(weak) }, options);
    expect(pairRanges({ a: side(weak), b: side(smm) }, options).limit).toBe(both.limit);
    expect(both.limit).toBe(pairRanges({ a: side(smm), b: side(smm) }, options).limit);
  });
});
