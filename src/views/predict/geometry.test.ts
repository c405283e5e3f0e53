import { scaleLinear } from 'd3-scale';
import { describe, expect, it } from 'vitest';
import {
  betweenPath,
  columnAt,
  columnLabels,
  curvePath,
  domainOf,
  drawn,
  snapped,
  stacksOf,
  stepOf,
} from './geometry';

describe('the scale of a guess', () => {
  it('has steps that a hand can set and a person can say', () => {
    expect(stepOf(0, 100)).toBe(1);
    expect(stepOf(-20, 20)).toBe(0.2);
    expect(stepOf(0, 3)).toBe(0.02);
    expect(stepOf(0, 400)).toBe(2);
  });

  it('takes the nearest step, and none beyond its ends', () => {
    expect(snapped(41.7, [0, 100])).toBe(42);
    expect(snapped(-7.03, [-20, 20])).toBe(-7);
    expect(snapped(900, [0, 100])).toBe(100);
    expect(snapped(0.30001, [0, 3])).toBe(0.3);
  });

  it('is widened only where an answer lies outside', () => {
    expect(domainOf([0, 100], [58])).toEqual([0, 100]);
    expect(domainOf([0, 20], [-31.3, 5])).toEqual([-40, 20]);
  });
});

describe('guesses that lie together', () => {
  it('are counted, each once, those at the ends too', () => {
    const stacks = stacksOf([0, 0.2, 50, 99.9, 100], { domain: [0, 100], most: 10 });
    expect(stacks).toEqual([
      { value: 5, count: 2 },
      { value: 55, count: 1 },
      { value: 95, count: 2 },
    ]);
  });

  it('are never lost in a hall of five hundred', () => {
    const values = Array.from({ length: 500 }, (_, i) => (i * 37) % 101);
    const stacks = stacksOf(values, { domain: [0, 100], most: 40 });
    expect(stacks.reduce((sum, { count }) => sum + count, 0)).toBe(500);
    expect(stacks.length).toBeLessThanOrEqual(40);
  });
});

describe('a curve that is drawn', () => {
  it('fills the columns that a quick hand has jumped over', () => {
    const first = drawn([null, null, null, null, null], null, { column: 1, value: 10 });
    expect(first).toEqual([null, 10, null, null, null]);
    expect(drawn(first, { column: 1, value: 10 }, { column: 4, value: 40 })).toEqual([null, 10, 20, 30, 40]);
  });

  it('is drawn over backwards too', () => {
    expect(drawn([1, 2, 3, 4], { column: 3, value: 9 }, { column: 1, value: 5 })).toEqual([1, 5, 7, 9]);
  });

  it('is open where nobody has drawn', () => {
    const x = scaleLinear([0, 3], [0, 30]);
    const y = scaleLinear([0, 10], [10, 0]);
    expect(curvePath([null, 2, 4, null], x, y)).toBe('M10,8L20,6');
    expect(betweenPath([0, 0], [5, 10], { x, y })).toBe('M0,5L10,0L10,10L0,10Z');
  });

  it('takes the column nearest to the hand', () => {
    const x = scaleLinear([0, 7], [40, 110]);
    expect(columnAt(0, { x, count: 8 })).toBe(0);
    expect(columnAt(64, { x, count: 8 })).toBe(2);
    expect(columnAt(900, { x, count: 8 })).toBe(7);
  });

  it('names a few columns, the first and the last among them', () => {
    expect(columnLabels([1, 2, 3], 8)).toEqual([0, 1, 2]);
    expect(
      columnLabels(
        Array.from({ length: 24 }, (_, i) => i),
        5,
      ),
    ).toEqual([0, 5, 10, 15, 20, 23]);
  });
});
