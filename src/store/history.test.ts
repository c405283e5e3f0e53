import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  advanceMarker,
  changeSettings,
  changeTable,
  chooseRange,
  chooseTheme,
  moveMarker,
  moveProbe,
  notify,
  setPlaying,
  showRun,
} from './actions';
import { withDocument, type Document } from './document';
import { followDocument, history, historyLimit, holdEntry, nextPart, travel, unrecorded } from './history';
import { explorer, initialState } from './store';

let end: () => void;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
  explorer.setState(initialState(), true);
  end = followDocument();
});
afterEach(() => {
  end();
  vi.useRealTimers();
});

const restore = (document: Document) => explorer.setState(withDocument(explorer.getState(), document));
const undo = () => travel('undo', restore);
const redo = () => travel('redo', restore);
const entries = () => history.temporal.getState().pastStates.length;
/** what a person does in one go */
const act = async (change: () => void) => {
  change();
  await Promise.resolve();
};
const view = () => explorer.getState().view;

describe('undo', () => {
  it('takes back one change after the other, and redo brings them again', async () => {
    await act(() => chooseRange('unit'));
    await act(() => chooseTheme('dark'));
    expect(nextPart('undo')).toBe('theme');
    expect(undo()).toBe('theme');
    expect(view()).toMatchObject({ theme: 'system', range: 'unit' });
    expect(undo()).toBe('range');
    expect(view().range).toBe('run');
    expect(undo()).toBeNull();
    expect(redo()).toBe('range');
    expect(redo()).toBe('theme');
    expect(view()).toMatchObject({ theme: 'dark', range: 'unit' });
    expect(redo()).toBeNull();
  });

  it('forgets what was undone when something else is changed', async () => {
    await act(() => chooseRange('unit'));
    undo();
    await act(() => chooseTheme('dark'));
    expect(nextPart('redo')).toBeNull();
  });

  it('takes all that one press changes as one, named after the first of it', async () => {
    await act(() => {
      changeSettings({ seed: 5 });
      showRun('lab/x');
    });
    expect(entries()).toBe(1);
    expect(undo()).toBe('seed');
    expect(explorer.getState().settings.seed).toBe(0);
    expect(view().runId).toBeNull();
  });

  it('takes a drag as one, however long it rests, and a second drag as another', async () => {
    holdEntry(true);
    for (let column = 0; column < 9; column += 1) {
      await act(() => moveProbe({ row: 1, column }));
      vi.advanceTimersByTime(5000);
    }
    holdEntry(false);
    holdEntry(true);
    await act(() => moveProbe({ row: 2, column: 2 }));
    holdEntry(false);
    expect(entries()).toBe(2);
    undo();
    expect(view().probe).toEqual({ row: 1, column: 8 });
    undo();
    expect(view().probe).toBeNull();
  });

  it('takes what arrow keys carry as one until they rest', async () => {
    for (const step of [1, 2, 3]) await act(() => moveMarker(step));
    vi.advanceTimersByTime(1000);
    await act(() => moveMarker(4));
    expect(entries()).toBe(2);
  });

  it('keeps two quick presses on two things apart', async () => {
    await act(() => chooseRange('unit'));
    await act(() => chooseRange('sample'));
    await act(() => chooseTheme('dark'));
    expect(entries()).toBe(3);
  });

  it('has no entry for a marker that plays, and leaves it where it has come to', async () => {
    await act(() => chooseRange('unit'));
    await act(() => setPlaying(true));
    for (let step = 1; step < 20; step += 1) await act(() => advanceMarker(step));
    expect(entries()).toBe(1);
    undo();
    expect(view()).toMatchObject({ range: 'run', step: 19 });
  });

  it('has no entry for what the page does by itself, and leaves it as it is', async () => {
    await act(() => chooseRange('unit'));
    await act(() => unrecorded(() => showRun('live')));
    await act(() => notify({ tone: 'info', text: 'x', action: null }));
    expect(entries()).toBe(1);
    undo();
    expect(view()).toMatchObject({ range: 'run', runId: 'live' });
  });

  it('skips what was changed and changed back', async () => {
    await act(() => chooseTheme('dark'));
    holdEntry(true);
    await act(() => moveProbe({ row: 1, column: 1 }));
    await act(() => explorer.setState({ view: { ...view(), probe: null } }));
    holdEntry(false);
    expect(nextPart('undo')).toBe('theme');
    expect(undo()).toBe('theme');
  });

  it('compares by content', async () => {
    await act(() => changeTable({ columns: [...explorer.getState().table.columns] }));
    expect(entries()).toBe(0);
  });

  it('remembers as many entries as it says', async () => {
    for (let i = 0; i < historyLimit + 20; i += 1) {
      await act(() => chooseRange(i % 2 ? 'unit' : 'sample'));
    }
    expect(entries()).toBe(historyLimit);
  });
});
