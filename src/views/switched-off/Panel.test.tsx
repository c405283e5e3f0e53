// @vitest-environment jsdom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Controller } from '../../controller/controller';
import { ControllerContext } from '../../controller/use-controller';
import { changeEngine, changeKnockOut, moveMarker, putRun } from '../../store/actions';
import { asked, type KnockOut } from '../../store/knock-out';
import { explorer, initialState } from '../../store/store';
import { config, runView, sampleSet, viewSnapshot } from '../../store/testing';
import { SwitchedOffPanel } from './Panel';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

const controller = { switchOff: vi.fn(), play: vi.fn() };
const samples = sampleSet(['test/0', 'test/1']);
const seenAt = (step: number, ...targets: number[]) => ({
  ...{ ...viewSnapshot(step, 2), sampleIds: samples.ids },
  targets: Float32Array.from(targets),
});
let place: HTMLElement;
let root: Root;

beforeEach(() => {
  explorer.setState(initialState(), true);
  vi.clearAllMocks();
  place = document.body.appendChild(document.createElement('div'));
  root = createRoot(place);
  putRun(runView({ id: 'run', samples, snapshots: [seenAt(4, 1, 0, 1, 0)] }));
  act(() =>
    root.render(
      <ControllerContext value={controller as unknown as Controller}>
        <SwitchedOffPanel />
      </ControllerContext>,
    ),
  );
});

afterEach(() => {
  act(() => root.unmount());
  place.remove();
});

const text = () => place.textContent ?? '';
const show = (change: Partial<KnockOut>) =>
  act(() => changeKnockOut(() => ({ ...asked('run', { block: 'masks', variant: 'swapped' }), ...change })));
const press = (name: RegExp) =>
  act(() => [...place.querySelectorAll('button')].find((one) => name.test(one.textContent ?? ''))!.click());

describe('what is switched off', () => {
  it('is not mentioned where nothing is', () => {
    expect(text()).toBe('');
    show({ runId: 'another' });
    expect(text()).toBe('');
  });

  it('says what stands in its place, that nothing was retrained, and puts it back', () => {
    show({});
    expect(text()).toMatch(/Off now, not retrained/);
    press(/Put it back/);
    expect(controller.switchOff).toHaveBeenCalledWith(null);
  });

  it('says what its pictures wait for', () => {
    show({});
    expect(text()).toMatch(/Fetching the weights/);
    act(() => changeEngine({ phase: 'loading' }));
    expect(text()).toMatch(/The engine is loading/);
    act(() => changeEngine({ phase: 'ready' }));
    expect(text()).toMatch(/Computing the pictures in view/);
    show({ seen: { config, samples, snapshot: seenAt(4, 0, 1, 1, 0) } });
    expect(text()).not.toMatch(/Computing/);
  });

  it('fills the held-out accuracy in beside that of the trained run, with its N', () => {
    show({ score: { step: 4, hits: 10, hitsAsTrained: 30, count: 40, total: 500 } });
    expect(text()).toMatch(/75\.0 % as trained25\.0 % now−50\.0 points · first 40 of 500 pictures, step 4/);
    show({ score: { step: 4, hits: 250, hitsAsTrained: 250, count: 500, total: 500 } });
    expect(text()).toMatch(/0\.0 points · 500 pictures/);
  });

  it('counts the pictures that are read differently, of the same step only', () => {
    const seen = (step: number) => ({ config, samples, snapshot: seenAt(step, 0, 1, 1, 0) });
    show({ seen: seen(4) });
    expect(text()).toMatch(/1 of the 2 pictures in view is read differently/);
    show({ seen: seen(5) });
    expect(text()).not.toMatch(/read differently/);
  });

  it('says that a stored step is shown as it was trained, and leads back', () => {
    show({});
    act(() => moveMarker(2));
    expect(text()).toMatch(/Step 2 is shown as it was trained/);
    press(/newest step/);
    expect(explorer.getState().view.step).toBeNull();
  });
});

describe('what cannot be shown', () => {
  it('is the sentence of the run', () => {
    show({ refusal: { why: 'never', sentence: 'The head has to be trained.' } });
    expect(text()).toMatch(/The head has to be trained/);
  });

  it('offers to train, and to show a run that was trained like that', () => {
    const bilinear = { ...config, method: { ...config.method, interpolation: 'bilinear' as const } };
    act(() => putRun(runView({ id: 'other', label: 'SMM · Bilinear', config: bilinear })));
    show({ block: 'interpolation', variant: 'bilinear', refusal: { why: 'weights' } });
    press(/Train it here/);
    expect(controller.play).toHaveBeenCalled();
    press(/SMM · Bilinear/);
    expect(explorer.getState().view.runId).toBe('other');
  });
});
