import { beforeEach, describe, expect, it } from 'vitest';
import type { RunConfig } from '../core/method-config';
import type { RunEntry } from '../data/run-entry';
import { changeLibrary, changeLive, changeSettings } from '../store/actions';
import { forkPlan } from '../store/fork';
import { runConfig } from '../store/run-config';
import { defaultSettings } from '../store/settings';
import { comparableRuns, shownRun } from '../store/selectors';
import { explorer, initialState } from '../store/store';
import { sampleSet } from '../store/testing';
import { fakeWorld, live, notices, run, type FakeTrainer } from './fake-world';
import { PageController } from './page-controller';

const queue = () => explorer.getState().queue;
const states = () => queue().map(({ state }) => state);
/** everything that is waiting for a promise has had its turn */
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

const smm = runConfig(defaultSettings);
const variant = (change: Partial<RunConfig['method']>): RunConfig => ({
  ...smm,
  method: { ...smm.method, ...change },
});
const mlp = variant({ generator: 'mlp' });
const bilinear = variant({ interpolation: 'bilinear' });
const seeded = (seed: number): RunConfig => ({ ...smm, training: { ...smm.training, seed } });

beforeEach(() => explorer.setState(initialState(), true));

function started(trainer: FakeTrainer, runId: string): void {
  const config = trainer.last('join').runs.find((run) => run.runId === runId)!.config;
  const parameters = { patternAllocated: 3, patternEffective: 3, generator: 4, total: 7 };
  trainer.say({
    ...{ type: 'started', runId, config, classes: ['shirt', 'shoe'], parameters },
    ...{ stepsPerEpoch: 31, totalSteps: 310, fromStep: 0 },
  });
}

function done(trainer: FakeTrainer, runId: string): void {
  const accuracy = { epoch: 10, testAccuracy: 0.7 };
  const parameters = { patternAllocated: 3, patternEffective: 3, generator: 4, total: 7 };
  trainer.say({
    ...{ type: 'done', runId, unprompted: { testAccuracy: 0.4 }, last: accuracy, best: accuracy },
    ...{ cleanTrainLoss: 0.5, parameters, backend: 'wasm', seconds: 60 },
  });
}

async function queued(...configs: RunConfig[]) {
  const world = fakeWorld();
  const controller = new PageController(world);
  controller.enqueue(configs);
  await settled();
  world.trainer.ready();
  return { world, controller, trainer: world.trainer };
}

