import { beforeEach, describe, expect, test } from 'vitest';
import { fromHalf, toHalf } from '../../../lib/half-float';
import { createRandom } from '../../../lib/random';
import { fitHalves } from '../../kernels/webgpu/halves';
import { compilePlan } from '../../plan/compiled-plan';
import { constant, halfConstant, outside, type Operand, type Pass } from '../../plan/pass';
import { bufferOf, type PlanBackend } from '../../plan/plan-backend';
import { Workspace } from '../../plan/workspace';
import { useBackend } from '../../testing/backends';
import { startWebGPU } from '../../testing/webgpu';
import * as tf from '../../tf';
import { pickedRowsPass } from './pooling-passes';
import { pointwisePass } from './pointwise-pass';

const missing = await startWebGPU();
if (missing) console.warn(missing);

/** Runs a pass on what is given, and reads what it wrote to an operand from outside. */
async function ran(pass: Pass, given: ReadonlyMap<Operand, Float32Array>): Promise<Float32Array> {
  const backend = tf.backend() as unknown as PlanBackend;
  const workspace = new Workspace(backend);
  const plan = compilePlan([pass], workspace);
  const { result } = pass;
  const tensors = new Map(
    [...given].map(([operand, values]) => [
      operand,
      tf.tensor(values, [...operand.shape], operand.dtype as 'float32' | 'int32'),
    ]),
  );
  const made = tf.engine().makeTensorFromTensorInfo(backend.makeTensorInfo([...result.shape], 'float32'));
  tensors.set(result, made);
  plan.run(new Map([...tensors].map(([operand, tensor]) => [operand, bufferOf(backend, tensor)])));
  const values = Float32Array.from(await made.data());
  tf.dispose([...tensors.values()]);
  plan.dispose();
  workspace.dispose();
  return values;
}

function valuesOf(shape: readonly number[], name: string): Float32Array {
  const random = createRandom(0, name);
  return Float32Array.from({ length: tf.util.sizeFromShape([...shape]) }, () => 2 * random.uniform() - 1);
}

describe.skipIf(missing)('filters that halves hold', () => {
  beforeEach(() => useBackend('webgpu'));

  /** Halves down to the least of all. */
  const exact = (shape: readonly number[]) =>
    valuesOf(shape, 'halves').map((value, index) =>
      fromHalf(toHalf(index % 7 === 0 ? value * 2 ** -20 : value)),
    );

  test('are told from those that lose a bit', () => {
    const values = exact([16, 12]);
    expect(fitHalves(values, 2 ** 10)).toBe(true);
    expect(fitHalves(values, 1), 'subnormal ones').toBe(false);
    expect(fitHalves(Float32Array.of(0, -63.96875), 2 ** 10)).toBe(true);
    for (const lost of [1 + 2 ** -11, 64, 2 ** -25, NaN, Infinity]) {
      expect(fitHalves(Float32Array.of(1, lost), 2 ** 10), String(lost)).toBe(false);
    }
  });

  test('lie in fours, times a power of two', () => {
    expect(() => halfConstant([2, 6], new Float32Array(12), 1)).toThrow('[2, 6] do not');
    expect(() => halfConstant([2, 8], new Float32Array(16), 3)).toThrow('power of two');
  });

  test('give the same bits as floats', async () => {
    const [inputs, outputs] = [16, 12];
    const values = exact([inputs, outputs]);
    const x = outside([3, 5, 5, inputs]);
    const given = new Map([[x, valuesOf(x.shape, 'x')]]);
    const product = (filter: Operand) =>
      ran(pointwisePass({ x, filter }, outside([3, 5, 5, outputs])), given);
    const floats = await product(constant([inputs, outputs], values));
    expect(await product(halfConstant([inputs, outputs], values, 2 ** 10))).toEqual(floats);

    const sources = outside([3], 'int32');
    const rows = (table: Operand) =>
      ran(
        pickedRowsPass({ rows: table, sources }, outside([3, outputs])),
        new Map([[sources, Float32Array.of(5, 0, 15)]]),
      );
    const asFloats = await rows(constant([inputs, outputs], values));
    expect(await rows(halfConstant([inputs, outputs], values, 2 ** 10))).toEqual(asFloats);
  });
});
