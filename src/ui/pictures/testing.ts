import { vi } from 'vitest';

/** What pictures and charts need of a browser and jsdom lacks. For tests only. */
export function stubBrowser({ width, height } = { width: 600, height: 240 }): void {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  vi.stubGlobal(
    'ResizeObserver',
    class {
      readonly #callback: ResizeObserverCallback;
      constructor(callback: ResizeObserverCallback) {
        this.#callback = callback;
      }
      observe(): void {
        const entry = { contentRect: { width, height } } as ResizeObserverEntry;
        this.#callback([entry], this as unknown as ResizeObserver);
      }
      disconnect(): void {}
    },
  );
  // every moment is a quiet one
  vi.stubGlobal('requestIdleCallback', (run: () => void) => (run(), 0));
  vi.stubGlobal('cancelIdleCallback', () => undefined);
  vi.stubGlobal('matchMedia', () => ({
    matches: false,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
  // nothing is drawn here: what is painted is tested on its pixels
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
  Element.prototype.scrollIntoView = () => undefined;
  document.documentElement.style.fontSize = '16px';
}
