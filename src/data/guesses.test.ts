import { describe, expect, it } from 'vitest';
import type { Guess, Slide } from './deck';
import { countsOf, gapOf, guessesCsv, meanCurve, numbersSummary } from './guesses';
import type { Truth } from './truth';

const basis = { label: 'SMM', against: null, seeds: [0], data: 'd', testCount: 500, side: 64, epochs: 2 };
const numbers: Guess[] = [2, 4, 9].map((value) => ({ kind: 'number', value }));
const curves: Guess[] = [
  { kind: 'curve', values: [0, 10] },
  { kind: 'curve', values: [20, 30] },
];
const choices: Guess[] = ['a', 'b', 'a'].map((is) => ({ kind: 'choice', is }));

describe('what a class expected', () => {
  it('is a mean with its spread', () => {
    expect(numbersSummary(numbers)).toMatchObject({ count: 3, mean: 5, deviation: expect.closeTo(3.606, 3) });
    expect(numbersSummary(choices)).toBeNull();
  });

  it('is how many chose each', () => {
    expect(countsOf(choices, [{ is: 'b' }, { is: 'a' }, { is: 'c' }])).toEqual([1, 2, 0]);
  });

  it('is a mean curve, of those with the same columns', () => {
    expect(meanCurve(curves, 2)).toEqual([10, 20]);
    expect(meanCurve(curves, 3)).toBeNull();
  });
});

describe('the gap', () => {
  it('is the signed distance of the mean guess', () => {
    const truth: Truth = { ...basis, kind: 'number', value: 7, deviation: null, interval: null };
    expect(gapOf(numbers, truth)).toBe(-2);
    expect(gapOf([], truth)).toBeNull();
  });

  it('is the share that chose rightly, or what cannot be told from it', () => {
    const truth = { ...basis, kind: 'choice', is: 'a', alike: [], values: [], difference: null } as const;
    expect(gapOf(choices, truth)).toBeCloseTo(2 / 3);
    expect(gapOf(choices, { ...truth, alike: ['b'] })).toBe(1);
  });

  it('is the mean distance of the mean curve', () => {
    const truth: Truth = {
      ...basis,
      kind: 'curve',
      columns: [1, 2],
      values: [12, 16],
      deviations: [null, null],
    };
    expect(gapOf(curves, truth)).toBe(3);
  });
});

describe('the file of guesses', () => {
  it('has a line for each number, choice and column', () => {
    const slide = (id: string) => ({ id, predict: { question: `What, ${id}?` } }) as Slide;
    const file = guessesCsv([slide('one'), slide('two'), slide('three')], {
      one: [{ kind: 'number', value: 2 }],
      two: [{ kind: 'choice', is: '=1+1' }],
      three: curves.slice(0, 1),
    });
    expect(file.trim().split('\r\n')).toEqual([
      'slide,question,guess,kind,column,value',
      'one,"What, one?",1,number,,2',
      'two,"What, two?",1,choice,,\'=1+1',
      'three,"What, three?",1,curve,1,0',
      'three,"What, three?",1,curve,2,10',
    ]);
  });
});
