// @vitest-environment jsdom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { moveMarker, putRun } from '../../store/actions';
import { explorer, initialState } from '../../store/store';
import { runView, viewSnapshot } from '../../store/testing';
import { stubBrowser } from '../../ui/pictures/testing';
import { ScrubberPanel } from './Panel';

stubBrowser();

const steps = [0, 1, 10, 20];
let root: Root;
let place: HTMLElement;

beforeEach(() => {
  vi.useFakeTimers();
  explorer.setState(initialState(), true);
  place = document.body.appendChild(document.createElement('div'));
  root = createRoot(place);
  act(() => root.render(<ScrubberPanel />));
});

afterEach(() => {
  act(() => root.unmount());
  place.remove();
  vi.useRealTimers();
});

const show = () =>
  act(() => putRun(runView({ snapshots: steps.map((step) => ({ ...viewSnapshot(step), sampleIds: [] })) })));
const slider = () => place.querySelector('input')!;
const button = (name: string) =>
  [...place.querySelectorAll('button')].find(
    (candidate) => candidate.textContent === name || candidate.getAttribute('aria-label') === name,
  )!;
const step = () => explorer.getState().view.step;

describe('the scrubber', () => {
  it('waits in words until a step is stored', () => {
    expect(place.textContent).toContain('as soon as the first one is stored');
  });

  it('stops at every stored step, however far apart they are', () => {
    show();
    expect([slider().min, slider().max, slider().value]).toEqual(['0', '3', '3']);
    act(() => moveMarker(1));
    expect(slider().value).toBe('1');
    expect(slider().getAttribute('aria-valuetext')).toBe('step 1, epoch 1 of 2');
  });

  it('says which step the pictures show when the marker stands between two', () => {
    show();
    act(() => moveMarker(15));
    expect(place.textContent).toContain('step 15');
    expect(place.textContent).toContain('pictures: step 10');
  });

  it('follows the newest step again at the push of a button', () => {
    show();
    act(() => moveMarker(0));
    expect(button('newest').getAttribute('aria-pressed')).toBe('false');
    act(() => button('newest').click());
    expect(step()).toBeNull();
    expect(button('newest').getAttribute('aria-pressed')).toBe('true');
  });

  it('plays from the start when it stood at the end, and lets go at the newest', () => {
    show();
    act(() => button('Play the stored steps').click());
    expect(step()).toBe(0);
    const seen = [];
    for (let i = 0; i < 4; i += 1) {
      act(() => vi.advanceTimersByTime(1000));
      seen.push(step());
    }
    expect(seen).toEqual([1, 10, 20, null]);
    expect(explorer.getState().view.playing).toBe(false);
  });
});
