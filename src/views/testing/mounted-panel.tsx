import { act, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, vi } from 'vitest';
import type { Controller } from '../../controller/controller';
import { ControllerContext } from '../../controller/use-controller';
import { explorer, initialState } from '../../store/store';

/**
 * A panel on a page of its own, made anew for each test of a file: an empty store, and a controller whose calls are
 * forgotten in between. For tests only.
 * @param commands what the panel asks of the controller
 */
export function mountedPanel(commands: object, panel: ReactNode) {
  let root: Root;
  let place: HTMLElement;
  beforeEach(() => {
    vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
    explorer.setState(initialState(), true);
    vi.clearAllMocks();
    place = document.body.appendChild(document.createElement('div'));
    root = createRoot(place);
    act(() => root.render(<ControllerContext value={commands as Controller}>{panel}</ControllerContext>));
  });
  afterEach(() => {
    act(() => root.unmount());
    place.remove();
  });
  /** by its label, or else by its text */
  const button = (name: string) =>
    [...place.querySelectorAll('button')].find(
      (one) => (one.getAttribute('aria-label') ?? one.textContent) === name,
    );
  return {
    get place() {
      return place;
    },
    button,
    press: (name: string) => act(() => button(name)!.click()),
  };
}
