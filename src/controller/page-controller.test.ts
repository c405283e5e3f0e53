import { beforeEach, describe, expect, it } from 'vitest';
import { UserError } from '../lib/user-error';
import { changeSettings, moveMarker, showRun } from '../store/actions';
import { shownRun } from '../store/selectors';
import { runConfig } from '../store/run-config';
import { defaultSettings } from '../store/settings';
import { explorer, initialState } from '../store/store';
import { runView, sampleSet, viewSnapshot } from '../store/testing';
import { fakeWorld, live, notices } from './fake-world';
import { PageController } from './page-controller';

const state = () => explorer.getState();
const run = (id: string | null) => state().runs.find((one) => one.id === id);
/** everything that is waiting for a promise has had its turn */
const settled = () => new Promise((resolve) => setTimeout(resolve));

beforeEach(() => explorer.setState(initialState(), true));

/** A controller whose run has begun. */
function running() {
  const world = fakeWorld();
  const controller = new PageController(world);
  controller.play();
  world.trainer.ready();
  world.trainer.started();
  world.trainer.say({ type: 'samples', runId: 'run-1', samples: sampleSet(['test/0']) });
  return { world, controller, trainer: world.trainer };
}

describe('the first seconds', () => {
  const recorded = [
    runView({ id: 'smm', origin: 'recorded', snapshots: [{ ...viewSnapshot(0), sampleIds: ['test/0'] }] }),
  ];

  it('show the recorded runs and play them, before any worker is made', async () => {
    const world = fakeWorld({
      recorded: { first: () => Promise.resolve(recorded), more: () => Promise.resolve(recorded) },
    });
    await new PageController(world).start();
    expect(state().recorded).toBe('ready');
    expect(state().view).toMatchObject({ step: 0, playing: true });
    expect(world.trainers).toHaveLength(0);
  });

  it('leave the marker where a link has put it', async () => {
    moveMarker(7);
    const source = { first: () => Promise.resolve(recorded), more: () => Promise.resolve(recorded) };
    await new PageController(fakeWorld({ recorded: source })).start();
    expect(state().view).toMatchObject({ step: 7, playing: false });
  });

  it('say so when the recorded runs are missing, and load the engine all the same', async () => {
    const missing = () => Promise.reject(new Error('404'));
    const world = fakeWorld({ recorded: { first: missing, more: missing }, preload: true });
    await new PageController(world).start();
    expect(state().recorded).toBe('failed');
    expect(notices()).toHaveLength(1);
    expect(world.trainer.last('open')).toMatchObject({ data: 'fashion-mnist', backend: 'auto' });
  });

  it('offer the run of an earlier visit without starting it', async () => {
    const world = fakeWorld();
    world.stored = {
      runId: 'old',
      label: 'SMM',
      config: runConfig({ ...defaultSettings, data: 'fashion-colour' }),
      step: 62,
      checkpoint: Uint8Array.of(1),
    };
    const controller = new PageController(world);
    await controller.start();
    expect(world.trainers).toHaveLength(0);
    expect(state().notices[0]).toMatchObject({ action: { command: 'resume-stored' } });
    controller.follow('resume-stored');
    world.trainer.ready();
    expect(world.trainer.last('start')).toMatchObject({ checkpoint: Uint8Array.of(1), paused: false });
    expect(state().settings.data).toBe('fashion-colour');
    expect(notices()).toEqual([]);
  });
});

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
});

