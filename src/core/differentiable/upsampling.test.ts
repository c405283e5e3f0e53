import { beforeAll, describe, expect, test } from 'vitest';
import { nearest, patchWise } from '../ablation/axis-weights';
import { interpolationPart } from '../ablation/interpolation';
import type { InterpolationId } from '../method-config';
import { leakedTensors, portableBackends, useBackend } from '../testing/backends';
import { readFixture } from '../testing/fixture';
import { randomTensor } from '../testing/method';
import { relativeError } from '../testing/relative-error';
import * as tf from '../tf';
import type { Tensor4D } from '../tf';
import { createUpsampling, upsamplingByMatrix } from './upsampling';

const interpolations = ['patch-wise', 'bilinear', 'nearest', 'bicubic'] as const satisfies InterpolationId[];
const largestDifference = async (a: tf.Tensor, b: tf.Tensor): Promise<number> =>
  (await tf.max(tf.abs(tf.sub(a, b))).data<'float32'>())[0]!;

describe.each(portableBackends)('on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  describe.each(interpolations)('%s', (interpolation) => {
    test.each([
      [4, 33],
      [3, 24],
    ])('from %i to %i is PyTorch’s, both ways, by its own and by the common route', async (grid, side) => {
      const fixture = readFixture('interpolation');
      const name = `${grid}-${side}`;
      const gradient = fixture.tensor4d(`${name}.gradient.mask_full`);
      for (const create of [createUpsampling, upsamplingByMatrix]) {
        const upsampling = create({ interpolation, side, patch: 8 });
        const pass = upsampling.apply(fixture.tensor4d(`${name}.mask`));
        const expected = fixture.floats(`${name}.${interpolation}.mask_full`);
        expect(relativeError(await pass.value.data(), expected)).toBeLessThan(1e-6);
        const back = await pass.pullback(gradient).data();
        const expectedBack = fixture.floats(`${name}.${interpolation}.gradient.mask`);
        expect(relativeError(back, expectedBack)).toBeLessThan(1e-5);
      }
    });

    // It is linear, so a difference quotient is exact for any step.
    test('goes back by what a change of each coarse value does', async () => {
      const upsampling = createUpsampling({ interpolation, side: 10, patch: 4 });
      const gradient = randomTensor([1, 10, 10, 3], 'gradient');
      const coarse = randomTensor([1, 2, 2, 3], 'coarse');
      const lossAt = async (values: Tensor4D): Promise<number> => {
        const products = await tf.mul(upsampling.apply(values).value, gradient).data<'float32'>();
        return products.reduce((sum, value) => sum + value, 0);
      };
      const analytic = await upsampling.apply(coarse).pullback(gradient).data();
      const still = await lossAt(coarse);
      const numeric = await Promise.all(
        Array.from({ length: 12 }, async (_, index) => {
          const change = tf.tensor4d(
            Float32Array.from({ length: 12 }, (_, at) => Number(at === index)),
            coarse.shape,
          );
          return (await lossAt(tf.add(coarse, change))) - still;
        }),
      );
      expect(relativeError(analytic, numeric)).toBeLessThan(1e-5);
    });

    test('leaves nothing behind', async () => {
      const coarse = randomTensor([2, 4, 4, 3], 'coarse');
      const leaked = await leakedTensors(() => {
        const upsampling = createUpsampling({ interpolation, side: 36, patch: 8 });
        const pass = upsampling.apply(coarse);
        const gradient = pass.pullback(pass.value);
        pass.dispose();
        upsampling.dispose();
        return gradient;
      });
      expect(leaked).toBe(0);
    });
  });

  test('where patches do not divide the side, they differ', async () => {
    const coarse = randomTensor([1, 4, 4, 3], 'mask');
    const [one, other] = (['patch-wise', 'nearest'] as const).map(
      (interpolation) => createUpsampling({ interpolation, side: 36, patch: 8 }).apply(coarse).value,
    ) as [Tensor4D, Tensor4D];
    expect(await largestDifference(one, other)).toBeGreaterThan(0.1);
  });
});

// paper.md A.7, in percent of the pixels
test.each([
  [225, 22.6],
  [100, 45.2],
  [60, 43.8],
  [36, 30.6],
  [30, 36],
  [28, 32.5],
])('at %i px, %f %% of the pixels have another patch than their nearest one', (side, percent) => {
  const axis = { from: Math.floor(side / 8), to: side, patch: 8 };
  const [one, other] = [patchWise(axis), nearest(axis)];
  const same = Array.from({ length: side }, (_, row) => row).filter((row) =>
    one
      .subarray(row * axis.from, (row + 1) * axis.from)
      .every((weight, column) => weight === other[row * axis.from + column]),
  ).length;
  expect(100 * (1 - (same / side) ** 2)).toBeCloseTo(percent, 1);
});

test.each(interpolations)('the weights of %s sum to one in every row', (interpolation) => {
  const { weights } = interpolationPart({ interpolation });
  const matrix = weights({ from: 4, to: 36, patch: 8 });
  for (let row = 0; row < 36; row++) {
    const sum = matrix.subarray(4 * row, 4 * row + 4).reduce((total, weight) => total + weight, 0);
    expect(sum).toBeCloseTo(1, 6);
  }
});
