import { beforeEach, describe, expect, it } from 'vitest';
import { changeSettings } from '../store/actions';
import { explorer, initialState } from '../store/store';
import { fakeWorld, live, notices, run, running, settled, state } from './fake-world';
import { PageController } from './page-controller';

beforeEach(() => explorer.setState(initialState(), true));

describe('a worker that dies', () => {
  it('is replaced and the run goes on from its last checkpoint', async () => {
    const { trainer, world } = running();
    trainer.steps(1, ...new Array<number>(40).fill(2));
    trainer.checkpoint(31);
    await settled();
    trainer.listener.onDeath('The graphics device was lost.');
    expect(world.trainers).toHaveLength(2);
    expect(notices()[0]).toMatch(/device was lost.*step 31/);
    world.trainer.ready();
    expect(world.trainer.last('start')).toMatchObject({ runId: 'run-1', checkpoint: Uint8Array.of(31) });
    world.trainer.started(31);
    world.trainer.steps(32, 1);
    expect(run('run-1')!.losses).toHaveLength(32);
  });

  it('is not replaced twice without progress in between: the person decides', () => {
    const { trainer, world, controller } = running();
    trainer.listener.onDeath('It ran out of memory.');
    world.trainer.ready();
    world.trainer.started();
    expect(live().status).toBe('running');
    world.trainer.listener.onDeath('It ran out of memory.');
    expect(world.trainers).toHaveLength(2);
    expect(live().status).toBe('stopped');
    controller.follow('restart-engine');
    expect(world.trainers).toHaveLength(3);
  });

  it('takes a run along that was about to pause, and holds it', () => {
    const { controller, trainer, world } = running();
    controller.pause();
    trainer.listener.onDeath('The graphics device was lost.');
    world.trainer.ready();
    expect(world.trainer.last('start').paused).toBe(true);
  });

  it('while loading says why, with a way on', () => {
    const world = fakeWorld();
    new PageController(world).play();
    world.trainer.problem('The network could not be loaded.');
    expect(live().status).toBe('none');
    expect(state().runs).toEqual([]);
    expect(state().engine).toMatchObject({ phase: 'failed', problem: 'The network could not be loaded.' });
    expect(state().notices[0]?.action?.command).toBe('restart-engine');
  });

  it('takes a run along that had only been asked for', () => {
    const world = fakeWorld();
    new PageController(world).play();
    world.trainer.ready();
    world.trainer.started();
    world.trainer.listener.onDeath('The graphics device was lost.');
    world.trainer.ready();
    expect(world.trainer.last('start')).toMatchObject({ runId: 'run-1', checkpoint: null });
    expect(notices()[0]).toMatch(/begins from its first step/);
  });

  it('while nothing trains is replaced at once, and again only when asked', async () => {
    const world = fakeWorld({ preload: true });
    await new PageController(world).start();
    world.trainer.ready('webgpu');
    world.trainer.listener.onDeath('The graphics device was lost.');
    expect(world.trainers).toHaveLength(2);
    expect(notices()).toEqual(['The graphics device was lost. The engine was started again.']);
    world.trainer.ready('webgpu');
    world.trainer.listener.onDeath('The graphics device was lost.');
    expect(world.trainers).toHaveLength(2);
    expect(state().notices.at(-1)?.action?.command).toBe('restart-engine');
  });

  it('has its sentence taken back as soon as another attempt begins', () => {
    const world = fakeWorld();
    const controller = new PageController(world);
    controller.play();
    world.trainer.problem('There is no connection.');
    expect(notices()).toHaveLength(1);
    controller.play();
    expect(notices()).toEqual([]);
    expect(world.trainers).toHaveLength(2);
  });
});

describe('another backend', () => {
  it('takes the run along from its last checkpoint', async () => {
    const { world, trainer } = running();
    trainer.checkpoint(31);
    await settled();
    changeSettings({ backend: 'cpu' });
    expect(world.trainer.last('open').backend).toBe('cpu');
    world.trainer.ready();
    expect(world.trainer.last('start').checkpoint).toEqual(Uint8Array.of(31));
  });
});