describe('the queue', () => {
  it('trains side by side what sees the same batches, from the same initial weights', async () => {
    const { trainer } = await queued(smm, mlp, bilinear);
    const { runs, paused } = trainer.last('join');
    expect(runs.map(({ config, checkpoint }) => [config.method.generator, checkpoint])).toEqual([
      ['convnet', null],
      ['mlp', null],
      ['convnet', null],
    ]);
    expect(paused).toBe(false);
    expect(trainer.last('view').sampleIds).toContain('test/0');
    expect(states()).toEqual(['running', 'running', 'running']);
  });

  it('follows each run: progress, time left, end; then begins the next', async () => {
    const { trainer } = await queued(seeded(0), seeded(1));
    expect(states()).toEqual(['running', 'waiting']);
    started(trainer, 'run-1');
    trainer.say({
      ...{ type: 'steps', runId: 'run-1', fromStep: 1 },
      ...{ losses: Float32Array.of(2, 1), accuracies: Float32Array.of(0, 1) },
    });
    trainer.say({ type: 'progress', runId: 'run-1', phase: 'training', done: 2, total: 31, eta: 30 });
    expect(queue()[0]).toMatchObject({ progress: { done: 2, total: 310 }, eta: 30 });
    expect(explorer.getState().runs.find(({ id }) => id === 'run-1')?.losses).toHaveLength(2);
    done(trainer, 'run-1');
    await settled();
    expect(states()).toEqual(['done', 'running']);
    expect(trainer.commands.filter(({ type }) => type === 'cancel')).toEqual([
      { type: 'cancel', runId: 'run-1' },
    ]);
  });

  it('ends a run that is taken out, and goes on with the others', async () => {
    const { controller, trainer } = await queued(smm, mlp);
    controller.cancelQueued('run-1');
    expect(trainer.last('cancel').runId).toBe('run-1');
    expect(states()).toEqual(['cancelled', 'running']);
  });

  it('lets a run go first that the person starts, and goes on after it', async () => {
    const { controller, trainer } = await queued(mlp);
    controller.play();
    expect(states()).toEqual(['waiting']);
    expect(live().status).toBe('starting');
    trainer.started();
    trainer.say({ type: 'samples', runId: live().runId!, samples: sampleSet(['test/0']) });
    trainer.done();
    await settled();
    expect(states()).toEqual(['running']);
  });

  it('does not begin while another run trains', async () => {
    const world = fakeWorld();
    const controller = new PageController(world);
    controller.play();
    world.trainer.ready();
    world.trainer.started();
    controller.enqueue([mlp]);
    await settled();
    expect(states()).toEqual(['waiting']);
    controller.pause();
    world.trainer.say({ type: 'paused', runId: live().runId!, step: 3 });
    await settled();
    expect(states()).toEqual(['running']);
  });

  it('begins again once when the worker is lost, and says why the second time', async () => {
    const { world, trainer } = await queued(mlp);
    trainer.listener.onDeath('The engine stopped.');
    await settled();
    expect(world.trainers).toHaveLength(2);
    expect(states()).toEqual(['running']);
    world.trainer.ready();
    world.trainer.listener.onDeath('The engine stopped.');
    await settled();
    expect(queue()[0]).toMatchObject({ state: 'failed', problem: 'The engine stopped.' });
  });

  it('fails what the worker refuses to begin, also what has trained before, and goes on', async () => {
    const { controller, trainer } = await queued(mlp, bilinear, seeded(1));
    started(trainer, 'run-1');
    controller.play();
    controller.stop();
    trainer.say({ type: 'stopped', runId: live().runId!, step: 0 });
    await settled();
    expect(states()).toEqual(['running', 'running', 'waiting']);
    trainer.problem('The batch is larger than the data.', { fatal: false, runId: 'run-1' });
    expect(queue()[0]).toMatchObject({ state: 'failed', problem: 'The batch is larger than the data.' });
    started(trainer, 'run-2');
    trainer.problem('Something else.', { fatal: false, runId: 'run-2' });
    expect(states(), 'one that has begun goes on').toEqual(['failed', 'running', 'waiting']);
    done(trainer, 'run-2');
    await settled();
    expect(states()).toEqual(['failed', 'done', 'running']);
  });

  it('leaves a place to the run that the person has paused', async () => {
    const world = fakeWorld();
    const controller = new PageController(world);
    controller.play();
    world.trainer.ready();
    world.trainer.started();
    controller.pause();
    world.trainer.say({ type: 'paused', runId: live().runId!, step: 3 });
    const configs = (['convnet', 'mlp'] as const).flatMap((generator) =>
      (['patch-wise', 'bilinear', 'bicubic'] as const).map((interpolation) =>
        variant({ generator, interpolation }),
      ),
    );
    controller.enqueue(configs);
    await settled();
    expect(world.trainer.last('join').runs).toHaveLength(5);
    expect(states().at(-1)).toBe('waiting');
  });

  it('goes on with the next one when what was about to begin is taken out', async () => {
    const world = fakeWorld();
    const controller = new PageController(world);
    controller.enqueue([seeded(0), seeded(1)]);
    controller.cancelQueued('run-1');
    await settled();
    world.trainer.ready();
    expect(world.trainer.last('join').runs.map(({ runId }) => runId)).toEqual(['run-2']);
  });

  it('with a network that is not here fails before an engine looks for it, and the others go on', async () => {
    const world = fakeWorld();
    const controller = new PageController(world);
    const own: RunConfig = { ...seeded(0), backbone: 'own:00112233445566aa' };
    controller.enqueue([own, seeded(1)]);
    // what knows of own networks is loaded late
    await expect.poll(() => world.trainers.length).toBe(1);
    expect(explorer.getState().queue[0]).toMatchObject({
      state: 'failed',
      problem: expect.stringMatching(/network only, .* SHA-256 begins with 00112233445566aa/) as string,
    });
    world.trainer.ready();
    expect(world.trainer.last('join').runs).toMatchObject([{ runId: 'run-2' }]);
  });

  it('goes on from the newest checkpoint, and says so where none is kept any more', async () => {
    const asked: (number | undefined)[] = [];
    let newest: { step: number; bytes: Uint8Array<ArrayBuffer> } | null = {
      step: 62,
      bytes: Uint8Array.of(62),
    };
    const world = fakeWorld({
      library: {
        ...fakeWorld().library,
        checkpoint: (_id, step) => Promise.resolve((asked.push(step), newest)),
      },
    });
    const controller = new PageController(world);
    const entry = { id: 'kept', name: 'Kept', config: mlp, checkpoints: [{ step: 31, fork: false }] };
    changeLibrary((library) => ({ ...library, entries: [entry as unknown as RunEntry] }));
    controller.goOnWith('kept');
    await settled();
    world.trainer.ready();
    expect(asked).toEqual([undefined]);
    expect(world.trainer.last('join').runs).toMatchObject([{ runId: 'kept', checkpoint: Uint8Array.of(62) }]);
    newest = null;
    controller.cancelQueued('kept');
    controller.goOnWith('kept');
    await settled();
    expect(queue()).toMatchObject([{ state: 'failed', problem: expect.stringMatching(/no longer kept/) }]);
    expect(world.trainer.kinds.filter((kind) => kind === 'join')).toHaveLength(1);
  });

  it('keeps its worker when pictures come, and begins again where another one was needed', async () => {
    const { world, controller, trainer } = await queued({ ...mlp, data: 'clip-art' });
    changeLive({ runId: 'earlier', status: 'done' });
    controller.addPictures([new File([Uint8Array.of(1)], 'coat.png')]);
    expect(world.trainers).toEqual([trainer]);
    expect(states()).toEqual(['running']);
    controller.reset();
    expect(states()).toEqual(['waiting']);
    expect(trainer.closed).toBe(true);
    world.trainer.ready();
    world.trainer.started();
    await settled();
    expect(states(), 'the paused run keeps the worker').toEqual(['waiting']);
    controller.stop();
    await settled();
    world.trainer.say({ type: 'stopped', runId: live().runId!, step: 0 });
    await settled();
    world.trainer.ready();
    expect(world.trainer.last('open').data).toBe('clip-art');
    expect(world.trainer.last('join').runs).toHaveLength(1);
  });

  it('refuses what makes no sense with the registry’s sentence', async () => {
    const world = fakeWorld();
    new PageController(world).enqueue([variant({ baseline: 'full', generator: 'mlp' })]);
    await settled();
    expect(queue()).toEqual([]);
    expect(notices()).toHaveLength(1);
  });
});

