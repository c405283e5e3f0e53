import { beforeAll, expect, test } from 'vitest';
import { useBackend } from '../core/testing/backends';
import * as tf from '../core/tf';
import { imagesContext } from './prompt-context';
import { beginRun, toyBackbone, toyConfig, toyFacts } from './testing/toy-run';
import { toyDataset } from './testing/toy-task';

beforeAll(() => useBackend('wasm'));

/** q(x) of two pictures that nobody has labelled, whose unprompted answers are sure. */
async function routingOf(pattern: 'class-label-leak' | 'class-specific'): Promise<number[][]> {
  const dataset = toyDataset();
  const { method, config } = beginRun(toyConfig({ pattern }), dataset);
  const source = {
    method,
    facts: toyFacts(dataset, toyBackbone()),
    mapping: Int32Array.of(2, 0),
    trainLimit: config.training.trainLimit,
  };
  const logits = tf.tensor2d([0, 9, 1, 0, 3, 9, 1, 0], [2, 4]);
  const { context, dispose } = await imagesContext(source, () => Promise.resolve(logits));
  const rows = (await context.routing!.array()) as number[][];
  dispose();
  return rows;
}

test('a method that was told labels takes the unprompted answer for one: a whole pattern, not a trace of it', async () => {
  expect(await routingOf('class-label-leak')).toEqual([
    [1, 0],
    [0, 1],
  ]);
});

test('a method that routes by the unprompted answer mixes patterns as surely as the network is', async () => {
  const [first, second] = await routingOf('class-specific');
  expect(first![0]).toBeCloseTo(Math.E / (Math.E + 1), 6);
  expect(second![1]).toBeCloseTo(1 / (1 + Math.exp(-2)), 6);
});
