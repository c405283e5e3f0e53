import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { catalogues } from '../messages/messages';
import {
  advanceMarker,
  changeSettings,
  goTo,
  moveMarker,
  openStage,
  setPlaying,
  slowDown,
} from '../store/actions';
import { explorer, initialState } from '../store/store';
import { followState, openLink, type Address } from './address-bar';

/** A browser's history that is watched. */
class Bar implements Address {
  readonly entries: string[];
  readonly written: string[] = [];
  at = 0;
  #listener: () => void = () => undefined;

  constructor(query: string) {
    this.entries = [query];
  }

  query() {
    return this.entries[this.at]!;
  }

  replace(query: string) {
    this.written.push(query);
    this.entries[this.at] = query;
  }

  push(query: string) {
    this.at += 1;
    this.entries.splice(this.at, Infinity, query);
  }

  onTravel(listener: () => void) {
    this.#listener = listener;
    return () => undefined;
  }

  go(by: number) {
    this.at += by;
    this.#listener();
  }
}

const address = (query: string) => new Bar(query);

beforeEach(() => {
  vi.useFakeTimers();
  explorer.setState(initialState(), true);
});
afterEach(() => vi.useRealTimers());

describe('opening a link', () => {
  it('takes its state over', () => {
    openLink(address('?baseline=full&seed=3&sample=test/4&theme=dark'), catalogues.en);
    const { settings, view, notices } = explorer.getState();
    expect(settings).toMatchObject({ switches: { baseline: 'full' }, seed: 3 });
    expect(view).toMatchObject({ sampleId: 'test/4', theme: 'dark' });
    expect(notices).toEqual([]);
  });

  it('leads to a deck that it names, wherever it says nothing of the place', () => {
    openLink(address('?embed&deck=ten-minutes&slide=mask'), catalogues.en);
    expect(explorer.getState().view).toMatchObject({ place: 'lecture', deck: 'ten-minutes', embedded: true });
    openLink(address('?place=compare&deck=ten-minutes'), catalogues.en);
    expect(explorer.getState().view).toMatchObject({ place: 'compare' });
  });

  it('says which keys it could not use', () => {
    openLink(address('?side=9000&colour=pink'), catalogues.en);
    const texts = explorer.getState().notices.map(({ text }) => text);
    expect(texts[0]).toMatch(/colour/);
    expect(texts[1]).toMatch(/side=9000/);
  });
});

describe('the address', () => {
  it('follows the page once it rests', () => {
    const bar = address('?place=explore');
    const end = followState(bar);
    changeSettings({ seed: 1 });
    changeSettings({ seed: 2 });
    expect(bar.written).toEqual([]);
    vi.runAllTimers();
    expect(bar.written).toEqual(['?seed=2']);
    end();
  });

  it('does not follow a marker that plays', () => {
    const bar = address('');
    const end = followState(bar);
    setPlaying(true);
    for (let step = 0; step < 50; step++) {
      advanceMarker(step);
      vi.advanceTimersByTime(400);
    }
    expect(bar.written).toEqual([]);
    moveMarker(12);
    vi.runAllTimers();
    expect(bar.written).toEqual(['?step=12']);
    end();
  });
});

describe('Back and Forward', () => {
  it('lead through the places and the stages that were open, and leave what was chosen as it is', () => {
    const bar = address('?place=explore');
    const end = followState(bar);
    openStage('mask');
    goTo('compare');
    changeSettings({ seed: 4 });
    bar.go(-1);
    const { view, settings } = explorer.getState();
    expect(view).toMatchObject({ place: 'explore', open: 'mask' });
    expect(settings.seed).toBe(4);
    expect(bar.query()).toBe('?seed=4&open=mask');
    bar.go(-1);
    expect(explorer.getState().view.open).toBeNull();
    bar.go(2);
    expect(explorer.getState().view).toMatchObject({ place: 'compare' });
    end();
  });

  it('find the place that was left as it was left', () => {
    const bar = address('?place=explore');
    const end = followState(bar);
    changeSettings({ seed: 4 });
    goTo('compare');
    expect(bar.entries).toEqual(['?seed=4', '?place=compare&seed=4']);
    end();
  });

  it('have one entry for slow motion, not one for each of its steps', () => {
    const bar = address('?place=explore');
    const end = followState(bar);
    slowDown('resize');
    slowDown('generate');
    vi.runAllTimers();
    expect(bar.entries).toEqual(['?place=explore', '?slow=generate']);
    slowDown(null);
    expect(bar.entries).toHaveLength(3);
    end();
  });
});
