import { expect, test } from 'vitest';
import { orthonormalise } from '../lib/eigen';
import { createRandom } from '../lib/random';
import { commonSpace } from './common-space';
import type { SurveyFeatures } from './inspection';

const columns = 12;

/** Three points before and after, kept whole by four axes of their own. */
function survey(seed: number): SurveyFeatures {
  const { uniform } = createRandom(seed, 'survey');
  const values = (length: number) => Float64Array.from({ length }, () => 2 * uniform() - 1);
  const axes = values(columns * 4);
  orthonormalise(axes, 4);
  return {
    dimensions: 4,
    explained: { unprompted: 1, prompted: 1 },
    unprompted: Float32Array.from(values(12)),
    prompted: Float32Array.from(values(12)),
    mean: Float32Array.from(values(columns)),
    axes: Float32Array.from(axes),
  };
}

/** A point as the features themselves. */
function whole({ mean, axes }: SurveyFeatures, points: Float32Array, point: number): number[] {
  return Array.from(mean, (centre, row) =>
    [0, 1, 2, 3].reduce((sum, axis) => sum + axes[row * 4 + axis]! * points[point * 4 + axis]!, centre),
  );
}

const distance = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Math.hypot(...Array.from(a, (value, at) => value - b[at]!));

test('distances within and between runs are those of the features', () => {
  const [a, b] = [survey(1), survey(2)];
  const space = commonSpace([a, b]);
  const row = (points: Float32Array, point: number) =>
    points.subarray(point * space.dimensions, (point + 1) * space.dimensions);
  const [insideA, insideB] = space.prompted as [Float32Array, Float32Array];
  for (let point = 0; point < 3; point++) {
    const inSpace = distance(row(insideA, point), row(insideB, point));
    expect(inSpace).toBeCloseTo(distance(whole(a, a.prompted, point), whole(b, b.prompted, point)), 4);
    const moved = distance(row(space.unprompted, point), row(insideB, point));
    expect(moved).toBeCloseTo(distance(whole(a, a.unprompted, point), whole(b, b.prompted, point)), 4);
  }
});

test('one run stays in its own axes', () => {
  const own = survey(3);
  expect(commonSpace([own])).toEqual({
    dimensions: 4,
    unprompted: own.unprompted,
    prompted: [own.prompted],
  });
});
