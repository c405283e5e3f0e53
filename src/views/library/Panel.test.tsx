// @vitest-environment jsdom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Controller } from '../../controller/controller';
import { ControllerContext } from '../../controller/use-controller';
import { changeKeeping, changeLibrary } from '../../store/actions';
import { explorer, initialState } from '../../store/store';
import { runEntry } from '../../store/testing';
import { stubBrowser } from '../../ui/pictures/testing';
import { LibraryContents } from './library-contents';

stubBrowser();

let root: Root;
let place: HTMLElement;
const library = {
  annotate: vi.fn(),
  remove: vi.fn(),
  putBack: vi.fn(),
  save: vi.fn(),
  take: vi.fn(),
  check: vi.fn(),
  endCheck: vi.fn(),
};
const goOnWith = vi.fn();
const onFiles = vi.fn();

beforeEach(() => {
  explorer.setState(initialState(), true);
  vi.clearAllMocks();
  place = document.body.appendChild(document.createElement('div'));
  root = createRoot(place);
  act(() =>
    root.render(
      <ControllerContext value={{ library, goOnWith } as unknown as Controller}>
        <LibraryContents onFiles={onFiles} />
      </ControllerContext>,
    ),
  );
});

afterEach(() => {
  act(() => root.unmount());
  place.remove();
});

const runs = [
  runEntry({ id: 'a', name: 'First', created: 1, tags: ['paper'] }),
  runEntry({
    id: 'b',
    name: 'Second',
    created: 2,
    bytes: 1_000_000,
    checkpoints: [{ step: 31, fork: false }],
  }),
];
const show = () => act(() => changeLibrary((before) => ({ ...before, state: 'ready', entries: runs })));
const named = <Kind extends HTMLElement>(name: string) =>
  place.querySelector<Kind>(`[aria-label="${name}"]`)!;
const button = (text: string) =>
  [...place.querySelectorAll('button')].find(({ textContent }) => textContent === text)!;
const shownNames = () =>
  [...place.querySelectorAll<HTMLInputElement>('input[aria-label="Name"]')].map(({ value }) => value);
const type = (field: HTMLInputElement | HTMLTextAreaElement, text: string) =>
  act(() => {
    const prototype = Object.getPrototypeOf(field) as object;
    Object.getOwnPropertyDescriptor(prototype, 'value')!.set!.call(field, text);
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.dispatchEvent(new FocusEvent('focusout', { bubbles: true }));
  });

describe('the library', () => {
  it('says what fills it while it is empty', () => {
    expect(place.textContent).toContain('No run is kept yet. Train one, or drop a capsule here.');
  });

  it('lists every run, the newest first, with settings in words, accuracy and size', () => {
    show();
    expect(shownNames()).toEqual(['Second', 'First']);
    const [second] = place.querySelectorAll('li');
    expect(second!.textContent).toContain('SMM · garments, grey · 8 px · 2 epochs · seed 0');
    expect(second!.textContent).toContain('stopped after 1 of 2 epochs');
    expect(second!.textContent).toContain('50.0 %');
    expect(second!.textContent).toContain('1 MB');
  });

  it('is searched by words and filtered by tags', () => {
    show();
    type(named<HTMLInputElement>('Search'), 'second');
    expect(shownNames()).toEqual(['Second']);
    type(named<HTMLInputElement>('Search'), '');
    act(() => button('paper').click());
    expect(shownNames()).toEqual(['First']);
    expect(button('paper').getAttribute('aria-pressed')).toBe('true');
  });

  it('takes a new name where the old one stands, and no empty one', () => {
    show();
    const field = named<HTMLInputElement>('Name');
    type(field, 'Second try');
    expect(library.annotate).toHaveBeenCalledWith('b', { name: 'Second try' });
  });

  it('exports and deletes what is chosen, and what is deleted can be put back', () => {
    show();
    expect(button('Delete').disabled).toBe(true);
    act(() => named<HTMLInputElement>('Choose First').click());
    expect(place.textContent).toContain('1 run chosen, 2 MB');
    act(() => button('Export').click());
    act(() => button('Delete').click());
    expect(library.save).toHaveBeenCalledWith(['a']);
    expect(library.remove).toHaveBeenCalledWith(['a']);
    act(() => changeKeeping({ removed: 1 }));
    expect(place.textContent).toContain('1 run deleted.');
    act(() => button('Undo').click());
    expect(library.putBack).toHaveBeenCalled();
  });

  it('has notes, tags and the way on from an unfinished run behind each', () => {
    show();
    act(() => named('More about Second').click());
    type(place.querySelector('textarea')!, 'odd start');
    expect(library.annotate).toHaveBeenCalledWith('b', { notes: 'odd start' });
    act(() => button('Go on from step 31').click());
    expect(goOnWith).toHaveBeenCalledWith('b');
  });

  it('checks a run as far as is asked, and says how it came out', () => {
    show();
    act(() => named('More about Second').click());
    act(() => button('Check').click());
    expect(library.check).toHaveBeenCalledWith('b', 'first-epoch');
    act(() => changeKeeping({ checking: { runId: 'b', phase: 'training', done: 10, total: 31 } }));
    expect(place.textContent).toContain('trains; 10 of 31 steps compared');
    act(() => button('End the check').click());
    expect(library.endCheck).toHaveBeenCalled();
    const check = {
      date: 0,
      verdict: 'different',
      loose: null,
      steps: 31,
      epochs: 1,
      device: 'wasm',
      differences: [{ what: 'losses', step: 7 }],
    } as const;
    act(() => {
      changeKeeping({ checking: null });
      changeLibrary((before) => ({
        ...before,
        entries: before.entries.map((one) => (one.id === 'b' ? { ...one, check } : one)),
      }));
    });
    expect(place.textContent).toContain(
      'Not the same: the losses differ, from step 7 on (31 steps and the test after 1 epoch, on wasm).',
    );
  });

  it('says what became of every file, and how full the disk is', () => {
    act(() =>
      changeKeeping({
        said: [{ tone: 'bad', text: 'cat.png: This is a picture.' }],
        disk: { used: 30e6, free: 2e9, lasting: false },
      }),
    );
    expect(place.querySelector('[data-tone="bad"]')!.textContent).toBe('cat.png: This is a picture.');
    expect(place.textContent).toContain('This page uses 30 MB of the disk');
    expect(place.textContent).toContain('export what must last');
  });
});
