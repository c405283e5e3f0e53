import { expect, test } from 'vitest';
import { learningRate, milestones } from './schedule';

test('decays at the published epochs: zero-based 100 and 144 of 200', () => {
  const schedule = { initial: 0.01, decay: 0.1, milestones: milestones(200) };
  const rates = [99, 100, 143, 144].map((epoch) => learningRate(schedule, epoch));
  [0.01, 0.001, 0.001, 0.0001].forEach((rate, index) => expect(rates[index]).toBeCloseTo(rate, 12));
});

test('scales the milestones with the number of epochs', () => {
  expect(milestones(10)).toEqual([5, 7]);
});

test('never decays with γ = 1', () => {
  expect(learningRate({ initial: 0.001, decay: 1, milestones: milestones(200) }, 199)).toBe(0.001);
});
