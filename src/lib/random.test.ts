import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRandom, restoreRandom } from './random';

const draws = (random: { uniform(): number }, count = 8) =>
  Array.from({ length: count }, () => random.uniform());

describe('a seeded generator', () => {
  test('repeats itself for the same seed and stream, and differs for any other', () => {
    expect(draws(createRandom(7, 'a'))).toEqual(draws(createRandom(7, 'a')));
    expect(draws(createRandom(7, 'a'))).not.toEqual(draws(createRandom(8, 'a')));
    expect(draws(createRandom(7, 'a'))).not.toEqual(draws(createRandom(7, 'b')));
  });

  test('keeps giving the numbers that recorded runs were made with', () => {
    const random = createRandom(0, 'batch order, epoch 1');
    expect([random.integer(2000), random.integer(2000), random.integer(2000)]).toMatchInlineSnapshot(`
      [
        1613,
        320,
        804,
      ]
    `);
  });

  test('goes on from a stored state', () => {
    const random = createRandom(1, 'x');
    draws(random);
    const later = restoreRandom(random.state());
    expect(draws(later)).toEqual(draws(random));
  });

  test('is uniform on [0, 1)', () => {
    const values = draws(createRandom(3, 'uniformity'), 40_000);
    const tenths = new Array<number>(10).fill(0);
    for (const value of values) tenths[Math.floor(value * 10)]! += 1;
    // five standard deviations of a binomial of 40,000 draws
    for (const count of tenths) expect(Math.abs(count - 4000)).toBeLessThan(300);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThan(1);
  });

  test('gives integers below the count and permutations of it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.integer(), (count, seed) => {
        const random = createRandom(seed, 'property');
        expect(random.integer(count)).toBeLessThan(count);
        const order = random.permutation(count);
        expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i));
      }),
      { numRuns: 50 },
    );
  });
});
