// @vitest-environment jsdom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { blocks } from '../../core/ablation/registry';
import { changeSettings, putRun } from '../../store/actions';
import { runConfig } from '../../store/run-config';
import { shownRun } from '../../store/selectors';
import { defaultSettings } from '../../store/settings';
import { explorer, initialState } from '../../store/store';
import { runView } from '../../store/testing';
import { SwitchesPanel } from './Panel';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

let root: Root;
let place: HTMLElement;

beforeEach(() => {
  explorer.setState(initialState(), true);
  place = document.body.appendChild(document.createElement('div'));
  root = createRoot(place);
  act(() => root.render(<SwitchesPanel />));
});

afterEach(() => {
  act(() => root.unmount());
  place.remove();
});

function option(label: string): HTMLInputElement {
  const found = [...place.querySelectorAll('label')].find(({ textContent }) => textContent.includes(label));
  if (!found) throw new Error(`There is no option ${label}.`);
  return found.querySelector('input')!;
}

describe('the switches', () => {
  it('ask every question of the registry and offer every variant', () => {
    const questions = [...place.querySelectorAll('legend')].map(({ textContent }) => textContent);
    expect(questions).toEqual(blocks.map(({ question }) => question));
    const variants = blocks.reduce((sum, block) => sum + block.variants.length, 0);
    expect(place.querySelectorAll('input')).toHaveLength(variants);
  });

  it('change the settings, and show a recorded run of the choice at once', () => {
    const full = { ...defaultSettings, switches: { ...defaultSettings.switches, baseline: 'full' as const } };
    act(() => {
      putRun(runView({ id: 'smm', origin: 'recorded', config: runConfig(defaultSettings) }));
      putRun(runView({ id: 'full', origin: 'recorded', config: runConfig(full) }));
    });
    expect(shownRun(explorer.getState())?.id).toBe('smm');
    act(() => option('Full pattern').click());
    expect(explorer.getState().settings.switches.baseline).toBe('full');
    expect(shownRun(explorer.getState())?.id).toBe('full');
  });

  it('disable what the other settings make meaningless, with the reason', () => {
    expect(option('Pad').disabled).toBe(false);
    act(() => changeSettings({ data: 'clip-art' }));
    expect(option('Pad').disabled).toBe(true);
    const reason = document.getElementById(option('Pad').getAttribute('aria-describedby')!)!;
    expect(reason.textContent).toMatch(/Pad needs a border/);
  });
});
