import { beforeAll, describe, expect, test } from 'vitest';
import { channelMoments } from '../differentiable/batch-norm-operations';
import { leakedTensors, useBackend } from '../testing/backends';
import { randomTensor, randomValues } from '../testing/method';
import { ODD_SIZES, OPERATIONS, operationCases, type OperationCase } from '../testing/operation-cases';
import { relativeError } from '../testing/relative-error';
import * as tf from '../tf';
import type { Tensor4D } from '../tf';
import { runOperation } from './operation';
import { pointwise } from './pointwise';
import { products } from './products';

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

/** Half shut at 0, some at 6, where only the gate of relu is open. */
function gateOf(shape: Tensor4D['shape']): Tensor4D {
  return tf.clipByValue(tf.mul(randomTensor(shape, 'gate'), 10), 0, 6) as Tensor4D;
}

describe.each([
  { what: 'few channels', shape: [1, 33, 33, 3], outputs: 7 },
  { what: 'a filter packed in several parts', shape: [2, 3, 3, 300], outputs: 131 },
  { what: 'whole panels', shape: [1, 5, 4, 16], outputs: 24 },
] as const)('the wasm kernel of 1×1 convolutions, $what', ({ shape, outputs }) => {
  test.each([
    {
      name: 'with all that may follow',
      bias: true,
      addend: true,
      gate: true,
      activation: 'relu6',
      gateOf: 'relu6',
    },
    { name: 'with relu for relu6', bias: true, addend: true, gate: true, activation: 'relu', gateOf: 'relu' },
    {
      name: 'with a gate only',
      bias: false,
      addend: false,
      gate: true,
      activation: 'linear',
      gateOf: 'relu6',
    },
    { name: 'bare', bias: false, addend: false, gate: false, activation: 'linear', gateOf: 'relu6' },
    {
      name: 'turned',
      bias: true,
      addend: true,
      gate: false,
      activation: 'linear',
      gateOf: 'relu6',
      turned: true,
    },
  ] as const)('gives what its portable twin gives, $name', async ({ bias, addend, gate, ...attributes }) => {
    await useBackend('wasm');
    const turned = 'turned' in attributes;
    const [batch, height, width, channels] = shape;
    const output = [batch, height, width, outputs] as [number, number, number, number];
    const extents: [number, number] = turned ? [outputs, channels] : [channels, outputs];
    const filter = tf.tensor2d(randomValues(channels * outputs, 'filter'), extents);
    const inputs = {
      x: randomTensor([...shape], 'x'),
      filter,
      bias: bias ? tf.tensor1d(randomValues(outputs, 'bias')) : null,
      addend: addend ? randomTensor(output, 'addend') : null,
      gate: gate ? gateOf(output) : null,
    };
    const [own, again] = [
      runOperation(pointwise, inputs, attributes),
      runOperation(pointwise, inputs, attributes),
    ];
    // straight: TensorFlow.js' wasm backend gives other numbers for a turned filter with a bias, now and then
    const straight = { ...inputs, filter: turned ? tf.transpose(filter) : filter };
    const twin = tf.tidy(() => pointwise.portable(straight, { ...attributes, turned: false }));
    expect(own.shape).toEqual(output);
    expect(relativeError(await own.data(), await twin.data())).toBeLessThan(1e-5);
    expect(await again.data()).toEqual(await own.data());
  });
});

test.each([false, true])(
  'the wasm kernel of many products gives what its twin gives, turned: %s',
  async (turned) => {
    await useBackend('wasm');
    const random = (shape: [number, number, number], stream: string): tf.Tensor3D =>
      tf.tensor3d(randomValues(tf.util.sizeFromShape(shape), stream), shape);
    const a = random([3, 5, 11], 'a');
    const b = random(turned ? [3, 13, 11] : [3, 11, 13], 'b');
    const leaked = await leakedTensors(async () => {
      const [own, twin] = [products(a, b, { turned }), tf.matMul(a, b, false, turned)];
      expect(own.shape).toEqual([3, 5, 13]);
      expect(relativeError(await own.data(), await twin.data())).toBeLessThan(1e-5);
      return [own, twin];
    });
    expect(leaked).toBe(0);
    tf.dispose([a, b]);
  },
);
