import { expect, test } from 'vitest';
import { leakedTensors, portableBackends, useBackend } from '../testing/backends';
import { relativeError } from '../testing/relative-error';
import { gradientSelfTest, judge, selfTestGradient } from './self-test';
import { SELF_TEST_ANSWER } from './self-test-answer';

test('the stored answer is what the reference backend computes', async () => {
  await useBackend('cpu');
  expect(relativeError(await selfTestGradient(), SELF_TEST_ANSWER)).toBeLessThan(1e-5);
});

test.each(portableBackends)('%s passes and keeps nothing', async (backend) => {
  await useBackend(backend);
  const leaked = await leakedTensors(async () => {
    expect(await gradientSelfTest()).toBeNull();
    return [];
  });
  expect(leaked).toBe(0);
});

test('tells zeros, non-numbers and wrong values apart', () => {
  const answer = Float32Array.of(1, -2, 4);
  expect(judge(answer, answer)).toBeNull();
  expect(judge(Float32Array.of(0, 0, 0), answer)).toBe('returned only zeros for a gradient');
  expect(judge(Float32Array.of(1, NaN, 4), answer)).toBe('returned values that are not numbers');
  expect(judge(Float32Array.of(1, -2, 3.9), answer)).toBe(
    'returned a wrong gradient (off by 2.5 % of its largest value)',
  );
});
