import { beforeEach, expect, test } from 'vitest';
import { catalogues } from '../messages/messages';
import { changeLive } from '../store/actions';
import { explorer, initialState } from '../store/store';
import { notices } from './fake-world';
import { HiddenTab } from './hidden-tab';

const messages = catalogues.en;
let clock = 0;
let tab: HiddenTab;

/** A run at one step a second, in view for a minute, then hidden for two. */
beforeEach(() => {
  explorer.setState(initialState(), true);
  clock = 0;
  tab = new HiddenTab({ messages, now: () => clock });
  tab.follow();
  changeLive({ runId: 'run-1', status: 'running', step: 0 });
  clock = 60_000;
  changeLive({ step: 60 });
  tab.turn('hidden');
  clock = 180_000;
});

test('a run that went on behind another tab is nothing to tell', () => {
  changeLive({ step: 170 });
  tab.turn('visible');
  expect(notices()).toEqual([]);
});

test('steps that the browser held back are told, as they were counted', () => {
  changeLive({ step: 70 });
  tab.turn('visible');
  expect(notices()).toEqual([messages.notices.hiddenTab(10, 120)]);
  expect(notices()[0]).toContain('10 steps in 2:00 min');
});

test('a run that stood still is told to have been paused', () => {
  tab.turn('visible');
  expect(notices()).toEqual([messages.notices.hiddenTab(0, 120)]);
  expect(notices()[0]).toContain('paused');
});

test('nothing is said of a run that ended meanwhile, or of a moment', () => {
  changeLive({ status: 'done' });
  tab.turn('visible');
  changeLive({ status: 'running' });
  tab.turn('hidden');
  clock += 5000;
  tab.turn('visible');
  expect(notices()).toEqual([]);
});
