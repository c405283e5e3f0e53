import { expect, test } from 'vitest';
import { useBackend } from '../testing/backends';
import * as tf from '../tf';
import { reportFullHeap } from './wasm-memory';

test('a full heap is an error, not a tensor written over the statics of the module', async () => {
  await useBackend('wasm');
  reportFullHeap();
  const { wasm } = tf.backend() as unknown as { wasm: { _malloc(bytes: number): number } };
  expect(() => wasm._malloc(2 ** 32 - 2 ** 16)).toThrow(/out of memory: no room for 4294901760 bytes/);
  // and what fits goes on
  const sum = tf.sum(tf.ones([64]));
  expect([...(await sum.data())]).toEqual([64]);
});
