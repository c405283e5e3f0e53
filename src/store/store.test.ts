import { beforeEach, describe, expect, it } from 'vitest';
import {
  advanceMarker,
  changeLive,
  chooseRange,
  dismissNotice,
  moveMarker,
  notify,
  putOwnImage,
  putRun,
  selectSample,
  setPlaying,
  showRun,
} from './actions';
import { probeWithin, shownRun, shownSampleId, shownSnapshot, shownStep } from './selectors';
import { explorer, initialState } from './store';
import { runView, sampleSet, viewSnapshot } from './testing';

const state = () => explorer.getState();
const entry = (step: number) => ({ ...viewSnapshot(step), sampleIds: ['test/1'] });

beforeEach(() => explorer.setState(initialState(), true));

describe('the shown run', () => {
  it('is the first recorded one until a live one begins', () => {
    expect(shownRun(state())).toBeNull();
    putRun(runView({ id: 'smm', origin: 'recorded' }));
    putRun(runView({ id: 'full', origin: 'recorded' }));
    expect(shownRun(state())?.id).toBe('smm');
    putRun(runView({ id: 'live' }));
    changeLive({ runId: 'live' });
    expect(shownRun(state())?.id).toBe('live');
    showRun('full');
    expect(shownRun(state())?.id).toBe('full');
  });
});

describe('the marker', () => {
  beforeEach(() => putRun(runView({ snapshots: [entry(0), entry(10), entry(20)] })));

  it('follows the newest step until it is moved', () => {
    expect(shownStep(state())).toBe(20);
    moveMarker(14);
    expect(shownStep(state())).toBe(14);
    expect(shownSnapshot(state())?.step).toBe(10);
    moveMarker(null);
    expect(shownSnapshot(state())?.step).toBe(20);
  });

  it('stops playback when a person moves it, not when playback does', () => {
    setPlaying(true);
    advanceMarker(10);
    expect(state().view.playing).toBe(true);
    moveMarker(0);
    expect(state().view.playing).toBe(false);
  });
});

describe('the chosen sample', () => {
  it('stays when another run has it and falls back to the first when not', () => {
    putRun(runView({ id: 'a', samples: sampleSet(['test/1', 'test/2']) }));
    putRun(runView({ id: 'b', samples: sampleSet(['test/2', 'test/3']) }));
    selectSample('test/2');
    showRun('b');
    expect(shownSampleId(state())).toBe('test/2');
    selectSample('test/1');
    expect(shownSampleId(state())).toBe('test/2');
  });
});

describe('the probe', () => {
  it('starts at the centre and stays inside the picture', () => {
    expect(probeWithin(null, 96)).toEqual({ row: 48, column: 48 });
    expect(probeWithin({ row: 200, column: 3 }, 96)).toEqual({ row: 95, column: 3 });
  });
});

describe('the colour range', () => {
  it('keeps its limit when it is unlocked and locked again', () => {
    chooseRange('locked', 5.4);
    chooseRange('run');
    chooseRange('locked');
    expect(state().view).toMatchObject({ range: 'locked', lockedLimit: 5.4 });
  });
});

describe('notices', () => {
  it('stand once for each sentence until they are dismissed', () => {
    notify({ tone: 'bad', text: 'a', action: null });
    notify({ tone: 'info', text: 'b', action: null });
    notify({ tone: 'bad', text: 'a', action: null });
    expect(state().notices.map(({ text }) => text)).toEqual(['b', 'a']);
    dismissNotice(state().notices[0]!.id);
    expect(state().notices.map(({ text }) => text)).toEqual(['a']);
  });
});

describe('own pictures', () => {
  it('replace their own entry', () => {
    putOwnImage({ id: 'own/a', name: 'a', state: 'reading', problem: null });
    putOwnImage({ id: 'own/a', name: 'a', state: 'failed', problem: 'It is empty.' });
    expect(state().ownImages).toEqual([{ id: 'own/a', name: 'a', state: 'failed', problem: 'It is empty.' }]);
  });
});
