import { describe, expect, test } from 'vitest';
import * as tf from '../tf';
import { portableBackends, useBackend } from '../testing/backends';
import { relu6Gate } from './relu6-gate';

describe.each(portableBackends)('the relu6 gate on %s', (backend) => {
  test('is open strictly between 0 and 6, as in PyTorch', async () => {
    await useBackend(backend);
    const activation = tf.tensor1d([0, 1e-38, 3, 5.999999, 6, -0, 6, 0, 2]);
    const gradient = tf.tensor1d([1, 2, -3, 4, 5, 6, NaN, Infinity, -Infinity]);
    const gated = relu6Gate(gradient, activation);
    expect([...gated.dataSync()]).toEqual([0, 2, -3, 4, 0, 0, 0, 0, -Infinity]);
    tf.dispose([activation, gradient, gated]);
  });
});
