// @vitest-environment jsdom
import { act, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { UnaskedPart } from './unasked-part';
import { Arriving } from './arriving';
import { lazyPart } from './lazy-part';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

const here = () => Promise.resolve();

/** A part whose host answers only while `connected`. */
function fragile() {
  const host = { connected: false, asked: 0 };
  const Part = lazyPart(() => {
    host.asked += 1;
    return host.connected
      ? Promise.resolve(() => <p>arrived</p>)
      : Promise.reject(new TypeError('no network'));
  }, here);
  return { host, Part };
}

let place: HTMLElement;
let shown: ReturnType<typeof createRoot>;
const show = (contents: ReactNode) => act(async () => Promise.resolve(shown.render(contents)));

beforeEach(() => {
  vi.stubGlobal('reportError', vi.fn());
  place = document.body.appendChild(document.createElement('div'));
  shown = createRoot(place, { onCaughtError: () => undefined });
});

afterEach(() => {
  act(() => shown.unmount());
  vi.unstubAllGlobals();
});

describe('a part of the page that does not arrive', () => {
  it('leaves a sentence and its neighbours, is no error of ours, and is fetched again when asked', async () => {
    const { host, Part } = fragile();
    await show(
      <>
        <Arriving name="The sheet of keys">
          <Part />
        </Arriving>
        <p>neighbour</p>
      </>,
    );
    expect(place.querySelector('[role=alert]')?.textContent).toMatch(
      /The sheet of keys.*could not be loaded/,
    );
    expect(place.textContent).toMatch(/neighbour$/);
    expect(reportError).not.toHaveBeenCalled();

    await act(async () => Promise.resolve(place.querySelector('button')!.click()));
    expect(host.asked).toBe(2);
    expect(place.querySelector('[role=alert]')).not.toBeNull();

    host.connected = true;
    await act(async () => Promise.resolve(place.querySelector('button')!.click()));
    expect(place.textContent).toBe('arrivedneighbour');
  });

  it('is missed silently where nobody asked for it, until the network is back', async () => {
    const { host, Part } = fragile();
    await show(
      <>
        <UnaskedPart>
          <Part />
        </UnaskedPart>
        <p>neighbour</p>
      </>,
    );
    expect(place.textContent).toBe('neighbour');
    host.connected = true;
    await act(async () => Promise.resolve(window.dispatchEvent(new Event('online'))));
    expect(place.textContent).toBe('arrivedneighbour');
  });
});
