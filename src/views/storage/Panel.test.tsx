// @vitest-environment jsdom
import { act } from 'react';
import { expect, it, vi } from 'vitest';
import { catalogues } from '../../messages/messages';
import { changeKeeping, changeOffline } from '../../store/actions';
import { mountedPanel } from '../testing/mounted-panel';
import { StoragePanel } from './Panel';

const text = catalogues.en.storage;
const offline = { keepEverything: vi.fn(), endKeeping: vi.fn(), forget: vi.fn() };
const everything = { save: vi.fn(), bring: vi.fn(), end: vi.fn() };
const askToKeep = vi.fn();

const mounted = mountedPanel({ offline, everything, askToKeep }, <StoragePanel />);

const { button } = mounted;
const layer = (all: number, kept: number) => ({
  files: all,
  bytes: all * 1e6,
  kept: { files: kept, bytes: kept * 1e6 },
});

const report = (live: number) => ({
  recorded: layer(9, 9),
  live: layer(24, live),
  extra: layer(10, 0),
});

it('says in every state what works without a network, and offers the rest with its size', () => {
  expect(mounted.place.textContent).toContain(text.states.waiting);
  act(() => changeOffline({ state: 'ready', report: report(12) }));
  expect(mounted.place.textContent).toContain(text.states.recorded);
  expect(mounted.place.textContent).toContain('12 MB of 24 MB');
  act(() => button('Keep everything for offline (33 MB)')!.click());
  expect(offline.keepEverything).toHaveBeenCalledOnce();
});

it('shows how far keeping has come, and ends it on request', () => {
  act(() => changeOffline({ state: 'ready', keeping: { done: 6e6, total: 24e6 } }));
  expect(mounted.place.querySelector('progress')!.value).toBe(6e6);
  act(() => button(text.end)!.click());
  expect(offline.endKeeping).toHaveBeenCalledOnce();
});

it('offers nothing where everything is kept, and lets what training needs be deleted', () => {
  act(() => changeOffline({ state: 'ready', report: report(24) }));
  expect(mounted.place.textContent).toContain(text.states.whole);
  expect(button('Keep everything for offline (33 MB)')).toBeUndefined();
  act(() => button(text.removeLive)!.click());
  expect(offline.forget).toHaveBeenCalledOnce();
});

it.each(['no-room', 'no-connection', 'other-version'] as const)(
  'says why it could not be kept, and leaves the button: %s',
  (problem) => {
    act(() => changeOffline({ state: 'ready', report: report(3), problem }));
    expect(mounted.place.querySelector('[role="alert"]')!.textContent).toBe(text.problems[problem]);
    expect(button('Keep everything for offline (33 MB)')).toBeDefined();
  },
);

it('says that a browser without a service worker goes on with a network', () => {
  act(() => changeOffline({ state: 'impossible' }));
  expect(mounted.place.textContent).toContain(text.states.impossible);
  expect(mounted.place.querySelectorAll('section[aria-labelledby="offline-title"] button')).toHaveLength(0);
});

it('asks the browser for a promise while there is none', () => {
  act(() => changeKeeping({ disk: { used: 1e6, free: 1e9, lasting: false } }));
  act(() => button(text.ask)!.click());
  expect(askToKeep).toHaveBeenCalledOnce();
  act(() => changeKeeping({ disk: { used: 1e6, free: 1e9, lasting: true } }));
  expect(mounted.place.textContent).toContain(text.lasting);
  expect(button(text.ask)).toBeUndefined();
});

it('saves everything and brings it back, says how far that is, ends it, and says what came', () => {
  const words = text.everything;
  act(() => button(words.save)!.click());
  expect(everything.save).toHaveBeenCalledOnce();
  const input = mounted.place.querySelector<HTMLInputElement>('input[type="file"]')!;
  const file = new File(['zip'], 'everything.zip');
  Object.defineProperty(input, 'files', { value: [file] });
  act(() => void input.dispatchEvent(new Event('change', { bubbles: true })));
  expect(everything.bring).toHaveBeenCalledWith(file);
  act(() => changeKeeping({ moving: { what: 'bringing', done: 2, total: 5 } }));
  expect(
    mounted.place.querySelector<HTMLProgressElement>(`progress[aria-label="${words.bringing}"]`)!.value,
  ).toBe(2);
  act(() => button(text.end)!.click());
  expect(everything.end).toHaveBeenCalledOnce();
  const none = { added: 0, known: 0, beside: 0 };
  const said = words.came({
    runs: { added: 1, known: 4, beside: 1 },
    decks: none,
    datasets: none,
    networks: none,
    guesses: none,
  });
  expect(said).toBe(
    'Came in: 2 runs. 1 of them had changed here: both versions are kept. 4 were here already.',
  );
  act(() => changeKeeping({ moving: null, moved: [{ tone: 'info', text: said }] }));
  expect(mounted.place.textContent).toContain(said);
});

it('keeps the focus while everything is saved, and gives it back when what ends that goes', () => {
  const words = text.everything;
  const save = button(words.save)!;
  save.focus();
  act(() => changeKeeping({ moving: { what: 'saving', done: 0, total: 5 } }));
  expect(document.activeElement).toBe(save);
  act(() => save.click());
  expect(everything.save).not.toHaveBeenCalled();
  for (const [what, name] of [
    ['saving', words.save],
    ['bringing', words.bring],
  ] as const) {
    act(() => changeKeeping({ moving: { what, done: 0, total: 5 } }));
    button(text.end)!.focus();
    act(() => changeKeeping({ moving: null }));
    expect(document.activeElement).toBe(button(name));
  }
});
