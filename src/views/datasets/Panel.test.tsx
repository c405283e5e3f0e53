// @vitest-environment jsdom
import { act } from 'react';
import { beforeEach, expect, it, vi } from 'vitest';
import { arrangeDefaults } from '../../data/own/arrange';
import { english } from '../../messages/english/english';
import { changeOwnData } from '../../store/actions';
import type { ImportedPictures, KeptDataset } from '../../worker/import-protocol';
import { mountedPanel } from '../testing/mounted-panel';
import { DatasetsPanel } from './Panel';

const text = english.datasets;
const ownData = {
  ...{ open: vi.fn(), look: vi.fn(), keepAt: vi.fn(), begin: vi.fn(), cancel: vi.fn(), dismiss: vi.fn() },
  ...{
    show: vi.fn(),
    arrange: vi.fn(),
    label: vi.fn(),
    rename: vi.fn(),
    remove: vi.fn(),
    removeImport: vi.fn(),
  },
  ...{ trainOn: vi.fn(), pictures: vi.fn(async () => []) },
};
const imported: ImportedPictures = {
  ...{ id: 'i', name: 'pets', format: 'a folder per class', state: 'ready', source: 's' },
  options: { keptSide: 384, labels: 'fine' },
  ...{ done: 8, total: 8, blocks: 1, pictures: 8, bytes: 1e6, classNames: null },
  leftOut: [{ path: '<b>bad</b>.png', message: 'This file is empty.' }],
  ...{ leftOutCount: 1, created: 1, updated: 1 },
};
const pets: KeptDataset = {
  ...{ id: 'own:0123456789abcdef', hash: '0123456789abcdef', importId: 'i', name: 'pets' },
  options: arrangeDefaults,
  classes: ['bird', 'cat', 'dog'],
  counts: ['bird', 'cat', 'dog'].map((name) => ({ name, train: 2, test: 1 })),
  ...{ train: 6, test: 3, nativeSide: 32, seeded: true, unlabelled: 0, created: 1, updated: 1 },
  duplicates: {
    ...{ groups: 1, extra: 1, leaked: 1, conflicting: 0 },
    listed: [{ pictures: ['a.png', 'b.png'], count: 2, leaks: true, conflicts: false }],
  },
};

class NoObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
}

beforeEach(() => {
  vi.stubGlobal('ResizeObserver', NoObserver);
});
const mounted = mountedPanel({ ownData }, <DatasetsPanel />);

const { button, press } = mounted;

it('says what was found before anything is kept, and keeps it on request', () => {
  const found = { name: 'pets.zip', format: 'a ZIP', pictures: 1234, bytes: 5e6, known: 0 };
  act(() => changeOwnData({ state: 'ready', incoming: { stage: 'found', ...found } }));
  expect(mounted.place.textContent).toContain(
    'This is a ZIP. 1,234 pictures. They will take about 5 MB here.',
  );
  press(text.begin);
  expect(ownData.begin).toHaveBeenCalledOnce();
});

it('shows how far an import is, says a tenth at a time, and ends it', () => {
  const arriving = { name: 'pets', pictures: 450, bytes: 1e6, leftOut: 2 };
  act(() => changeOwnData({ incoming: { stage: 'importing', ...arriving, done: 457, total: 1000 } }));
  expect(mounted.place.querySelector('progress')!.value).toBe(457);
  expect(mounted.place.querySelector('[role="status"]')!.textContent).toBe('40 % are in.');
  expect(mounted.place.textContent).toContain('2 files left out');
  press(text.cancel);
  expect(ownData.cancel).toHaveBeenCalledOnce();
});

it('asks before it deletes, and trains on what was chosen', () => {
  act(() => changeOwnData({ state: 'ready', imports: [imported], datasets: [pets] }));
  press(text.removeOf('pets'));
  press(text.removeNo);
  expect(ownData.remove).not.toHaveBeenCalled();
  press(text.removeOf('pets'));
  press(text.removeYes);
  expect(ownData.remove).toHaveBeenCalledWith(pets.id);
  press(text.trainOn('pets'));
  expect(ownData.trainOn).toHaveBeenCalledWith(pets.id);
});

it('names leaks with a choice, unreadable files as text, and leaves a class out', () => {
  const opened = { importId: 'i', id: pets.id, message: null };
  act(() => changeOwnData({ state: 'ready', imports: [imported], datasets: [pets], opened }));
  expect(mounted.place.textContent).toContain(text.leaks(1));
  expect(mounted.place.textContent).toContain('<b>bad</b>.png');
  press(text.leaveCopiesOut);
  expect(ownData.arrange).toHaveBeenCalledWith({ duplicates: 'leave-out' });
  press(text.leaveOutOf('cat'));
  const change = ownData.arrange.mock.lastCall![0] as (made: null) => unknown;
  expect(change(null)).toEqual({ renamed: [['cat', null]], relabelled: [] });
});

it('says how a browser that keeps nothing goes on', () => {
  act(() => changeOwnData({ state: 'unavailable' }));
  expect(mounted.place.textContent).toContain(text.unavailable);
  expect(button(text.files)).toBeUndefined();
});
