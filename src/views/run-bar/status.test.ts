import { beforeEach, describe, expect, it } from 'vitest';
import { catalogues } from '../../messages/messages';
import { changeEngine, changeLive, changeSettings, putRun } from '../../store/actions';
import { runConfig } from '../../store/run-config';
import { explorer, initialState } from '../../store/store';
import { withEpoch } from '../../store/growing-run';
import { epochRecord, runView } from '../../store/testing';
import { announcement } from './announcement';
import { runStatus } from './status';

const status = () => runStatus(explorer.getState(), catalogues.en);

beforeEach(() => explorer.setState(initialState(), true));

function running() {
  const config = runConfig(explorer.getState().settings);
  const run = runView({ id: 'live', config, stepsPerEpoch: 31, totalSteps: 310 });
  putRun([1, 2].map(epochRecord).reduce(withEpoch, run));
  changeLive({ runId: 'live', status: 'running', step: 62 });
}

describe('the status line', () => {
  it('invites to play while nothing has begun', () => {
    expect(status()).toEqual({ text: 'Press Play to train your own', detail: '', share: null });
  });

  it('counts bytes while the network loads', () => {
    changeEngine({ phase: 'loading', loading: { what: 'backbone', done: 4_900_000, total: 9_800_000 } });
    expect(status()).toEqual({ text: 'loading the network, 4.9 of 9.8 MB', detail: '', share: 0.5 });
  });

  it('counts programs while they are compiled, before a run is asked for and when it begins', () => {
    changeEngine({ phase: 'ready', loading: { what: 'pipelines', done: 20, total: 80 } });
    const text = 'preparing the GPU, 20 of 80';
    expect(status()).toEqual({ text, detail: '', share: 0.25 });
    running();
    changeLive({ progress: { phase: 'compiling', done: 20, total: 80, eta: null } });
    expect(status()).toMatchObject({ text, detail: '' });
  });

  it('names the epoch and the time left', () => {
    running();
    changeLive({ progress: { phase: 'training', done: 0, total: 31, eta: 95 } });
    expect(status()).toEqual({ text: 'epoch 3 of 10', detail: '1:35 min left', share: 0.2 });
  });

  it('names what is in hand between the batches', () => {
    running();
    changeLive({ progress: { phase: 'evaluation', done: 4, total: 16, eta: 95 } });
    expect(status()).toMatchObject({ text: 'testing', detail: '25 %' });
  });

  it('warns that changed settings need a new run', () => {
    running();
    changeLive({ status: 'paused' });
    expect(status()).toMatchObject({ text: 'paused after 62 steps', detail: '' });
    changeSettings({ seed: 1 });
    expect(status().detail).toBe('Play trains anew with these settings');
  });
});

describe('the announcer', () => {
  const said = (change: () => void) => {
    const before = explorer.getState();
    change();
    return announcement(explorer.getState(), before, catalogues.en);
  };

  it('speaks at the beginning, at each epoch and at the end, and not in between', () => {
    running();
    changeLive({ status: 'starting' });
    expect(said(() => changeLive({ status: 'running' }))).toBe('Training SMM has begun.');
    const compiling = { phase: 'compiling', total: 80, eta: null } as const;
    expect(said(() => changeLive({ progress: { ...compiling, done: 0 } }))).toBe('Preparing the GPU.');
    expect(said(() => changeLive({ progress: { ...compiling, done: 1 } }))).toBeNull();
    expect(said(() => changeLive({ progress: null, step: 63 }))).toBeNull();
    const last = { epoch: 3, testAccuracy: 0.612 };
    const config = runConfig(explorer.getState().settings);
    expect(said(() => putRun(runView({ id: 'live', config, last })))).toBe(
      'Epoch 3 of 10: 61.2 percent of the test pictures right.',
    );
    expect(said(() => changeLive({ status: 'done' }))).toBe(
      'Finished: 61.2 percent of the test pictures right.',
    );
  });
});
