// @vitest-environment jsdom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { blocks } from '../../core/ablation/registry';
import { changeQueue, changeSettings, putRun } from '../../store/actions';
import { waiting, withRuns } from '../../store/queue';
import { runConfig } from '../../store/run-config';
import { shownRun } from '../../store/selectors';
import { defaultSettings, type Settings } from '../../store/settings';
import { explorer, initialState } from '../../store/store';
import { runView } from '../../store/testing';
import { SwitchesPanel } from './Panel';
import type { KnockOutChoice } from '../../store/knock-out';

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

  it('say on a closed block that nothing else can be chosen there now', () => {
    const heads = () => [...place.querySelectorAll('summary')].map(({ textContent }) => textContent);
    expect(heads().some((text) => text.includes('not now'))).toBe(false);
    act(() => option('Full pattern').click());
    expect(heads().filter((text) => text.includes('not now'))).toHaveLength(
      blocks.filter(({ id }) => id !== 'baseline' && id !== 'mapping').length,
    );
  });
});

describe('the two meanings of a switch', () => {
  const full = { ...defaultSettings.switches, baseline: 'full' as const };
  const button = (name: string) =>
    [...place.querySelectorAll('button')].find(
      (candidate) => (candidate.getAttribute('aria-label') ?? candidate.textContent) === name,
    )!;

  it('switches a part of the run on screen off, shows that on the closed block, and back on', () => {
    const chosen: (KnockOutChoice | null)[] = [];
    const show = (active: KnockOutChoice | null) =>
      act(() =>
        root.render(
          <SwitchesPanel
            knockOuts={{ active, waits: active && 'Loading …', choose: (choice) => chosen.push(choice) }}
          />,
        ),
      );
    act(() => putRun(runView({ id: 'smm', origin: 'recorded', config: runConfig(defaultSettings) })));
    show(null);
    act(() => button('off now: Swapped').click());
    expect(chosen).toEqual([{ block: 'masks', variant: 'swapped' }]);
    show(chosen[0]!);
    expect(button('off now: Swapped').getAttribute('aria-pressed')).toBe('true');
    expect(place.textContent).toContain('Loading …');
    expect([...place.querySelectorAll('summary')][1]!.textContent).toContain('Swappedoff now');
    act(() => button('Back to the trained run').click());
    act(() => button('off now: Swapped').click());
    expect(chosen.slice(1)).toEqual([null, null]);
  });

  it('queues the training of a choice that no run shows', () => {
    const queued: Settings[] = [];
    const cancelled: string[] = [];
    act(() => changeSettings({ switches: full }));
    act(() =>
      root.render(
        <SwitchesPanel
          queue={{
            stateOf: () => null,
            add: (settings) => queued.push(settings),
            cancel: (id) => cancelled.push(id),
          }}
        />,
      ),
    );
    act(() => button('Train it in the queue').click());
    expect(queued.map(({ switches }) => switches)).toEqual([full]);
    const entry = waiting({ id: 'run-1', label: 'Full', config: runConfig(queued[0]!), from: 'start' });
    act(() => changeQueue((queue) => withRuns(queue, [entry])));
    expect(place.textContent).toContain('Full: waits');
    act(() => button('Take it out of the queue').click());
    expect(cancelled).toEqual(['run-1']);
  });
});
