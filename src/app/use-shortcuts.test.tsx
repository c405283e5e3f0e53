// @vitest-environment jsdom
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, test } from 'vitest';
import type { Controller } from '../controller/controller';
import { ask } from '../store/actions';
import { explorer } from '../store/store';
import { useShortcuts } from './use-shortcuts';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

const controller = {} as Partial<Controller> as Controller;

function Page() {
  useShortcuts({ controller, openHelp: () => undefined });
  return null;
}

test('Escape leads from a question back to all of them', () => {
  const root = createRoot(document.body.appendChild(document.createElement('div')));
  act(() => root.render(<Page />));
  ask('generator');
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
  expect(explorer.getState().view).toMatchObject({ place: 'door', asked: null });
  act(() => root.unmount());
});
