import { beforeEach, expect, it } from 'vitest';
import { changeSettings, chooseLanguage, chooseTheme, moveMarker } from './actions';
import { followLink } from './follow-link';
import { explorer, initialState } from './store';

beforeEach(() => explorer.setState(initialState(), true));

it('a link of the page leads to its state, whatever was there before', () => {
  moveMarker(12);
  changeSettings({ seed: 7 });
  followLink('?run=full&beside=run:smm');
  const { view, settings } = explorer.getState();
  expect(view).toMatchObject({ place: 'explore', runId: 'recorded/full', step: null });
  expect(view.beside).toEqual({ what: 'run', runId: 'recorded/smm' });
  expect(settings.seed).toBe(0);
});

it('theme, language and what computes stay the reader’s', () => {
  chooseTheme('dark');
  chooseLanguage('zh');
  changeSettings({ backend: 'wasm', workers: 2 });
  followLink('?place=compare');
  const { view, settings } = explorer.getState();
  expect(view).toMatchObject({ place: 'compare', theme: 'dark', language: 'zh' });
  expect(settings).toMatchObject({ backend: 'wasm', workers: 2 });
});
