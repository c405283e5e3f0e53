// @vitest-environment jsdom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fixtureRun } from '../../app/gallery/fixture-run';
import { ControllerContext } from '../../controller/use-controller';
import { putOwnImage, putRun } from '../../store/actions';
import { explorer, initialState } from '../../store/store';
import { stubBrowser } from '../../ui/pictures/testing';
import { SamplesPanel } from './Panel';
import type { Controller } from '../../controller/controller';

stubBrowser();
vi.stubGlobal('CSS', { escape: (text: string) => text });

const addPictures = vi.fn<Controller['addPictures']>();
const removePicture = vi.fn<Controller['removePicture']>();
const controller = { addPictures, removePicture } as unknown as Controller;
let root: Root;
let place: HTMLElement;

beforeEach(() => {
  vi.clearAllMocks();
  explorer.setState(initialState(), true);
  place = document.body.appendChild(document.createElement('div'));
  root = createRoot(place);
  act(() => putRun(fixtureRun({ done: 1, samples: 4, side: 48 })));
  act(() =>
    root.render(
      <ControllerContext value={controller}>
        <SamplesPanel />
      </ControllerContext>,
    ),
  );
});

afterEach(() => {
  act(() => root.unmount());
  place.remove();
});

const strip = () => [...place.querySelectorAll<HTMLElement>('[data-id]')];
const press = (on: HTMLElement, key: string) =>
  act(() => on.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })));

/** jsdom has no DataTransfer: an event that carries these files under `name`. */
function fileEvent(type: string, name: 'dataTransfer' | 'clipboardData', files: readonly File[]): Event {
  const event = new Event(type, { bubbles: true, cancelable: true });
  return Object.assign(event, { [name]: { files, types: ['Files'] } });
}

describe('the strip of pictures', () => {
  it('says of each what it is, what it is read as, and whether that is right', () => {
    for (const sample of strip()) {
      expect(sample.getAttribute('aria-label')).toMatch(
        /^test picture \d of 1,000, true label \w+, read as \w+, (right|wrong)$/,
      );
    }
  });

  it('is one tab stop; arrow keys, Home and End choose and carry the focus', () => {
    expect(strip().map(({ tabIndex }) => tabIndex)).toEqual([0, -1, -1, -1]);
    press(strip()[0]!, 'ArrowRight');
    expect(explorer.getState().view.sampleId).toBe('test/1');
    expect(document.activeElement).toBe(strip()[1]);
    press(strip()[1]!, 'End');
    expect(strip().map(({ tabIndex }) => tabIndex)).toEqual([-1, -1, -1, 0]);
  });

  it('takes pictures that are dropped or pasted anywhere on the page', () => {
    const files = [new File(['a'], 'a.png'), new File(['b'], 'b.png')];
    act(() => window.dispatchEvent(fileEvent('dragover', 'dataTransfer', files)));
    expect(place.textContent).toContain('Drop pictures to see their masks');
    act(() => window.dispatchEvent(fileEvent('drop', 'dataTransfer', files)));
    expect(place.textContent).not.toContain('Drop pictures');
    act(() => window.dispatchEvent(fileEvent('paste', 'clipboardData', files.slice(1))));
    expect(addPictures.mock.calls).toEqual([[files], [files.slice(1)]]);
  });

  it('leaves pasted text to where text goes', () => {
    const paste = fileEvent('paste', 'clipboardData', []);
    act(() => window.dispatchEvent(paste));
    expect(paste.defaultPrevented).toBe(false);
    expect(addPictures).not.toHaveBeenCalled();
  });

  it('keeps a place for a picture that is being read, and says why one could not be', () => {
    act(() => {
      putOwnImage({ id: 'own/a.png', name: 'a.png', state: 'reading', problem: null });
      putOwnImage({ id: 'own/b.png', name: 'b.png', state: 'failed', problem: 'It ends too early.' });
    });
    const names = [...place.querySelectorAll('button')].map((button) => button.getAttribute('aria-label'));
    expect(names).toContain('a.png: Reading a.png …');
    expect(names).toContain('b.png: It ends too early.');
  });
});
