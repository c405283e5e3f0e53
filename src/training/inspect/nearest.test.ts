import { describe, expect, it } from 'vitest';
import { createRandom } from '../../lib/random';
import { nearest, sharedNeighbours, type Neighbours } from './nearest';

function all(search: Generator<number, Neighbours>): { found: Neighbours; parts: number[] } {
  const parts: number[] = [];
  for (let step = search.next(); ; step = search.next()) {
    if (step.done) return { found: step.value, parts };
    parts.push(step.value);
  }
}

const random = createRandom(1, 'points');
const points = Float32Array.from({ length: 300 * 20 }, () => random.uniform());

describe('the nearest neighbours', () => {
  it('are those that sorting every distance finds, the point itself first', () => {
    const { found } = all(nearest(points, { width: 20, k: 6 }));
    for (const point of [0, 17, 299]) {
      const distance = (other: number) =>
        Math.hypot(
          ...Array.from({ length: 20 }, (_, i) => points[point * 20 + i]! - points[other * 20 + i]!),
        );
      const sorted = Array.from({ length: 300 }, (_, other) => other)
        .toSorted((a, b) => distance(a) - distance(b))
        .slice(0, 6);
      expect(Array.from(found.indices.subarray(point * 6, point * 6 + 6))).toEqual(sorted);
      expect(found.distances[point * 6]).toBe(0);
      expect(found.distances[point * 6 + 5]).toBeCloseTo(distance(sorted[5]!), 6);
    }
  });

  it('say how far the search is, ever further', () => {
    const { parts } = all(nearest(points, { width: 20, k: 3 }));
    expect(parts.length).toBeGreaterThan(3);
    expect(parts).toEqual(parts.toSorted((a, b) => a - b));
  });

  it('are all shared by a space with itself, and by chance with another', () => {
    const { found } = all(nearest(points, { width: 20, k: 6 }));
    const other = all(nearest(points.toReversed(), { width: 20, k: 6 })).found;
    expect(sharedNeighbours(found, found)).toBe(1);
    expect(sharedNeighbours(found, other)).toBeLessThan(0.15);
  });
});
