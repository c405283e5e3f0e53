import { describe, expect, test } from 'vitest';
import * as tf from '../tf';
import { portableBackends, useBackend } from '../testing/backends';
import { reluGate } from './relu-gate';

describe.each(portableBackends)('the gate on %s', (backend) => {
  test.each([
    { of: 'relu6', expected: [0, 2, -3, 4, 0, 0, 0, 0, -Infinity] },
    { of: 'relu', expected: [0, 2, -3, 4, 5, 0, NaN, 0, -Infinity] },
  ] as const)('of $of is open strictly inside its corners, as in PyTorch', async ({ of, expected }) => {
    await useBackend(backend);
    const activation = tf.tensor1d([0, 1e-38, 3, 5.999999, 6, -0, 6, 0, 2]);
    const gradient = tf.tensor1d([1, 2, -3, 4, 5, 6, NaN, Infinity, -Infinity]);
    const gated = reluGate(gradient, { activation, of });
    expect([...gated.dataSync()]).toEqual(expected);
    tf.dispose([activation, gradient, gated]);
  });
});
