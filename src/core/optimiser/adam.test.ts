import { beforeAll, describe, expect, test } from 'vitest';
import type { ParameterSpec } from '../method';
import { leakedTensors, portableBackends, useBackend } from '../testing/backends';
import { readFixture } from '../testing/fixture';
import { relativeError } from '../testing/relative-error';
import * as tf from '../tf';
import { adamFromPlain, adamStep, adamToPlain, createAdam, disposeAdam } from './adam';

const start = { kind: 'constant', value: 0 } as const;
const delta: ParameterSpec = { name: 'delta', shape: [50], group: 'pattern', start };
const parameters: readonly ParameterSpec[] = [
  { name: 'a', shape: [2, 3], group: 'mask', start },
  delta,
  { name: 'b', shape: [4], group: 'mask', start },
  { name: 'mean', shape: [4], group: 'statistic', start },
];
const tensors = () => ({
  a: tf.fill([2, 3], 1),
  b: tf.fill([4], 2),
  delta: tf.fill([50], 3),
  mean: tf.fill([4], 4),
});
const rates = { pattern: 0.1, mask: 0.01 };

describe.each(portableBackends)('on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  test('takes PyTorch’s steps, down to gradients as small as ε', async () => {
    const fixture = readFixture('adam');
    const learningRates = fixture.floats('learning_rate');
    let adam = createAdam([delta]);
    let state: Record<string, tf.Tensor> = { delta: tf.tensor1d(fixture.floats('start')) };
    for (let step = 0; step < 5; step++) {
      const row = (name: string) => fixture.floats(name).subarray(step * 50, (step + 1) * 50);
      const gradients = { delta: tf.tensor1d(row('gradient')) };
      const next = adamStep(adam, [delta], state, gradients, { pattern: learningRates[step]!, mask: 0 });
      adam = next.adam;
      state = next.trainables;
      const moments = await adamToPlain(adam, [delta]);
      expect(relativeError(await state['delta']!.data(), row('after.parameter'))).toBeLessThan(1e-6);
      expect(relativeError(moments['moment1.delta']!, row('after.moment1'))).toBeLessThan(1e-6);
      expect(relativeError(moments['moment2.delta']!, row('after.moment2'))).toBeLessThan(1e-6);
    }
  });

  test('moves each group at its own rate and leaves statistics alone', async () => {
    const { trainables } = adamStep(createAdam(parameters), parameters, tensors(), tensors(), rates);
    expect(Object.keys(trainables).sort()).toEqual(['a', 'b', 'delta']);
    expect(trainables['a']!.shape).toEqual([2, 3]);
    expect((await trainables['a']!.data())[5]).toBeCloseTo(0.99, 6);
    expect((await trainables['b']!.data())[0]).toBeCloseTo(1.99, 6);
    expect((await trainables['delta']!.data())[49]).toBeCloseTo(2.9, 6);
  });

  test('goes on from stored moments as if nothing had happened', async () => {
    const first = adamStep(createAdam(parameters), parameters, tensors(), tensors(), rates);
    const stored = await adamToPlain(first.adam, parameters);
    expect(Object.keys(stored).sort()).toEqual(
      ['a', 'b', 'delta'].flatMap((name) => [`moment1.${name}`, `moment2.${name}`]).sort(),
    );
    const restored = adamFromPlain(stored, parameters, first.adam.steps);
    const on = adamStep(first.adam, parameters, first.trainables, tensors(), rates);
    const again = adamStep(restored, parameters, first.trainables, tensors(), rates);
    for (const name of ['a', 'b', 'delta']) {
      expect(await again.trainables[name]!.data()).toEqual(await on.trainables[name]!.data());
    }
  });

  test('leaves no tensor behind', async () => {
    const given = tensors();
    const leaked = await leakedTensors(() => {
      const adam = createAdam(parameters);
      const next = adamStep(adam, parameters, given, given, rates);
      disposeAdam(adam);
      disposeAdam(next.adam);
      return next.trainables;
    });
    expect(leaked).toBe(0);
  });
});
