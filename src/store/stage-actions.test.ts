import { beforeEach, describe, expect, it } from 'vitest';
import type { Deck } from '../data/deck';
import { changeLecture, changeSettings, chooseRange, moveProbe } from './actions';
import { emptySlide } from './deck-edit';
import { addressedState } from './lecture';
import { withDocument } from './document';
import { readLink, writeLink } from './link';
import { linkOfState } from './slide-state';
import { followDocument, nextPart, travel } from './history';
import {
  enterSlide,
  goBack,
  goForward,
  goToDeck,
  goToPosition,
  goToShelf,
  leaveStage,
  lookAtSlide,
} from './stage-actions';
import { explorer, initialState } from './store';

const predict = {
  question: 'How much?',
  explanation: '',
  answer: {
    kind: 'number' as const,
    low: 0,
    high: 100,
    truth: { metric: 'last-accuracy' as const, of: 'default' },
  },
};
const deck: Deck = {
  title: 'A talk',
  language: 'en',
  about: '',
  slides: [
    { ...emptySlide('one', 'One'), link: '?run=smm&sample=test/5&seed=9&lang=zh&theme=dark' },
    { ...emptySlide('two', 'Two'), predict },
    { ...emptySlide('three', 'Three'), link: '?place=compare&colour=pink&v=7' },
  ],
};
const { getState } = explorer;
const shown = () => getState().lecture.stage?.slideId;

beforeEach(() => {
  explorer.setState(initialState(), true);
  changeSettings({ seed: 3, backend: 'wasm' });
  changeLecture((lecture) => ({ ...lecture, draft: { id: 'own-talk', deck } }));
  goToDeck('own-talk', 'stage');
  enterSlide();
});

describe('a deck on the stage', () => {
  it('shows the state of each slide, but leaves the reader their language, theme and device', () => {
    const { settings, view } = getState();
    expect(settings).toMatchObject({ seed: 9, backend: 'wasm' });
    expect(view).toMatchObject({
      runId: 'recorded/smm',
      sampleId: 'test/5',
      theme: 'system',
      language: null,
    });
    goToPosition(1);
    expect(getState().view).toMatchObject({ runId: null, sampleId: null, place: 'lecture', slide: 'two' });
  });

  it('reveals before it goes on, and comes back to what was revealed', () => {
    goForward();
    expect(shown()).toBe('two');
    goForward();
    expect(shown()).toBe('two');
    goForward();
    expect(shown()).toBe('three');
    goBack();
    goForward();
    expect(shown()).toBe('three');
  });

  it('stays at its ends', () => {
    goBack();
    expect(shown()).toBe('one');
    goToPosition(Infinity);
    goForward();
    expect(shown()).toBe('three');
  });

  it('names what it cannot show of a slide, and shows the rest', () => {
    goToPosition(2);
    const { stage } = getState().lecture;
    expect(stage?.problems.map(({ reason }) => reason)).toEqual(['unknown-key', 'newer-version']);
  });

  it('gives the page back as it was, whatever was touched meanwhile', () => {
    moveProbe({ row: 4, column: 5 });
    goToPosition(2);
    leaveStage();
    expect(getState().settings).toMatchObject({ seed: 3 });
    expect(getState().view).toMatchObject({ runId: null, sampleId: null, probe: null });
    goToShelf();
    expect(getState().view).toMatchObject({ place: 'lecture', deck: null });
  });

  it('has an address of the person’s own state and the slide, which leads there again', () => {
    goToPosition(1);
    const query = writeLink(addressedState(getState()));
    expect(query).toBe('?place=lecture&seed=3&backend=wasm&deck=own-talk&slide=two');
    const { settings, view, table } = initialState();
    expect(readLink(query, { settings, view, table }).state.view.slide).toBe('two');
  });
});

describe('the link that a slide keeps', () => {
  it('says what is on screen, and nothing of deck, reader or machine', () => {
    leaveStage();
    changeSettings({ seed: 4 });
    expect(linkOfState(getState())).toBe('?seed=4');
  });
});

describe('undo beside a lecture', () => {
  const undo = () => travel('undo', (document) => explorer.setState(withDocument(getState(), document)));

  it('has nothing of what was done on the stage', async () => {
    const end = followDocument();
    goToPosition(1);
    chooseRange('unit');
    await Promise.resolve();
    changeSettings({ seed: 77 });
    await Promise.resolve();
    leaveStage();
    await Promise.resolve();
    expect(nextPart('undo')).toBeNull();
    end();
  });

  it('brings the own state back after a slide was looked at, in one go', async () => {
    goToShelf();
    const { settings, view } = getState();
    const end = followDocument();
    lookAtSlide(deck.slides[0]!);
    await Promise.resolve();
    expect(getState().view).toMatchObject({ place: 'explore', runId: 'recorded/smm' });
    undo();
    expect(getState()).toMatchObject({ settings, view });
    expect(nextPart('undo')).toBeNull();
    end();
  });
});
