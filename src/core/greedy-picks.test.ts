import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { greedyPicks } from './greedy-picks';
import { greedyMapping, type FrequencyMatrix } from './label-mapping';

/** paper.md A.8: rows are source classes, columns target classes */
const example: FrequencyMatrix = {
  sources: 4,
  targets: 3,
  counts: Int32Array.of(9, 8, 0, 8, 0, 0, 0, 7, 6, 0, 0, 1),
};

describe('the greedy assignment, one step after another', () => {
  test('plays the example of the paper, with those who lose', () => {
    expect(greedyPicks(example)).toEqual([
      { target: 0, source: 0, count: 9, losers: [{ target: 1, count: 8 }] },
      { target: 1, source: 2, count: 7, losers: [{ target: 2, count: 6 }] },
      { target: 2, source: 3, count: 1, losers: [] },
    ]);
  });

  test('ends also where only zeros are left, and nobody loses what they never had', () => {
    const picks = greedyPicks({ sources: 4, targets: 3, counts: new Int32Array(12) });
    expect(picks.map(({ source, target }) => [source, target])).toEqual([
      [0, 0],
      [1, 1],
      [2, 2],
    ]);
    expect(picks.flatMap(({ losers }) => losers)).toEqual([]);
  });

  test('is the mapping that training makes, for any counts', () => {
    const matrices = fc
      .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 4 }))
      .chain(([targets, more]) =>
        fc
          .array(fc.integer({ min: 0, max: 4 }), {
            minLength: targets * (targets + more),
            maxLength: targets * (targets + more),
          })
          .map((counts) => ({ sources: targets + more, targets, counts: Int32Array.from(counts) })),
      );
    fc.assert(
      fc.property(matrices, (matrix) => {
        const mapping = new Int32Array(matrix.targets);
        for (const { target, source } of greedyPicks(matrix)) mapping[target] = source;
        expect(mapping).toEqual(greedyMapping(matrix));
      }),
    );
  });
});