describe('a fork', () => {
  const bytes = Uint8Array.of(31);
  const entry = {
    id: 'run-1',
    config: seeded(0),
    checkpoints: [{ step: 31, fork: true }],
  } as unknown as RunEntry;

  function forking(checkpoint: Uint8Array<ArrayBuffer> | null = bytes) {
    const found = checkpoint && { step: 31, bytes: checkpoint };
    const world = fakeWorld({
      library: { ...fakeWorld().library, checkpoint: () => Promise.resolve(found) },
    });
    const controller = new PageController(world);
    controller.play();
    world.trainer.ready();
    world.trainer.started();
    world.trainer.steps(1, 4, 3, 2, 1);
    changeLibrary((library) => ({ ...library, entries: [entry] }));
    changeSettings({ switches: { ...defaultSettings.switches, interpolation: 'bilinear' } });
    return { world, controller, trainer: world.trainer };
  }
  const fork = ({ controller }: ReturnType<typeof forking>, step: number) =>
    controller.fork(forkPlan(explorer.getState(), run('run-1')!, step));

  it('trains beside the run that it comes from, replayed from the nearest checkpoint before', async () => {
    const forked = forking();
    fork(forked, 3);
    await settled();
    const { runs, fork: point } = forked.trainer.last('join');
    expect(point).toEqual({ checkpoint: bytes, step: 3 });
    expect(runs.map(({ runId, checkpoint }) => [runId, checkpoint])).toEqual([['run-2', null]]);
    expect(live().status).toBe('running');
    const shown = shownRun(explorer.getState())!;
    expect(shown).toMatchObject({ id: 'run-2', label: 'SMM · Bilinear, from step 3' });
    expect([...shown.losses]).toEqual([4, 3, 2]);
    expect(comparableRuns(explorer.getState()).map(({ id }) => id)).toEqual(['run-1', 'run-2']);
  });

  it('says which parts went on once it has begun', async () => {
    const forked = forking();
    fork(forked, 3);
    await settled();
    const { config } = forked.trainer.last('join').runs[0]!;
    const parameters = { patternAllocated: 3, patternEffective: 3, generator: 4, total: 7 };
    const parts = { step: 3, carried: ['delta'], fresh: ['mask'], from: config.method, born: {} };
    forked.trainer.say({
      ...{ type: 'started', runId: 'run-2', config, classes: [], parameters, fork: parts },
      ...{ stepsPerEpoch: 31, totalSteps: 310, fromStep: 3 },
    });
    expect(run('run-2')?.fork).toMatchObject({ of: 'run-1', step: 3, parts: { carried: ['delta'] } });
  });

  it('fails with a sentence where the checkpoint is gone, and where the worker refuses', async () => {
    const gone = forking(null);
    fork(gone, 3);
    await settled();
    expect(queue()[0]).toMatchObject({ state: 'failed', problem: expect.stringMatching(/no longer kept/) });
    explorer.setState(initialState(), true);
    const refused = forking();
    fork(refused, 3);
    await settled();
    refused.trainer.problem('The run has no step 3.', { fatal: false, runId: 'run-2' });
    expect(queue()[0]).toMatchObject({ state: 'failed', problem: 'The run has no step 3.' });
  });
});

describe('runs of the queue beside others', () => {
  it('stay on the page when the person starts one, and off the charts of Explore', async () => {
    const { controller, trainer } = await queued(mlp);
    started(trainer, 'run-1');
    controller.play();
    const { runs } = explorer.getState();
    expect(runs.map(({ id }) => id)).toEqual(['run-1', 'run-2']);
    expect(comparableRuns(explorer.getState()).map(({ id }) => id)).toEqual(['run-2']);
  });
});
