import { beforeEach, describe, expect, test } from 'vitest';
import { fromHalf, toHalf } from '../../../lib/half-float';
import { createRandom } from '../../../lib/random';
import { accessTo, fitHalves } from '../../kernels/webgpu/halves';
import { WORKGROUP } from '../../kernels/webgpu/program';
import { compilePlan } from '../../plan/compiled-plan';
import { constant, halfConstant, halves, outside, work, type Operand, type Pass } from '../../plan/pass';
import { bufferOf, type PlanBackend } from '../../plan/plan-backend';
import { Workspace } from '../../plan/workspace';
import { useBackend } from '../../testing/backends';
import { startWebGPU } from '../../testing/webgpu';
import * as tf from '../../tf';
import { depthwiseBackPass } from './depthwise-pass';
import { bitsOfPixels } from './gate-bits';
import { pickedRowsPass, pooledBackPass } from './pooling-passes';
import { pointwisePass } from './pointwise-pass';
import { stemBackPass } from './stem-pass';

const missing = await startWebGPU();
if (missing) console.warn(missing);

const SCALE = 2 ** 9;

/** The same values elsewhere, as the other is stored. */
function copied(from: Operand, to: Operand): Pass {
  const threads = tf.util.sizeFromShape([...from.shape]) / 4;
  return {
    program: {
      name: 'copied',
      inputs: { x: { tensor: from, lanes: 4 } },
      shape: to.shape,
      lanes: 4,
      workgroups: Math.ceil(threads / WORKGROUP),
      integers: { threads },
      trips: 1,
      source: `fn main(index : i32) {
        if (index >= uniforms.threads) { return; }
        let value = ${accessTo('x', from).read('index')};
        ${accessTo('result', to).write('index', 'value')}
      }`,
    },
    result: to,
  };
}

