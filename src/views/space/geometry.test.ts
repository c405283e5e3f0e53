import { describe, expect, it } from 'vitest';
import { classNames, planeOf, pointNear, pointsAround, pointsInside, pointTowards } from './geometry';

const points = Float32Array.of(10, 10, 50, 12, 90, 90, 14, 60);

describe('a layout on the screen', () => {
  it('lies inside the place, with one scale for both axes and for all sides', () => {
    const layout = { count: 2, sides: 2, positions: Float32Array.of(0, 0, 10, 0, 0, 5, -10, 5) };
    const { sides } = planeOf(layout, { width: 436, height: 300 });
    const [before, after] = sides;
    const all = [...before!, ...after!];
    expect(Math.min(...all)).toBeGreaterThanOrEqual(18);
    expect(Math.max(...all)).toBeLessThanOrEqual(436 - 18);
    // 10 to the right, and 5 down
    expect(before![2]! - before![0]!).toBeCloseTo(200);
    expect(after![1]! - before![1]!).toBeCloseTo(100);
  });
});

describe('a point', () => {
  it('is found near the pointer, and not from afar', () => {
    expect(pointNear(points, { x: 48, y: 10 }, 8)).toBe(1);
    expect(pointNear(points, { x: 70, y: 50 }, 8)).toBeNull();
  });

  it('is the next one in the direction of an arrow key, not merely the nearest', () => {
    expect(pointTowards(points, 0, 'ArrowRight')).toBe(1);
    expect(pointTowards(points, 0, 'ArrowDown')).toBe(3);
    expect(pointTowards(points, 0, 'ArrowLeft')).toBeNull();
    expect(pointTowards(points, 0, 'Enter')).toBeNull();
  });

  it('has those that lie nearest around it, itself first', () => {
    expect(pointsAround(points, 0, 3)).toEqual([0, 1, 3]);
  });
});

describe('a region', () => {
  it('holds the points inside its course, however it bends', () => {
    const course = [
      { x: 0, y: 0 },
      { x: 60, y: 0 },
      { x: 60, y: 30 },
      { x: 30, y: 30 },
      { x: 30, y: 80 },
      { x: 0, y: 80 },
    ];
    expect(pointsInside(points, course)).toEqual([0, 1, 3]);
    expect(pointsInside(points, course.toReversed())).toEqual([0, 1, 3]);
    expect(pointsInside(points, [])).toEqual([]);
  });
});

describe('the names of the classes', () => {
  it('stand at the median of their points, none over another', () => {
    const names = classNames(Float32Array.of(100, 50, 104, 52, 300, 52), [0, 1, 2], {
      classes: 4,
      width: 400,
      height: 200,
    });
    expect(names.map(({ label }) => label).toSorted()).toEqual([0, 1, 2]);
    const [first, second] = [
      names.find(({ label }) => label === 0)!,
      names.find(({ label }) => label === 1)!,
    ];
    expect(Math.abs(first.y - second.y)).toBeGreaterThanOrEqual(13);
    expect(names.find(({ label }) => label === 2)).toMatchObject({ x: 300, y: 52 });
  });
});
