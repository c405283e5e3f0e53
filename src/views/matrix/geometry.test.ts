import { describe, expect, it } from 'vitest';
import { runView, sampleSet, viewSnapshot } from '../../store/testing';
import { byFlips, cellOf, isFlip, lessThan, sharedLimit, snapshotAt } from './geometry';

const ids = ['test/0', 'test/1'];
const snapshot = (step: number) => ({ ...viewSnapshot(step, 2), sampleIds: ids });
const run = (change: Parameters<typeof runView>[0] = {}) =>
  runView({ samples: sampleSet(ids), snapshots: [snapshot(0), snapshot(10)], ...change });

describe('a cell of the matrix', () => {
  it('shows the run at the marker, the newest where nothing is marked', () => {
    expect(snapshotAt(run(), 5)?.step).toBe(0);
    expect(snapshotAt(run(), null)?.step).toBe(10);
    expect(snapshotAt(run({ snapshots: [] }), null)).toBeNull();
  });

  it('enlarges the mask, and takes the one mask where it is for all pictures', () => {
    const own = { ...snapshot(0), masks: Float32Array.from({ length: 24 }, (_, i) => i) };
    expect(cellOf(run(), own, 'test/1')?.mask?.values[0]).toBe(12);
    const shared = { ...own, masks: own.masks.slice(0, 12) };
    expect(cellOf(run(), shared, 'test/1')?.mask?.values[0]).toBe(0);
  });

  it('knows whether the answer is right', () => {
    const answered = { ...snapshot(0), targets: Float32Array.of(0.9, 0.1, 0.2, 0.8) };
    expect(cellOf(run(), answered, 'test/0')).toMatchObject({ answer: 0, right: true });
    expect(cellOf(run(), answered, 'test/1')).toMatchObject({ answer: 1, right: false });
    expect(cellOf(run(), answered, 'own/coat.jpg')).toBeNull();
  });

  it('is one and the same while another step is trained, and a new one for other pictures', () => {
    const seen = run();
    const [newest] = seen.snapshots.slice(-1);
    const cell = cellOf(seen, newest!, 'test/0');
    expect(cellOf({ ...seen, losses: Float32Array.of(1) }, newest!, 'test/0')).toBe(cell);
    const others = run({ samples: sampleSet(['test/1', 'test/0']), snapshots: seen.snapshots });
    expect(cellOf(others, newest!, 'test/0')).not.toBe(cell);
  });

  it('adds the mask as it is where there is no pattern', () => {
    const masks = Float32Array.from({ length: 24 }, () => 0.5);
    const cell = cellOf(run(), { ...snapshot(0), masks, pattern: null }, 'test/0')!;
    expect(cell.prompted.values[0]).toBe(0.5);
  });

  it('is a difference only to one of the same size', () => {
    const field = (value: number, side = 1) => ({
      width: side,
      height: side,
      values: new Float32Array(side * side * 3).fill(value),
    });
    expect(lessThan(field(3), field(1)).values[0]).toBe(2);
    expect(lessThan(field(3), field(1, 2)).values[0]).toBe(3);
  });
});

describe('the matrix', () => {
  it('has one colour range for every run', () => {
    const strong = { ...snapshot(0), masks: new Float32Array(24).fill(-5) };
    expect(sharedLimit([run(), run({ snapshots: [strong] })])).toBe(6);
  });

  it('puts own pictures first, then those that most variants turn', () => {
    const flips: Readonly<Record<string, number>> = { 'test/0': 0, 'test/1': 3, 'own/a': 0 };
    expect(byFlips(['test/0', 'test/1', 'own/a'], (id) => flips[id]!)).toEqual(['own/a', 'test/1', 'test/0']);
  });

  it('calls it a flip only where both answers are known', () => {
    const cell = (right: boolean | null) => ({ ...cellOf(run(), snapshot(0), 'test/0')!, right });
    expect(isFlip(cell(true), cell(false))).toBe(true);
    expect(isFlip(cell(true), cell(true))).toBe(false);
    expect(isFlip(cell(null), cell(false))).toBe(false);
    expect(isFlip(null, cell(false))).toBe(false);
  });
});
