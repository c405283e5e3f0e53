// @vitest-environment jsdom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { putRun } from '../../../store/actions';
import { explorer, initialState } from '../../../store/store';
import { runView } from '../../../store/testing';
import { StoredPrecision } from './stored-precision';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

let place: HTMLElement;
let root: Root;

beforeEach(() => {
  explorer.setState(initialState(), true);
  place = document.body.appendChild(document.createElement('div'));
  root = createRoot(place);
});

afterEach(() => {
  act(() => root.unmount());
  place.remove();
});

/** A mask cell that the bench shows at 15.43, and the mask network at `value`. */
function say(
  value: number,
  { id = 'recorded/smm', origin = 'recorded' as 'recorded' | 'live', step = 4 } = {},
) {
  act(() => putRun(runView({ id, origin })));
  const mask = { width: 1, height: 1, values: Float32Array.of(0, 15.43, 0) };
  const view = { runId: id, snapshot: { step: 4 }, bench: { mask } };
  const at = { row: 0, column: 0 };
  act(() => root.render(<StoredPrecision view={view} at={at} channel={1} value={value} step={step} />));
  return place.textContent;
}

describe('two values of one mask cell', () => {
  it('are explained by how a recording rounds', () => {
    expect(say(15.48)).toMatch(/bench shows \+?15\.43.*1\/127 of their largest value\.$/);
  });

  it('differ by the rounding of the step alone where the answer comes from weights', () => {
    expect(say(15.48, { id: 'lab/smm' })).toMatch(/bench shows \+?15\.43.*1\/127 of their largest value\.$/);
  });

  it('are not mentioned where they agree, live, and where they are of two steps', () => {
    expect(say(15.4301)).toBe('');
    expect(say(15.48, { step: 5 })).toBe('');
    act(() => explorer.setState(initialState(), true));
    expect(say(15.48, { id: 'run-1', origin: 'live' })).toBe('');
  });
});
