import { beforeAll, describe, expect, test } from 'vitest';
import { channelMoments } from '../differentiable/batch-norm-operations';
import { leakedTensors, useBackend } from '../testing/backends';
import { randomTensor } from '../testing/method';
import { ODD_SIZES, OPERATIONS, operationCases, type OperationCase } from '../testing/operation-cases';
import { relativeError } from '../testing/relative-error';
import * as tf from '../tf';
import type { Tensor4D } from '../tf';
import { runOperation } from './operation';

describe.each(ODD_SIZES)('the wasm kernels on $shape', ({ shape, outputs }) => {
  let cases: readonly OperationCase[] = [];
  beforeAll(async () => {
    await useBackend('wasm');
    cases = operationCases({ shape: [...shape], outputs });
  });

  test.each(OPERATIONS)('%s gives what its portable twin gives, and the same twice', async (kernel) => {
    const { run, portable } = cases.find((one) => one.kernel === kernel)!;
    expect(tf.getKernel(kernel, 'wasm')).toBeDefined();
    const [own, again, twin] = [run(), run(), portable()];
    expect(own.shape).toEqual(twin.shape);
    expect(relativeError(await own.data(), await twin.data())).toBeLessThan(1e-5);
    expect(await again.data()).toEqual(await own.data());
  });

  test('leave nothing behind', async () => {
    const { numBytes } = tf.memory();
    for (const { run } of cases) expect(await leakedTensors(run)).toBe(0);
    expect(tf.memory().numBytes).toBe(numBytes);
  });
});

test('a nearly flat channel far from zero keeps its variance', async () => {
  await useBackend('wasm');
  const x: Tensor4D = tf.add(tf.mul(randomTensor([4, 40, 40, 8], 'flat'), 0.01), 300);
  const [, variances] = await runOperation(channelMoments, { x }, {}).array();
  // a mean of squares less the squared mean would have lost it: 300² leaves no digits for 1e-4
  for (const variance of variances!) expect(variance / 1e-4).toBeCloseTo(1, 1);
});
