import { beforeEach, describe, expect, it } from 'vitest';
import { explorer, initialState } from './store';
import { lossChanges, outcomeOf, pictureIndex, picturesWith, rightPart } from './survey';
import { changeSurvey, choosePictures, pickPicture } from './survey-actions';

const survey = {
  labels: Int32Array.of(0, 1, 0, 1),
  answers: { unprompted: Int32Array.of(1, 1, 1, 1), prompted: Int32Array.of(0, 0, 1, 1) },
  losses: {
    unprompted: Float32Array.of(2, 1, 3, 1),
    initial: Float32Array.of(3, 1, 3, 1),
    trained: Float32Array.of(1, 2, 3, 0.5),
  },
};

describe('what the prompt did to a picture', () => {
  it('is won, lost, or the same as before', () => {
    expect([0, 1, 2, 3].map((index) => outcomeOf(survey, index))).toEqual(['won', 'lost', 'wrong', 'right']);
    expect(picturesWith(survey, 'lost')).toEqual([1]);
    expect(rightPart(survey, 'unprompted')).toBe(0.5);
  });

  it('is its loss less the one before, of the prompt as it began or of none', () => {
    expect(Array.from(lossChanges(survey, 'initial'))).toEqual([-2, 1, 0, -0.5]);
    expect(Array.from(lossChanges(survey, 'unprompted'))).toEqual([-1, 1, 0, -0.5]);
  });
});

describe('a picture in a link', () => {
  it('is one of those that there are', () => {
    expect(pictureIndex('test/3', 4)).toBe(3);
    for (const bad of ['test/4', 'own/3', null, 'test/x']) expect(pictureIndex(bad, 4)).toBeNull();
  });
});

describe('looking at all test pictures', () => {
  beforeEach(() => explorer.setState(initialState(), true));

  it('gives up what is chosen when the same part is chosen again', () => {
    const bar = { source: 'losses', part: 'A:3', indices: [1, 2] } as const;
    choosePictures(bar);
    expect(explorer.getState().selection).toBe(bar);
    choosePictures({ source: 'confusion', part: 'A:3', indices: [4] });
    expect(explorer.getState().selection?.indices).toEqual([4]);
    choosePictures({ source: 'confusion', part: 'A:3', indices: [4] });
    expect(explorer.getState().selection).toBeNull();
  });

  it('puts the section into the link, so that who opens it lands there', () => {
    pickPicture(17, 'space');
    changeSurvey({ answers: 'before' });
    const { view } = explorer.getState();
    expect(view).toMatchObject({ at: 'survey', survey: { picture: 'test/17', answers: 'before' } });
  });
});
