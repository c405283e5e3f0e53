import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { catalogues } from '../messages/messages';
import { advanceMarker, changeSettings, moveMarker, setPlaying } from '../store/actions';
import { explorer, initialState } from '../store/store';
import { followState, openLink, type Address } from './address-bar';

function address(query: string): Address & { readonly written: string[] } {
  const written: string[] = [];
  return { query: () => query, replace: (next) => written.push(next), written };
}

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
