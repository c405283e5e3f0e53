import { describe, expect, it } from 'vitest';
import type { RunEntry } from '../data/run-entry';
import { forkPlan, sharedPast } from './fork';
import { runConfig } from './run-config';
import { defaultSettings, type Settings } from './settings';
import { initialState, type ExplorerState } from './store';
import { epochRecord, runView } from './testing';

const origin = runView({ id: 'run', config: runConfig(defaultSettings) });
const kept = (...steps: number[]): Partial<ExplorerState> => ({
  library: {
    ...initialState().library,
    entries: [{ id: 'run', checkpoints: steps.map((step) => ({ step, fork: true })) } as unknown as RunEntry],
  },
});
const plan = (change: Partial<Settings>, state: Partial<ExplorerState>, step = 40) =>
  forkPlan({ ...initialState(), ...state, settings: { ...defaultSettings, ...change } }, origin, step);
const bilinear = { switches: { ...defaultSettings.switches, interpolation: 'bilinear' as const } };

describe('a fork', () => {
  it('goes on as the switches stand, and says what is different', () => {
    const { refusal, changes, config } = plan(bilinear, kept(31));
    expect(refusal).toBeNull();
    expect(changes).toEqual([{ part: 'Interpolation', from: 'Patch by patch', to: 'Bilinear' }]);
    expect(config.method.interpolation).toBe('bilinear');
  });

  it('needs a checkpoint at its step or before', () => {
    expect(plan(bilinear, kept(62)).refusal).toBe('checkpoint');
    expect(plan(bilinear, {}).refusal).toBe('checkpoint');
    const recorded = { ...origin, id: 'smm', origin: 'recorded' as const };
    expect(forkPlan({ ...initialState(), ...kept(31) }, recorded, 40).refusal).toBe('weights');
  });

  it('has something left to train', () => {
    expect(plan(bilinear, kept(31), 100).refusal).toBe('end');
  });

  it('is of the same task and batches, with other switches', () => {
    expect(plan({}, kept(31)).refusal).toBe('same');
    expect(plan({ ...bilinear, seed: 1 }, kept(31)).refusal).toBe('other');
    expect(plan({ ...bilinear, batch: 32 }, kept(31)).refusal).toBe('other');
    expect(plan({ ...bilinear, side: 64 }, kept(31)).refusal).toBe('other');
    expect(plan({ ...bilinear, data: 'clip-art' }, kept(31)).refusal).toBe('other');
  });

  it('has the past of the other run, up to its step', () => {
    const values = Float32Array.of(4, 3, 2, 1);
    const run = { ...origin, losses: values, accuracies: values, epochs: [epochRecord(1), epochRecord(2)] };
    const past = sharedPast(run, 3);
    expect([...past.losses]).toEqual([4, 3, 2]);
    expect(past.epochs).toEqual([]);
    expect(sharedPast(run, 40).last).toEqual({ epoch: 1, testAccuracy: 0.5 });
    past.losses[0] = 9;
    expect(values[0], 'its own memory').toBe(4);
  });
});
