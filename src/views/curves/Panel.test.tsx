// @vitest-environment jsdom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fixtureRun } from '../../app/gallery/fixture-run';
import { changeRun, moveMarker, putRun } from '../../store/actions';
import { withSteps } from '../../store/growing-run';
import { explorer, initialState } from '../../store/store';
import { stubBrowser } from '../../ui/pictures/testing';
import { CurvesPanel } from './Panel';

stubBrowser();

let root: Root;
let place: HTMLElement;

beforeEach(() => {
  explorer.setState(initialState(), true);
  place = document.body.appendChild(document.createElement('div'));
  root = createRoot(place);
  act(() => root.render(<CurvesPanel />));
});

afterEach(() => {
  act(() => root.unmount());
  place.remove();
});

const smm = fixtureRun({ done: 2, samples: 1, side: 32 });
const full = fixtureRun({
  id: 'full',
  label: 'Full',
  baseline: 'full',
  reaches: 0.6,
  done: 2,
  samples: 1,
  side: 32,
});
const show = (...runs: (typeof smm)[]) => act(() => runs.forEach((run) => putRun(run)));
const chart = (name: string) => place.querySelector<HTMLElement>(`[role="slider"][aria-label="${name}"]`)!;
const percent = (fraction: number) => (fraction * 100).toFixed(1);
const press = (on: HTMLElement, key: string) =>
  act(() => on.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })));

describe('the curves', () => {
  it('read out every run and the unprompted network at the marker, exactly', () => {
    show(smm, full);
    act(() => moveMarker(smm.epochs[0]!.step));
    expect(chart('Test accuracy').getAttribute('aria-valuetext')).toBe(
      `epoch 1, SMM ${percent(smm.epochs[0]!.testAccuracy)}, Full ${percent(full.epochs[0]!.testAccuracy)}, unprompted 40.3`,
    );
    expect(chart('Training loss').getAttribute('aria-valuetext')).toBe(
      `step 31, SMM ${smm.losses[30]!.toFixed(3)}, Full ${full.losses[30]!.toFixed(3)}`,
    );
  });

  it('label the lines directly, and draw the reference and the compared run in their own colours', () => {
    show(smm, full);
    const labels = [...chart('Test accuracy').querySelectorAll('text[data-tone]')];
    expect(labels.map((label) => [label.getAttribute('data-tone'), label.textContent])).toEqual([
      ['accent', `SMM ${percent(smm.epochs[1]!.testAccuracy)}`],
      ['second', `Full ${percent(full.epochs[1]!.testAccuracy)}`],
      ['muted', 'unprompted 40.3'],
    ]);
  });

  it('move the page’s marker from epoch to epoch with the arrow keys', () => {
    show(smm);
    act(() => moveMarker(3));
    press(chart('Test accuracy'), 'ArrowRight');
    expect(explorer.getState().view.step).toBe(31);
    press(chart('Training loss'), 'ArrowLeft');
    expect(explorer.getState().view.step).toBe(30);
    press(chart('Training loss'), 'End');
    expect(explorer.getState().view.step).toBeNull();
  });

  it('show the same numbers as a table', () => {
    show(smm);
    const tables = [...place.querySelectorAll('label')].filter(({ textContent }) => textContent === 'table');
    act(() => tables.forEach((label) => label.querySelector('input')!.click()));
    const [epochs, losses] = [...place.querySelectorAll('table')];
    expect(epochs!.querySelectorAll('tbody tr')).toHaveLength(2);
    expect(epochs!.textContent).toContain(percent(smm.epochs[1]!.testAccuracy));
    expect(losses!.textContent).toContain(smm.losses.at(-1)!.toFixed(3));
  });

  it('let a live loss grow without drawing the chart anew', () => {
    vi.stubGlobal('requestAnimationFrame', (draw: () => void) => {
      draw();
      return 0;
    });
    show({
      ...smm,
      origin: 'live',
      losses: smm.losses.slice(0, 40),
      accuracies: smm.accuracies.slice(0, 40),
    });
    const line = chart('Training loss').querySelector('path[data-origin="live"]')!;
    const before = line.getAttribute('d')!;
    const more = { fromStep: 41, losses: Float32Array.of(1, 1, 1), accuracies: Float32Array.of(0, 0, 0) };
    act(() => changeRun(smm.id, (run) => withSteps(run, more)));
    expect(chart('Training loss').querySelector('path[data-origin="live"]')).toBe(line);
    expect(line.getAttribute('d')!.length).toBeGreaterThan(before.length);
  });

  it('say what will appear while a run has only begun', () => {
    show(fixtureRun({ done: 0, samples: 1, side: 32 }));
    expect(place.textContent).toContain('The first point comes with the end of the first epoch');
    expect(place.textContent).toContain('The loss appears with the first steps.');
    expect(place.textContent).toContain('unprompted 40.3');
  });
});
