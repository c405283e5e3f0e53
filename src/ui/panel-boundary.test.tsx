// @vitest-environment jsdom
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { describe, expect, it, vi } from 'vitest';
import { PanelBoundary } from './panel-boundary';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

describe('a panel that fails', () => {
  it('leaves a sentence and its neighbours, and comes back when asked', () => {
    vi.stubGlobal('reportError', vi.fn());
    let broken = true;
    const Fragile = () => {
      if (broken) throw new Error('a mistake');
      return <p>fragile</p>;
    };
    const place = document.body.appendChild(document.createElement('div'));
    const root = createRoot(place, { onCaughtError: () => undefined });
    act(() =>
      root.render(
        <>
          <PanelBoundary name="Curves">
            <Fragile />
          </PanelBoundary>
          <p>neighbour</p>
        </>,
      ),
    );
    expect(place.querySelector('[role=alert]')?.textContent).toMatch(/Curves/);
    expect(place.textContent).toMatch(/neighbour/);
    expect(reportError).toHaveBeenCalledOnce();
    broken = false;
    act(() => place.querySelector('button')!.click());
    expect(place.textContent).toMatch(/^fragile/);
    act(() => root.unmount());
    vi.unstubAllGlobals();
  });
});
