import { expect, test } from 'vitest';
import { fitLaw } from './law';

test('finds the law that made the points', () => {
  const law = fitLaw([1, 2, 4, 8].map((at) => ({ at, cost: 3 * at ** 1.5 })));
  expect(law.factor).toBeCloseTo(3, 10);
  expect(law.exponent).toBeCloseTo(1.5, 10);
  expect(law.explained).toBeCloseTo(1, 10);
});

test('says how much it leaves unexplained', () => {
  // logarithms 0, 1, 0: no trend at all
  const law = fitLaw([
    { at: 1, cost: 1 },
    { at: Math.E, cost: Math.E },
    { at: Math.E ** 2, cost: 1 },
  ]);
  expect(law.exponent).toBeCloseTo(0, 10);
  expect(law.explained).toBeCloseTo(0, 10);
});

test('costs that do not change follow a constant', () => {
  expect(fitLaw([1, 2, 3].map((at) => ({ at, cost: 5 })))).toMatchObject({ exponent: 0, explained: 1 });
});
