import { describe, expect, it } from 'vitest';
import type { SurveyFeatures } from '../../data/inspection';
import { layoutDefaults } from '../../data/layout';
import { createRandom } from '../../lib/random';
import { layOut, type FinishedLayout } from './layout';

const options = { ...layoutDefaults, epochs: 60 };

/** Three groups without a prompt; with it each goes its way. Axes are those of the coordinates themselves. */
function features(seed: number, count = 90): SurveyFeatures {
  const random = createRandom(seed, 'features');
  const dimensions = 5;
  const groups = (spread: number) =>
    Float32Array.from({ length: count * dimensions }, (_, at) => {
      const [point, axis] = [Math.floor(at / dimensions), at % dimensions];
      return (axis === point % 3 ? spread : 0) + random.uniform();
    });
  return {
    dimensions,
    explained: { unprompted: 1, prompted: 1 },
    unprompted: groups(4),
    prompted: groups(8),
    mean: new Float32Array(dimensions),
    axes: Float32Array.from({ length: dimensions ** 2 }, (_, at) => Number(at % (dimensions + 1) === 0)),
  };
}

function run(surveys: readonly SurveyFeatures[], change = {}) {
  const work = layOut(surveys, { ...options, ...change });
  const stages: string[] = [];
  for (let step = work.next(); ; step = work.next()) {
    if (step.done) return { ...(step.value satisfies FinishedLayout), stages };
    if (stages.at(-1) !== step.value.stage) stages.push(step.value.stage);
  }
}

describe('a layout', () => {
  it('is the same for the same data and seed, and another for another seed', () => {
    const one = run([features(1)]);
    expect(run([features(1)]).layout.positions).toEqual(one.layout.positions);
    expect(run([features(1)], { seed: 1 }).layout.positions).not.toEqual(one.layout.positions);
  });

  it('holds the pictures before and after, of one run or of two, and says what it is at', () => {
    const { layout, stages } = run([features(1), features(2)]);
    expect(layout).toMatchObject({ count: 90, sides: 3 });
    expect(layout.positions).toHaveLength(3 * 90 * 2);
    expect(layout.positions.every(Number.isFinite)).toBe(true);
    expect(stages).toEqual(['neighbours', 'layout']);
  });

  it('keeps groups together that lie together', () => {
    const { layout, kept } = run([features(1)], { epochs: 200 });
    const at = (point: number) => layout.positions.subarray(point * 2, point * 2 + 2);
    const distance = (a: number, b: number) => Math.hypot(at(a)[0]! - at(b)[0]!, at(a)[1]! - at(b)[1]!);
    const mean = (pairs: readonly (readonly [number, number])[]) =>
      pairs.reduce((sum, [a, b]) => sum + distance(a, b), 0) / pairs.length;
    const inside = mean([0, 3, 6, 9, 12].map((point) => [point, point + 30]));
    const across = mean([0, 3, 6, 9, 12].map((point) => [point, point + 31]));
    expect(inside).toBeLessThan(across / 2);
    // by chance it would be 14 of 180
    expect(kept).toBeGreaterThan(0.25);
  });

  it('parts pictures whose features are the same before and after', () => {
    const same = features(1);
    const { layout } = run([{ ...same, prompted: same.unprompted }]);
    expect(layout.positions.every(Number.isFinite)).toBe(true);
  });
});
