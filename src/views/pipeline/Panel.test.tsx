// @vitest-environment jsdom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fixtureRun } from '../../app/gallery/fixture-run';
import { ControllerContext } from '../../controller/use-controller';
import { chooseRange, moveMarker, moveProbe, putRun } from '../../store/actions';
import { explorer, initialState } from '../../store/store';
import { stubBrowser } from '../../ui/pictures/testing';
import { PipelinePanel } from './Panel';
import type { Controller } from '../../controller/controller';

stubBrowser();

let begun = 0;
const controller = { play: () => (begun += 1) } as Partial<Controller> as Controller;
let root: Root;
let place: HTMLElement;

beforeEach(() => {
  explorer.setState(initialState(), true);
  place = document.body.appendChild(document.createElement('div'));
  root = createRoot(place);
  act(() =>
    root.render(
      <ControllerContext value={controller}>
        <PipelinePanel />
      </ControllerContext>,
    ),
  );
});

afterEach(() => {
  act(() => root.unmount());
  place.remove();
});

const show = (options: Parameters<typeof fixtureRun>[0] = {}) =>
  act(() => putRun(fixtureRun({ done: 1, samples: 2, side: 48, ...options })));
const picture = (name: string) => {
  const found = place.querySelector<HTMLElement>(`button[aria-label="${name}"]`);
  if (!found) throw new Error(`There is no picture ${name}.`);
  return found;
};
const equation = () => place.querySelector('[aria-label="The equation at the probed pixel"]')!.textContent;
const radio = (label: string) =>
  [...place.querySelectorAll('label')]
    .find(({ textContent }) => textContent === label)!
    .querySelector('input')!;

describe('the bench', () => {
  it('says what it waits for while there is nothing to show, and then what to do', () => {
    expect(place.textContent).toContain('Loading the recorded runs');
    act(() => explorer.setState({ recorded: 'failed' }));
    expect(place.textContent).toContain('Press Play to train it in this browser');
    const play = [...place.querySelectorAll('button')].find(({ textContent }) => textContent === 'Play');
    act(() => play!.click());
    expect(begun).toBe(1);
  });

  it('names every stage, with least, mean and greatest value', () => {
    show();
    for (const name of [
      'Resized image',
      'Pattern',
      'Mask, red channel',
      'Pattern times mask',
      'Prompted image',
    ]) {
      const summary = document.getElementById(picture(name).getAttribute('aria-describedby')!)!;
      expect(summary.textContent).toMatch(/values from −?[\d.]+ to −?[\d.]+, mean −?[\d.]+/);
    }
  });

  it('moves one probe with the arrow keys of any picture, by a patch with Shift', () => {
    show();
    act(() => moveProbe({ row: 10, column: 10 }));
    const press = (name: string, key: string, shiftKey = false) =>
      act(() => picture(name).dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey, bubbles: true })));
    press('Mask, blue channel', 'ArrowDown');
    press('Prompted image', 'ArrowRight', true);
    expect(explorer.getState().view.probe).toEqual({ row: 11, column: 18 });
    expect(equation()).toContain('row 11, column 18');
    expect(place.querySelector('[role="status"]')!.textContent).toMatch(/^row 11, column 18: .+ = /);
    press('Pattern', 'ArrowLeft', true);
    press('Pattern', 'ArrowLeft', true);
    press('Pattern', 'ArrowLeft', true);
    expect(explorer.getState().view.probe).toEqual({ row: 11, column: 0 });
  });

  it('states that δ starts at zero', () => {
    show();
    act(() => moveMarker(0));
    expect(place.textContent).toContain('starts at zero');
    act(() => moveMarker(null));
    expect(place.textContent).not.toContain('starts at zero');
    expect(place.textContent).toContain('full colour at ±');
  });

  it('keeps the colour range of the moment when it is locked', () => {
    show();
    act(() => chooseRange('sample'));
    act(() => radio('locked').click());
    const { range, lockedLimit } = explorer.getState().view;
    expect(range).toBe('locked');
    const legend = () => place.querySelector('[role="img"]')!.getAttribute('aria-label');
    const before = legend();
    expect(before).toContain(String(lockedLimit));
    act(() => moveMarker(0));
    expect(legend()).toBe(before);
  });

  it('reads the labels off the mapping and marks the true one', () => {
    show();
    expect(place.textContent).toContain('all 8 labels of the task');
    expect([...place.querySelectorAll('[title="true label"]')]).toHaveLength(1);
  });
});

describe('a picture that a snapshot does not know', () => {
  it('has no mask stored, which is not the same as no mask', () => {
    const run = fixtureRun({ done: 1, samples: 2, side: 48 });
    const others = run.snapshots.map((snapshot) => ({ ...snapshot, sampleIds: ['test/8', 'test/9'] }));
    act(() => putRun({ ...run, snapshots: others }));
    expect(place.textContent).toContain('No mask stored');
    expect(place.querySelector('[aria-label="Prompted image"]')).toBeNull();
    expect(place.textContent).not.toContain('read as');
  });
});

describe('the bench of a method without a learned mask', () => {
  it.each([
    ['full', 'The whole pattern is added to every image alike.', 'Pattern'],
    ['unprompted', 'Nothing is added to the image', 'Prompted image'],
  ] as const)('says so for %s', (baseline, sentence, stage) => {
    show({ baseline });
    expect(place.textContent).toContain(sentence);
    expect(picture(stage)).toBeTruthy();
    expect(place.querySelector('[aria-label^="Mask"]')).toBeNull();
  });

  it('shows the frame, and for Pad the bounded pattern and the normalised value', () => {
    show({ baseline: 'pad' });
    expect(picture('Frame')).toBeTruthy();
    expect(place.textContent).toContain('σ(δ) ⊙ M');
    expect(equation()).toContain('normalised');
  });
});
