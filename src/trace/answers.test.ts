import { describe, expect, it } from 'vitest';
import { answersOf, linksOf } from './answers';

describe('answersOf', () => {
  const values = {
    targets: Float32Array.of(0.5, 0.5, 0, 0.1, 0.2, 0.7),
    sourceClasses: Int32Array.of(1, 2, 3, 4, 5, 474, 414, 9, 8, 7),
    sourceProbabilities: Float32Array.of(0.2, 0.2, 0.2, 0.2, 0.1, 0.6, 0.2, 0.1, 0, 0),
    mapping: Int32Array.of(808, 474, 414),
  };

  it('reads one sample and joins source classes with the labels they stand for', () => {
    const answers = answersOf(values, 1);
    expect(answers.predicted).toBe(2);
    expect(answers.sources[0]).toEqual({ source: 474, probability: expect.closeTo(0.6), target: 1 });
    expect(answers.sources[2]!.target).toBe(-1);
    expect(answers.targets.map(({ source }) => source)).toEqual([808, 474, 414]);
  });

  it('settles a tie for the lower label, as argmax does', () => {
    expect(answersOf(values, 0).predicted).toBe(0);
  });

  it('keeps label order while all fit, and the likeliest ten beyond, the true one among them', () => {
    const classes = 12;
    const twelve = {
      ...values,
      targets: Float32Array.from({ length: classes }, (_, i) => i / 66),
      mapping: Int32Array.from({ length: classes }, (_, i) => i),
    };
    const many = answersOf(twelve, 0);
    const shown = (truth: number) => answersOf(twelve, 0, truth).targets.map(({ target }) => target);
    expect(shown(0)).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3, 0]);
    expect(shown(5)).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3, 2]);
    expect(many.targets.map(({ target }) => target)).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3, 2]);
    expect(many.classes).toBe(12);
  });

  it('draws a link for each source class that stands for a label on show', () => {
    const links = linksOf(answersOf(values, 1));
    expect(links.map(({ target }) => target)).toEqual([1, 2]);
    expect(links[0]).toMatchObject({ from: 0.1, to: 0.5 });
  });
});
