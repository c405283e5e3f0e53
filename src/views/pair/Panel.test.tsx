// @vitest-environment jsdom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fixtureRun } from '../../app/gallery/fixture-run';
import { english } from '../../messages/english/english';
import { pin, putRun, showOnlyDifferences, showRun, wipeOver } from '../../store/actions';
import { explorer, initialState } from '../../store/store';
import { stubBrowser } from '../../ui/pictures/testing';
import { PairPanel } from './Panel';

stubBrowser();

const { pair: text } = english;
let root: Root;
let place: HTMLElement;

beforeEach(() => {
  explorer.setState(initialState(), true);
  place = document.body.appendChild(document.createElement('div'));
  root = createRoot(place);
  act(() => root.render(<PairPanel />));
});

afterEach(() => {
  act(() => root.unmount());
  place.remove();
});

const small = { done: 1, samples: 2, side: 48 } as const;
const besideFull = () =>
  act(() => {
    putRun(fixtureRun(small));
    putRun(fixtureRun({ ...small, id: 'fixture-full', label: 'Full', baseline: 'full' }));
    showRun('fixture-smm');
    pin({ what: 'run', runId: 'fixture-full' });
  });
const picture = (sign: 'A' | 'B' | 'B − A', name: string) =>
  place.querySelector(`[aria-label="${text.of(sign, name)}"]`);
const red = text.mask('red');

describe('A | B', () => {
  it('says that there is nothing to compare, and then what to do', () => {
    expect(place.textContent).toBe(text.none.a);
    act(() => putRun(fixtureRun(small)));
    expect(place.textContent).toBe(text.none.hint);
  });

  it('shows both runs, and says in words that one of them has no mask', () => {
    besideFull();
    expect(picture('A', red)).not.toBeNull();
    expect(picture('B', red)).toBeNull();
    expect(place.textContent).toContain(text.absent.none);
    expect(picture('B', text.stages.prompted.name)).not.toBeNull();
  });

  it('leaves out what is the same when only differences are wanted', () => {
    besideFull();
    expect(picture('A', text.stages.resized.name)).not.toBeNull();
    act(() => showOnlyDifferences(true));
    expect(picture('A', text.stages.resized.name)).toBeNull();
    expect(picture('A', text.stages.prompted.name)).not.toBeNull();
  });

  it('changes places', () => {
    besideFull();
    act(() => place.querySelector<HTMLElement>(`[aria-label="${text.swap}"]`)!.click());
    expect(picture('A', red)).toBeNull();
    expect(picture('B', red)).not.toBeNull();
  });

  it('moves the divider with the keys', () => {
    besideFull();
    act(() => wipeOver('prompted'));
    const slider = () => place.querySelector('[role="slider"]')!;
    const press = (key: string) =>
      act(() => void slider().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })));
    expect(slider().getAttribute('aria-valuenow')).toBe('50');
    press('ArrowRight');
    expect(slider().getAttribute('aria-valuenow')).toBe('51');
    press('Home');
    expect(slider().getAttribute('aria-valuetext')).toBe(text.wipe.value(0));
  });
});
