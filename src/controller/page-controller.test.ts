import { beforeEach, describe, expect, it, vi } from 'vitest';
import { changeSettings, showRun } from '../store/actions';
import { shownRun } from '../store/selectors';
import { defaultSettings } from '../store/settings';
import { explorer, initialState } from '../store/store';
import { runView } from '../store/testing';
import { fakeWorld, live, notices, run, running, state } from './fake-world';
import { PageController } from './page-controller';

beforeEach(() => explorer.setState(initialState(), true));

describe('play', () => {
  it('waits for the worker, then starts the run that the settings describe', () => {
    const world = fakeWorld();
    changeSettings({ seed: 5, side: 64 });
    new PageController(world).play();
    expect(live().status).toBe('starting');
    expect(world.trainer.kinds).toEqual(['open']);
    world.trainer.ready();
    expect(world.trainer.kinds).toEqual(['open', 'start']);
    const { config } = world.trainer.last('start');
    expect(config.method.side).toBe(64);
    expect(config.training.seed).toBe(5);
    world.trainer.started();
    expect(live().status).toBe('running');
    expect(shownRun(state())?.id).toBe(live().runId);
  });

  it('goes on with a paused run', () => {
    const { controller, trainer } = running();
    controller.pause();
    expect(live().status).toBe('pausing');
    trainer.say({ type: 'paused', runId: 'run-1', step: 4 });
    controller.play();
    expect(trainer.kinds.slice(-2)).toEqual(['pause', 'resume']);
  });

  it('begins anew when the settings have changed meanwhile, and keeps the earlier curve', () => {
    const { controller, trainer } = running();
    trainer.steps(1, 2, 1);
    controller.pause();
    trainer.say({ type: 'paused', runId: 'run-1', step: 2 });
    changeSettings({ seed: 1 });
    controller.play();
    expect(trainer.last('start').runId).toBe('run-2');
    expect(state().runs.map(({ id }) => id)).toEqual(['run-1', 'run-2']);
  });

  it('leaves what was on screen where the worker refuses to begin', () => {
    explorer.setState({ runs: [runView({ id: 'smm', origin: 'recorded' })] });
    const world = fakeWorld();
    new PageController(world).play();
    world.trainer.ready();
    world.trainer.problem('A batch of 64 is too large.', { fatal: false, runId: 'run-1' });
    expect(notices()).toEqual(['A batch of 64 is too large.']);
    expect(live().status).toBe('none');
    expect(shownRun(state())?.id).toBe('smm');
  });

  it('leaves it there also where a single batch was asked for', () => {
    const world = fakeWorld();
    new PageController(world).step();
    world.trainer.ready();
    world.trainer.problem('A batch of 64 is too large.', { fatal: false, runId: 'run-1' });
    expect(live().status).toBe('none');
  });

  it('refuses settings that cannot be run, with the reason', () => {
    const world = fakeWorld();
    changeSettings({ data: 'clip-art', switches: { ...defaultSettings.switches, baseline: 'pad' } });
    new PageController(world).play();
    expect(world.trainers).toHaveLength(0);
    expect(notices()[0]).toMatch(/Pad needs a border/);
  });
});

describe('step', () => {
  it('begins a paused run and trains one batch', () => {
    const world = fakeWorld();
    const controller = new PageController(world);
    controller.step();
    world.trainer.ready();
    expect(world.trainer.kinds).toEqual(['open', 'start', 'step']);
    expect(world.trainer.last('start').paused).toBe(true);
  });

  it('pauses a run that trains', () => {
    const { controller, trainer } = running();
    controller.step();
    expect(trainer.kinds.at(-1)).toBe('pause');
  });
});

describe('starting over', () => {
  it('keeps the seed on reset and takes the next one on re-seed', () => {
    const { controller, trainer } = running();
    controller.reset();
    expect(trainer.last('start')).toMatchObject({ runId: 'run-2', paused: true, checkpoint: null });
    expect(trainer.last('start').config.training.seed).toBe(0);
    expect(run('run-1')).toBeUndefined();
    controller.reseed();
    expect(trainer.last('start').config.training.seed).toBe(1);
  });

  it('uses another worker for other pictures', () => {
    const { controller, world } = running();
    changeSettings({ data: 'fashion-colour' });
    controller.reset();
    expect(world.trainers).toHaveLength(2);
    expect(world.trainers[0]?.closed).toBe(true);
    expect(world.trainer.last('open').data).toBe('fashion-colour');
  });

  it('frees a late image of a worker that is no longer there', () => {
    const { controller, world } = running();
    changeSettings({ data: 'fashion-colour' });
    controller.reset();
    const bitmap = { width: 1, height: 1, close: vi.fn<() => void>() };
    world.trainers[0]!.say({ type: 'frame', request: 1, step: 17, places: [], bitmap });
    expect(bitmap.close).toHaveBeenCalledOnce();
  });
});

describe('stopping', () => {
  it('before the worker is ready ends the loading', () => {
    const world = fakeWorld();
    const controller = new PageController(world);
    controller.play();
    controller.stop();
    expect(world.trainer.closed).toBe(true);
    expect(live().status).toBe('stopped');
  });

  it('leaves what was trained on screen', () => {
    const { controller, trainer } = running();
    trainer.steps(1, 2, 1);
    showRun(null);
    controller.stop();
    trainer.say({ type: 'stopped', runId: 'run-1', step: 2 });
    expect(live().status).toBe('stopped');
    expect(shownRun(state())?.losses).toHaveLength(2);
  });
});

describe('saving', () => {
  it('asks for the capsule and names the file after the run', () => {
    const { controller, trainer, world } = running();
    controller.saveRun();
    trainer.say({ type: 'capsule', request: trainer.last('capsule').request, bytes: Uint8Array.of(1) });
    expect(world.saved).toEqual(['smm-fashion-mnist-step-0.safetensors']);
  });
});
