// @vitest-environment jsdom
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ask, goTo, openStage } from '../store/actions';
import { useExplorer } from '../store/store';
import { useReturnedFocus } from './returned-focus';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

/** A door whose cards go while a question is open, and a stage that unfolds below its button. */
function Page() {
  useReturnedFocus();
  const { asked, open } = useExplorer(({ view }) => view);
  return (
    <>
      {!asked && <a href="?place=door&ask=masks">masks</a>}
      <button data-opens="mask">mask</button>
      <button>another</button>
      {(asked ?? open) && <button id="inside">inside</button>}
    </>
  );
}

const place = document.body.appendChild(document.createElement('div'));
const root = createRoot(place);
const element = (selector: string) => document.querySelector<HTMLElement>(selector)!;
const settled = () => act(() => new Promise((go) => setTimeout(go, 5)));

beforeEach(() => {
  act(() => {
    goTo('door');
    openStage(null);
    root.render(<Page />);
  });
});
afterEach(() => act(() => root.render(null)));

test('a question that closes gives the focus back to its card', async () => {
  element('a').focus();
  act(() => ask('masks'));
  element('#inside').focus();
  act(() => ask(null));
  await settled();
  expect(document.activeElement).toBe(element('a'));
});

test('a stage that closes while nothing has the focus gives it to its button, also when a link opened it', async () => {
  act(() => openStage('mask'));
  act(() => openStage(null));
  await settled();
  expect(document.activeElement).toBe(element('[data-opens]'));
});

test('whoever is elsewhere already stays there', async () => {
  act(() => openStage('mask'));
  const other = [...document.querySelectorAll('button')].find(
    ({ textContent }) => textContent === 'another',
  )!;
  other.focus();
  act(() => openStage(null));
  await settled();
  expect(document.activeElement).toBe(other);
});
