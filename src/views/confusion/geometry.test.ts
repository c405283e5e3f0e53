import { describe, expect, it } from 'vitest';
import { cellsOf, confusionOf, gridMove, mostClasses, mostConfused, shownClasses } from './geometry';

const survey = {
  classes: 3,
  labels: Int32Array.of(0, 0, 1, 2, 2),
  answers: { unprompted: Int32Array.of(0, 1, 1, 0, 0), prompted: Int32Array.of(0, 0, 2, 2, 0) },
};

describe('a confusion matrix', () => {
  it('holds every picture in the row of its label and the column of its answer', () => {
    const { cells } = confusionOf(survey, 'unprompted');
    expect(cells).toEqual([[0], [1], [], [], [2], [], [3, 4], [], []]);
  });

  it('shades a cell by its part of the true class', () => {
    const cells = cellsOf(survey, 'before');
    expect(cells[0]!.share).toBe(0.5);
    expect(cells[6]).toEqual({ indices: [3, 4], count: 2, share: 1 });
  });

  it('shows as a difference what came less what went, and both', () => {
    const cells = cellsOf(survey, 'difference');
    expect(cells.map(({ count }) => count)).toEqual([1, -1, 0, 0, -1, 1, -1, 0, 1]);
    expect(cells[6]).toEqual({ indices: [3], count: -1, share: -0.5 });
    expect(cells.reduce((sum, { count }) => sum + count, 0)).toBe(0);
  });
});

describe('the largest confusion', () => {
  it('is off the diagonal, and none where every answer is right', () => {
    expect(mostConfused(cellsOf(survey, 'before'), 3)).toEqual({ at: 6, indices: [3, 4] });
    const right = { ...survey, answers: { ...survey.answers, prompted: survey.labels } };
    expect(mostConfused(cellsOf(right, 'after'), 3)).toBeNull();
  });
});

describe('arrow keys', () => {
  it('stay inside the square', () => {
    expect(gridMove('ArrowRight', 4, 3)).toBe(5);
    expect(gridMove('ArrowRight', 5, 3)).toBe(5);
    expect(gridMove('ArrowUp', 1, 3)).toBe(1);
    expect(gridMove('ArrowDown', 1, 3)).toBe(4);
    expect(gridMove('Home', 5, 3)).toBe(3);
    expect(gridMove('Tab', 5, 3)).toBeNull();
  });
});

it('shows those of many classes that are confused most, and all of a few', () => {
  const k = mostClasses + 20;
  const cells = Array.from({ length: k * k }, (_, at) => {
    const [truth, answer] = [Math.floor(at / k), at % k];
    const count = truth === answer ? 9 : truth === k - 1 && answer === 50 ? 3 : 0;
    return { indices: [], count, share: 0 };
  });
  const shown = shownClasses(cells, k);
  expect(shown).toHaveLength(mostClasses);
  expect(shown).toEqual(shown.toSorted((one, other) => one - other));
  expect(shown).toContain(k - 1);
  expect(shown).toContain(50);
  expect(shownClasses(cells, 3)).toEqual([0, 1, 2]);
});