describe('a graphics backend that fails', () => {
  const lost = 'The graphics device was lost.';

  it('again without progress makes way for the next one, which says so', () => {
    const { trainer, world } = running({ backend: 'webgpu' });
    trainer.listener.onDeath(lost);
    expect(world.trainer.last('open')).toMatchObject({ backend: 'auto', avoid: [] });
    world.trainer.ready('webgpu');
    world.trainer.started();
    world.trainer.listener.onDeath(lost);
    expect(world.trainer.last('open')).toMatchObject({ backend: 'auto', avoid: ['webgpu'] });
    world.trainer.ready('wasm');
    expect(notices().at(-1)).toMatch(/WebGPU did not come back, so the run goes on with WebAssembly/);
    world.trainer.started();
    expect(live().status).toBe('running');
  });

  it('gives way also where it was asked for and cannot be started again', () => {
    changeSettings({ backend: 'webgpu' });
    const { trainer, world } = running({ backend: 'webgpu' });
    trainer.listener.onDeath(lost);
    expect(world.trainer.last('open').backend).toBe('webgpu');
    world.trainer.problem('WebGPU finds no graphics adapter.');
    expect(world.trainer.last('open')).toMatchObject({ backend: 'auto', avoid: ['webgpu'] });
    expect(state().settings.backend, 'what was asked for stays what was asked for').toBe('webgpu');
  });

  it('may fail three times in all, however far it came in between', async () => {
    const { world } = running({ backend: 'webgpu' });
    for (const step of [31, 62, 93]) {
      expect(world.trainer.last('open').avoid).toEqual([]);
      world.trainer.checkpoint(step);
      await settled();
      world.trainer.listener.onDeath(lost);
      world.trainer.ready(step === 93 ? 'wasm' : 'webgpu');
      world.trainer.started(step);
    }
    expect(world.trainer.last('open').avoid).toEqual(['webgpu']);
    expect(world.trainer.last('start').checkpoint).toEqual(Uint8Array.of(93));
  });

  it('is tried again in the next run, and when somebody chooses it', () => {
    const { controller, trainer, world } = running({ backend: 'webgpu' });
    trainer.listener.onDeath(lost);
    world.trainer.listener.onDeath(lost);
    expect(world.trainer.last('open').avoid).toEqual(['webgpu']);
    changeSettings({ backend: 'webgpu' });
    expect(world.trainer.last('open')).toMatchObject({ backend: 'webgpu', avoid: [] });
    world.trainer.listener.onDeath(lost);
    world.trainer.listener.onDeath(lost);
    controller.reset();
    expect(world.trainer.last('open')).toMatchObject({ backend: 'webgpu', avoid: [] });
  });

  it('that comes back at once is not talked about', () => {
    const { trainer, world } = running({ backend: 'webgpu' });
    trainer.listener.onDeath(lost);
    world.trainer.ready('webgpu');
    expect(notices()).toHaveLength(1);
  });
});

describe('a run for which there is no memory', () => {
  const full = 'There is not enough memory for this run. Choose a smaller batch or a smaller image side.';

  it('stops, stays kept, and a button trains with half of it', async () => {
    const { controller, trainer, world } = running();
    trainer.checkpoint(31);
    await settled();
    changeSettings({ seed: 5 });
    trainer.problem(full, { outOfMemory: true });
    expect(world.trainers).toHaveLength(1);
    expect(live().status).toBe('stopped');
    expect(world.stored).toMatchObject({ runId: 'run-1', step: 31 });
    expect(state().notices).toMatchObject([
      { text: full, action: { label: 'Train with a batch of 32', command: 'try-remedy' } },
    ]);
    controller.follow('try-remedy');
    world.trainer.ready();
    const { training } = world.trainer.last('start').config;
    expect(training).toMatchObject({ batch: 32, seed: 0 });
    expect(notices()).toEqual([]);
  });

  it('is offered a smaller side once the batch is small', () => {
    changeSettings({ batch: 15, side: 96 });
    const { controller, trainer, world } = running();
    trainer.problem(full, { outOfMemory: true });
    expect(state().notices[0]?.action?.label).toBe('Train at 64 × 64 pixels');
    controller.follow('try-remedy');
    expect(state().settings).toMatchObject({ batch: 15, side: 64 });
    changeSettings({ side: 32 });
    controller.reset();
    world.trainer.problem(full, { outOfMemory: true });
    expect(state().notices.at(-1)).toMatchObject({ text: full, action: null });
  });
});

describe('a run that diverges', () => {
  it('stops where it is, keeps its last good checkpoint, and a button trains more slowly', async () => {
    const { controller, trainer, world } = running();
    trainer.checkpoint(31);
    trainer.steps(32, 3, NaN);
    await settled();
    trainer.say({ type: 'failed', runId: 'run-1', step: 33, message: 'The run has diverged.' });
    expect(live()).toMatchObject({ status: 'stopped', step: 33 });
    expect(world.stored).toMatchObject({ step: 31 });
    expect(state().notices[0]?.action?.label).toBe('Train with rates of 0.001 and 0.001');
    controller.follow('try-remedy');
    expect(world.trainers, 'the worker was never ill').toHaveLength(1);
    expect(trainer.last('start').config.training).toMatchObject({
      patternLearningRate: 0.001,
      maskLearningRate: 0.001,
    });
  });
});

describe('what a worker complains of', () => {
  it('in the name of another run leaves the one that begins alone', () => {
    const { controller, trainer } = running();
    controller.reset();
    trainer.problem('The samples in view could not be computed.', { fatal: false, runId: 'run-1' });
    expect(live().status).toBe('starting');
    expect(notices()).toHaveLength(1);
  });
});
