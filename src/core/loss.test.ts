import { expect, test } from 'vitest';
import { argMaxRows, crossEntropies, mapLogits, softmaxRows } from './loss';

test('picks the mapped logits in the order of the targets', () => {
  expect([...mapLogits([0, 1, 2, 3, 10, 11, 12, 13], 4, [2, 0])]).toEqual([2, 0, 12, 10]);
});

test('takes the softmax over the picked logits only, however large they are', () => {
  const [one, two, three, four] = softmaxRows([1000, 1000, 0, Math.log(3)], 2);
  expect(one).toBeCloseTo(0.5);
  expect(two).toBeCloseTo(0.5);
  expect(three).toBeCloseTo(0.25);
  expect(four).toBeCloseTo(0.75);
});

test('predicts the first of equal maxima', () => {
  expect([...argMaxRows([1, 2, 2, 5, 4, 5], 3)]).toEqual([1, 0]);
});

test('puts the cross-entropy of no knowledge at ln k, and leaves rows without a label out', () => {
  const losses = crossEntropies([0, 0, 0, 0, 2, 0, 0, 0, 9, 9, 9, 9], [1, 0], 4);
  expect(losses).toHaveLength(2);
  expect(losses[0]).toBeCloseTo(Math.log(4));
  expect(losses[1]).toBeCloseTo(Math.log(Math.E ** 2 + 3) - 2);
});