describe('what the worker says', () => {
  it('fills the run on screen', () => {
    const { trainer } = running();
    trainer.say({ type: 'samples', runId: 'run-1', samples: sampleSet(['test/0']) });
    trainer.say({ type: 'snapshot', runId: 'run-1', snapshot: viewSnapshot(0) });
    trainer.steps(1, 2.3, 2.1);
    trainer.say({ type: 'unprompted', runId: 'run-1', testAccuracy: 0.4, mapping: [0, 1] });
    expect(run('run-1')).toMatchObject({
      label: 'SMM',
      classes: ['shirt', 'shoe'],
      testCount: 1000,
      unprompted: { testAccuracy: 0.4 },
      provenance: { backend: 'wasm', adapter: 'test processor' },
    });
    expect([...run('run-1')!.losses]).toEqual([Math.fround(2.3), Math.fround(2.1)]);
    expect(live().step).toBe(2);
  });

  it('is not heard any more once another run has begun', () => {
    const { controller, trainer } = running();
    controller.reset();
    trainer.say({ type: 'stopped', runId: 'run-1', step: 3 });
    expect(live().status).toBe('starting');
  });

  it('asks for fresh masks at most once at a time while someone follows', () => {
    const { trainer, world } = running();
    world.clock = 5000;
    trainer.steps(1, 2);
    world.clock = 7000;
    trainer.steps(2, 2);
    expect(trainer.kinds.filter((kind) => kind === 'snapshot')).toHaveLength(1);
    trainer.say({ type: 'snapshot', runId: 'run-1', snapshot: viewSnapshot(2) });
    world.clock = 8500;
    trainer.steps(3, 2);
    expect(trainer.kinds.filter((kind) => kind === 'snapshot')).toHaveLength(2);
    moveMarker(1);
    world.clock = 60_000;
    trainer.steps(4, 2);
    expect(trainer.kinds.filter((kind) => kind === 'snapshot')).toHaveLength(2);
  });
});

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

  it('while loading says why, with a way on', () => {
    const world = fakeWorld();
    new PageController(world).play();
    world.trainer.problem('The network could not be loaded.');
    expect(live().status).toBe('none');
    expect(state().runs).toEqual([]);
    expect(state().engine).toMatchObject({ phase: 'failed', problem: 'The network could not be loaded.' });
    expect(state().notices[0]?.action?.command).toBe('restart-engine');
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

describe('storage', () => {
  it('keeps the last checkpoint and forgets it at the end', async () => {
    const { trainer, world } = running();
    trainer.checkpoint(31);
    await settled();
    expect(world.stored).toMatchObject({ runId: 'run-1', step: 31 });
    trainer.done();
    await settled();
    expect(world.stored).toBeNull();
    expect(live().status).toBe('done');
  });

  it('that is full costs a sentence, not the run', async () => {
    const world = fakeWorld({
      storage: {
        save: () => Promise.reject(new UserError('No room.')),
        load: () => Promise.resolve(null),
        clear: () => Promise.resolve(),
      },
    });
    new PageController(world).play();
    world.trainer.ready();
    world.trainer.started();
    world.trainer.checkpoint(31);
    await settled();
    expect(notices()).toEqual(['No room.']);
    expect(live().status).toBe('running');
  });
});

describe('own pictures', () => {
  const file = (name: string) => new File([Uint8Array.of(1, 2, 3)], name);

  it('begin a paused run where there is none, and each has its own answer', async () => {
    const world = fakeWorld();
    new PageController(world).addPictures([file('cat.png'), file('cat.png')]);
    await settled();
    world.trainer.ready();
    expect(world.trainer.last('start').paused).toBe(true);
    const { images } = world.trainer.last('add-images');
    expect(images.map(({ id }) => id)).toEqual(['own/cat.png', 'own/cat.png (2)']);
    world.trainer.say({ type: 'own-image', id: 'own/cat.png', ok: true });
    world.trainer.say({ type: 'own-image', id: 'own/cat.png (2)', ok: false, message: 'It is cut short.' });
    expect(state().ownImages.map(({ state: how }) => how)).toEqual(['ready', 'failed']);
    expect(notices().at(-1)).toBe('cat.png: It is cut short.');
  });

  it('come along to the next worker', async () => {
    const { world, controller } = running();
    controller.addPictures([file('cat.png')]);
    await settled();
    changeSettings({ data: 'clip-art' });
    controller.reset();
    world.trainer.ready();
    expect(world.trainer.kinds).toEqual(['open', 'add-images', 'start']);
  });

  it('leave the worker when they are removed', async () => {
    const { controller, trainer } = running();
    controller.addPictures([file('cat.png')]);
    await settled();
    controller.removePicture('own/cat.png');
    expect(trainer.last('remove-image').id).toBe('own/cat.png');
    expect(state().ownImages).toEqual([]);
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
