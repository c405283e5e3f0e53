import { expect, it } from 'vitest';
import { between, classBars, extremes, tileGrid } from './geometry';

const counts = [
  { name: 'cat', train: 6, test: 2 },
  { name: 'dog', train: 3, test: 1 },
];

it('puts every class on one scale that begins at zero', () => {
  const [cat, dog] = classBars(counts);
  expect(cat!.trainShare + cat!.testShare).toBeCloseTo(1);
  expect(dog!.trainShare).toBeCloseTo(3 / 8);
  expect(extremes(counts)).toEqual({ least: 4, most: 8 });
  expect(classBars([])).toEqual([]);
});

it('lays as many tiles beside each other as fit, at least one', () => {
  expect(tileGrid(300, 10, 88)).toEqual({ columns: 3, rows: 4 });
  expect(tileGrid(10, 3, 88)).toEqual({ columns: 1, rows: 3 });
});

it('takes a stretch of pictures in either direction', () => {
  expect(between(5, 3)).toEqual([3, 4, 5]);
});