/** Runs passes on what is given, and reads what the last one wrote to an operand from outside. */
async function ran(
  passes: readonly Pass[],
  given: ReadonlyMap<Operand, Float32Array>,
): Promise<Float32Array> {
  const backend = tf.backend() as unknown as PlanBackend;
  const workspace = new Workspace(backend);
  const plan = compilePlan(passes, workspace);
  const { result } = passes.at(-1)!;
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

/** What is left of values in halves. */
function rounded(values: Float32Array, scale: number): Float32Array {
  return values.map((value) => {
    const scaled = Math.fround(value * scale);
    const near = fromHalf(toHalf(Math.min(65504, Math.max(-65504, scaled))));
    return Math.abs(near) < 2 ** -14 ? 0 : near / scale;
  });
}

/** How a pass is asked for: what it reads and writes as one or the other. */
type Asked = (stored: (shape: readonly number[]) => Operand) => {
  readonly pass: Pass;
  /** that were written before, with their values */
  readonly before: readonly (readonly [Operand, Float32Array])[];
};

/** With everything between passes in halves, and in floats; the same values are given to both. */
async function bothWays(asked: Asked): Promise<{ halved: Float32Array; whole: Float32Array }> {
  const run = async (stored: (shape: readonly number[]) => Operand) => {
    const { pass, before } = asked(stored);
    const given = new Map<Operand, Float32Array>();
    const passes = before.map(([operand, values]) => {
      const from = outside(operand.shape);
      given.set(from, rounded(values, SCALE));
      return copied(from, operand);
    });
    if (pass.result.place === 'outside') return ran([...passes, pass], given);
    return ran([...passes, pass, copied(pass.result, outside(pass.result.shape))], given);
  };
  return { halved: await run((shape) => halves(shape, { scale: SCALE })), whole: await run(work) };
}

describe.skipIf(missing)('operands in halves', () => {
  beforeEach(() => useBackend('webgpu'));

  test('hold the nearest half, ties to even, nothing below the least normal one, the largest beyond it', async () => {
    const shape = [13, 8, 4];
    const random = createRandom(0, 'magnitudes');
    const values = valuesOf(shape, 'values').map((value) => value * 2 ** (40 * random.uniform() - 28));
    // a tie on either side of an even one, the edges of the range, zeros
    values.set(
      [1 + 2 ** -11, 1 + 3 * 2 ** -11, 2 ** -14, 2 ** -15, 65504, 65519, 1e9, -1e9, 0, -0].map(
        (value) => value / SCALE,
      ),
    );
    const from = outside(shape);
    const between = halves(shape, { scale: SCALE });
    const found = await ran(
      [copied(from, between), copied(between, outside(shape))],
      new Map([[from, values]]),
    );
    expect([...found].map((value) => value + 0)).toEqual(
      [...rounded(values, SCALE)].map((value) => value + 0),
    );
    expect(new Set(found).size).toBeGreaterThan(200);
  });

  test('are asked for in fours and with a power of two', () => {
    expect(() => halves([3, 6], { scale: 1 })).toThrow('[3, 6] do not');
    expect(() => halves([3, 8], { scale: 3 })).toThrow('power of two');
  });

  const gateOf = (shape: readonly number[]) => {
    const [count, height, width, channels] = shape as [number, number, number, number];
    return bitsOfPixels(count * height * width, channels);
  };

  /** Of a relu6, which the passes behind read. */
  const gated = (shape: readonly number[]) => {
    const bits = gateOf(shape);
    const inputs = 8;
    const x = work([...shape.slice(0, 3), inputs]);
    const filter = constant(
      [inputs, shape[3]!],
      valuesOf([inputs, shape[3]!], 'ahead').map((value) => 4 * value),
    );
    const pass = pointwisePass({ x, filter, activation: 'relu6', bits }, work(shape));
    return { bits, x, pass };
  };

  const cases: readonly (readonly [string, Asked])[] = [
    [
      'a product with a sum and no gate',
      (stored) => {
        const [x, addend] = [stored([3, 5, 5, 12]), stored([3, 5, 5, 20])];
        const filter = constant([12, 20], valuesOf([12, 20], 'filter'));
        return {
          pass: pointwisePass({ x, filter, addend }, stored([3, 5, 5, 20])),
          before: [
            [x, valuesOf(x.shape, 'x')],
            [addend, valuesOf(addend.shape, 'addend')],
          ],
        };
      },
    ],
    ...[
      { kernel: 3, stride: 1, side: 9 },
      { kernel: 5, stride: 2, side: 11 },
    ].map(({ kernel, stride, side }): readonly [string, Asked] => [
      `a depthwise gradient, kernel ${kernel}, stride ${stride}`,
      (stored) => {
        const outSide = Math.ceil(side / stride);
        const gradient = stored([2, outSide, outSide, 8]);
        const addend = stored([2, side, side, 8]);
        const filter = constant([kernel, kernel, 8, 1], valuesOf([kernel, kernel, 8, 1], 'filter'));
        const geometry = { side, stride, before: Math.floor((kernel - 1) / 2) };
        return {
          pass: depthwiseBackPass(
            { gradient, filter, addend, gate: null },
            geometry,
            stored([2, side, side, 8]),
          ),
          before: [
            [gradient, valuesOf(gradient.shape, 'gradient')],
            [addend, valuesOf(addend.shape, 'addend')],
          ],
        };
      },
    ]),
    [
      'a gradient by pictures',
      (stored) => {
        const gradient = stored([2, 6, 6, 8]);
        const filter = constant([3, 3, 3, 8], valuesOf([3, 3, 3, 8], 'filter'));
        return {
          pass: stemBackPass(
            { gradient, filter, scales: null },
            { side: 11, stride: 2, before: 1 },
            outside([2, 11, 11, 3]),
          ),
          before: [[gradient, valuesOf(gradient.shape, 'gradient')]],
        };
      },
    ],
    [
      'a gradient by what was pooled',
      (stored) => {
        const byFeatures = work([3, 12]);
        return {
          pass: pooledBackPass({ byFeatures, gate: null, scales: null }, stored([3, 5, 7, 12])),
          before: [[byFeatures, valuesOf(byFeatures.shape, 'features')]],
        };
      },
    ],
  ];

  test.each(cases)('%s computes in floats: what it writes is rounded, and nothing else', async (_, asked) => {
    const { halved, whole } = await bothWays(asked);
    expect(new Set(whole).size).toBeGreaterThan(30);
    const { pass } = asked(work);
    expect(halved).toEqual(pass.result.place === 'outside' ? whole : rounded(whole, SCALE));
  });

  test('go through gates like floats', async () => {
    const shape = [3, 5, 5, 12];
    const run = async (stored: (shape: readonly number[]) => Operand) => {
      const { bits, x: ahead, pass } = gated(shape);
      const [from, x] = [outside(ahead.shape), stored([3, 5, 5, 8])];
      const fromX = outside(x.shape);
      const filter = constant([8, 12], valuesOf([8, 12], 'filter'));
      const result = stored(shape);
      return ran(
        [
          copied(from, ahead),
          pass,
          copied(fromX, x),
          pointwisePass({ x, filter, gate: bits }, result),
          copied(result, outside(shape)),
        ],
        new Map([
          [from, valuesOf(ahead.shape, 'ahead')],
          [fromX, rounded(valuesOf(x.shape, 'x'), SCALE)],
        ]),
      );
    };
    const whole = await run(work);
    expect(whole.filter((value) => value === 0).length).toBeGreaterThan(whole.length / 4);
    expect(await run((one) => halves(one, { scale: SCALE }))).toEqual(rounded(whole, SCALE));
  });
});

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

  test('give the same bits as floats', async () => {
    const [inputs, outputs] = [16, 12];
    const values = exact([inputs, outputs]);
    const x = outside([3, 5, 5, inputs]);
    const given = new Map([[x, valuesOf(x.shape, 'x')]]);
    const product = (filter: Operand) =>
      ran([pointwisePass({ x, filter }, outside([3, 5, 5, outputs]))], given);
    const floats = await product(constant([inputs, outputs], values));
    expect(await product(halfConstant([inputs, outputs], values, 2 ** 10))).toEqual(floats);

    const sources = { ...outside([3], 'int32') };
    const rows = (table: Operand) =>
      ran(
        [pickedRowsPass({ rows: table, sources }, outside([3, outputs]))],
        new Map([[sources, Float32Array.of(5, 0, 15)]]),
      );
    const asFloats = await rows(constant([inputs, outputs], values));
    expect(await rows(halfConstant([inputs, outputs], values, 2 ** 10))).toEqual(asFloats);
  });
});
