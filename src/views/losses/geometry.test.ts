import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { barEdges, barsOf, factsOf, nextBar, plotOf } from './geometry';

const changes = fc
  .array(fc.float({ min: -30, max: 30, noNaN: true }), { minLength: 1, maxLength: 200 })
  .map((values) => Float32Array.from(values));

describe('the bars', () => {
  it('hold every picture once, and none that is better beside one that is worse', () => {
    fc.assert(
      fc.property(changes, changes, (one, other) => {
        const edges = barEdges([one, other]);
        expect(edges).toContain(0);
        for (const side of [one, other]) {
          const bars = barsOf(side, edges);
          const all = bars.flatMap(({ indices }) => indices);
          expect(all.toSorted((a, b) => a - b)).toEqual(Array.from(side.keys()));
          for (const { indices, from, to } of bars) {
            for (const index of indices) {
              expect(side[index]).toBeGreaterThanOrEqual(from);
              expect(side[index]).toBeLessThanOrEqual(to);
            }
            expect(indices.some((i) => side[i]! > 0) && indices.some((i) => side[i]! < 0)).toBe(false);
          }
        }
      }),
    );
  });

  it('gather what lies far out in one bar that says so', () => {
    const values = Float32Array.from({ length: 1000 }, (_, i) => (i === 0 ? -100 : (i % 20) / 10 - 1));
    const bars = barsOf(values, barEdges([values]));
    expect(bars[0]).toMatchObject({ from: -Infinity, indices: expect.arrayContaining([0]) as number[] });
    expect(bars[0]!.left).toBeGreaterThan(-3);
    expect(bars.at(-1)!.to).toBeLessThan(Infinity);
  });
});

describe('what is said about them', () => {
  it('counts as worse only what rose', () => {
    expect(factsOf(Float32Array.of(-2, 0, 1, 5))).toEqual({ count: 4, worse: 2, mean: 1, median: 0.5 });
  });
});

describe('two sides', () => {
  it('stand on the same scales', () => {
    const edges = barEdges([Float32Array.of(-1, 1)]);
    const few = barsOf(Float32Array.of(-1, 1), edges);
    const many = barsOf(
      Float32Array.from({ length: 50 }, () => -1),
      edges,
    );
    const { y, height } = plotOf([few, many], { width: 500, height: 300 });
    expect(y(50)).toBeGreaterThanOrEqual(0);
    expect(y(0)).toBe(height);
    expect(height).toBeLessThan(130);
  });
});

describe('arrow keys', () => {
  it('go past empty bars and stop at the ends', () => {
    const values = Float32Array.of(-3, 3);
    const bars = barsOf(values, barEdges([values]));
    const first = nextBar('Home', bars, 0)!;
    const last = nextBar('ArrowRight', bars, first)!;
    expect(bars[first]!.indices).toEqual([0]);
    expect(bars[last]!.indices).toEqual([1]);
    expect(nextBar('ArrowRight', bars, last)).toBeNull();
    expect(nextBar('Enter', bars, first)).toBeNull();
  });
});
