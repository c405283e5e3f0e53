import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRandom } from '../lib/random';
import { countPredictions, emptyFrequencies, greedyMapping, randomMapping } from './label-mapping';

const greedy = (rows: readonly (readonly number[])[]) => [
  ...greedyMapping({ sources: rows.length, targets: rows[0]!.length, counts: Int32Array.from(rows.flat()) }),
];

describe('the greedy mapping', () => {
  test('gives the largest count its way and the loser its best remaining source, not the optimum', () => {
    expect(
      greedy([
        [9, 8, 0],
        [8, 0, 0],
        [0, 7, 6],
        [0, 0, 1],
      ]),
    ).toEqual([0, 2, 3]);
  });

  test('ends when only zeros are left, with the lowest free source', () => {
    expect(
      greedy([
        [5, 5, 0],
        [5, 1, 0],
        [0, 0, 0],
        [2, 3, 0],
      ]),
    ).toEqual([0, 3, 1]);
    expect(
      greedy([
        [0, 0],
        [0, 0],
        [0, 0],
      ]),
    ).toEqual([0, 1]);
  });

  test('is one to one for any counts', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.nat(20), { minLength: 4, maxLength: 4 }), { minLength: 4, maxLength: 12 }),
        (rows) => {
          const mapping = greedy(rows);
          expect(new Set(mapping).size).toBe(4);
          expect(Math.max(...mapping)).toBeLessThan(rows.length);
        },
      ),
    );
  });
});

describe('the frequency matrix', () => {
  test('counts predictions by source row and label column, a missing class stays a column of zeros', () => {
    const frequencies = emptyFrequencies(4, 3);
    countPredictions(frequencies, [3, 3, 0], [1, 1, 0]);
    countPredictions(frequencies, [3], [0]);
    expect([...frequencies.counts]).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 0]);
  });

  test('refuses more target classes than the backbone has', () => {
    expect(() => emptyFrequencies(5, 6)).toThrow('6 classes and the backbone knows only 5');
  });
});

test('the random mapping is one to one and follows its seed', () => {
  const draw = (seed: number) => [...randomMapping(createRandom(seed, 'mapping'), 1000, 10)];
  expect(new Set(draw(0)).size).toBe(10);
  expect(draw(0)).toEqual(draw(0));
  expect(draw(0)).not.toEqual(draw(1));
});
