import { beforeEach, describe, expect, it } from 'vitest';
import { changeRun, moveMarker, putRun, showRun } from '../store/actions';
import { isAtHand, knockOutWait, shownKnockOut, shownRun, shownSnapshot } from '../store/selectors';
import { explorer, initialState } from '../store/store';
import { config, runView, sampleSet, viewSnapshot } from '../store/testing';
import type { WorkerEvent } from '../worker/protocol';
import { fakeWorld, running, settled, state } from './fake-world';
import { PageController } from './page-controller';

const swapped = { block: 'masks', variant: 'swapped' } as const;
const bilinear = { block: 'interpolation', variant: 'bilinear' } as const;

beforeEach(() => explorer.setState(initialState(), true));

type Trainer = ReturnType<typeof running>['trainer'];
type Score = Extract<WorkerEvent, { type: 'knock-out-score' }>;

function snapshot(trainer: Trainer, step: number): void {
  trainer.say({ type: 'snapshot', runId: 'run-1', snapshot: viewSnapshot(step) });
}

function answer(trainer: Trainer, step: number, request = trainer.last('knock-out').request): void {
  const prompted = new Float32Array(8 * 8 * 3).fill(2);
  const sampleIds = ['test/0'];
  trainer.say({ type: 'knock-out', request, sampleIds, snapshot: viewSnapshot(step), prompted });
}

function score(trainer: Trainer, change: Partial<Score>): void {
  const { request } = trainer.last('knock-out');
  const counted = { hits: 5, hitsAsTrained: 15, count: 20, total: 40 };
  trainer.say({ type: 'knock-out-score', request, step: 4, ...counted, ...change });
}

const asked = (trainer: Trainer) => trainer.commands.filter(({ type }) => type === 'knock-out').length;

describe('switching a part off', () => {
  it('asks for the run on screen as it stands, and shows the answer in its place', () => {
    const { controller, trainer } = running();
    snapshot(trainer, 4);
    moveMarker(0);
    controller.switchOff(swapped);
    expect(state().view.step).toBeNull();
    expect(trainer.last('knock-out')).toMatchObject({
      ...{ runId: 'run-1', sampleIds: ['test/0'], score: true },
      ...swapped,
    });
    answer(trainer, 5);
    expect(shownSnapshot(state())?.step).toBe(5);
    score(trainer, {});
    expect(shownKnockOut(state())?.score).toMatchObject({ hits: 5, hitsAsTrained: 15, count: 20, total: 40 });
  });

  it('shows stored steps as they were trained', () => {
    const { controller, trainer } = running();
    snapshot(trainer, 1);
    snapshot(trainer, 4);
    controller.switchOff(swapped);
    answer(trainer, 5);
    moveMarker(1);
    expect(shownSnapshot(state())?.step).toBe(1);
  });

  it('shows a switch of another method under that method, and no prompt as the bare picture', () => {
    const { controller, trainer } = running();
    snapshot(trainer, 4);
    controller.switchOff(bilinear);
    answer(trainer, 4);
    expect(shownKnockOut(state())?.seen?.config.method.interpolation).toBe('bilinear');
    controller.switchOff({ block: 'baseline', variant: 'unprompted' });
    answer(trainer, 4);
    expect(shownKnockOut(state())?.seen?.samples.resized[0]).toBe(2);
  });

  it('hears the newest request only, and nothing once the part is back', () => {
    const { controller, trainer } = running();
    snapshot(trainer, 4);
    controller.switchOff(swapped);
    const { request } = trainer.last('knock-out');
    controller.switchOff(bilinear);
    answer(trainer, 4, request);
    score(trainer, { request });
    expect(shownKnockOut(state())).toMatchObject({ seen: null, score: null });
    controller.switchOff(null);
    expect(trainer.kinds.at(-1)).toBe('knock-out-end');
    answer(trainer, 4);
    expect(state().knockOut).toBeNull();
  });
});

describe('a run that trains on', () => {
  it('is followed at a pace, the score only once the one before is whole', () => {
    const { world, controller, trainer } = running();
    snapshot(trainer, 4);
    controller.switchOff(swapped);
    answer(trainer, 4);
    snapshot(trainer, 6);
    expect(asked(trainer), 'too soon').toBe(1);
    world.clock = 2000;
    const first = trainer.last('knock-out').request;
    snapshot(trainer, 8);
    expect(trainer.last('knock-out').score).toBe(false);
    score(trainer, { request: first, count: 40 });
    expect(shownKnockOut(state())?.score?.count).toBe(40);
    answer(trainer, 8);
    world.clock = 4000;
    snapshot(trainer, 12);
    expect(trainer.last('knock-out').score).toBe(true);
    score(trainer, { step: 12 });
    expect(shownKnockOut(state())?.score, 'of more pictures, until the later one has as many').toMatchObject({
      step: 4,
    });
    score(trainer, { step: 12, count: 40 });
    expect(shownKnockOut(state())?.score?.step).toBe(12);
  });

  it('is asked once for each step that it rests at', () => {
    const { controller, trainer } = running();
    snapshot(trainer, 4);
    controller.switchOff(swapped);
    const first = trainer.last('knock-out').request;
    answer(trainer, 4);
    controller.pause();
    snapshot(trainer, 6);
    trainer.say({ type: 'paused', runId: 'run-1', step: 6 });
    expect(asked(trainer)).toBe(2);
    answer(trainer, 6);
    score(trainer, { request: first, count: 40 });
    expect(asked(trainer), 'the score was of step 4').toBe(3);
    answer(trainer, 6);
    score(trainer, { step: 6, count: 40 });
    expect(asked(trainer)).toBe(3);
  });

  it('takes own pictures in as soon as they are in view', () => {
    const { controller, trainer } = running();
    snapshot(trainer, 4);
    controller.switchOff(swapped);
    trainer.say({ type: 'samples', runId: 'run-1', samples: sampleSet(['test/0', 'own/cat.png']) });
    expect(trainer.last('knock-out').sampleIds).toEqual(['test/0', 'own/cat.png']);
    answer(trainer, 4);
    expect(shownKnockOut(state())?.seen, 'an answer for other pictures').toBeNull();
  });

  it('gets its part back when another run begins, and when the engine is lost', () => {
    const { controller, trainer } = running();
    controller.switchOff(swapped);
    trainer.listener.onDeath('The engine stopped.');
    expect(state().knockOut).toBeNull();
    controller.switchOff(swapped);
    controller.reset();
    expect(state().knockOut).toBeNull();
  });
});

describe('what cannot be shown', () => {
  it('is a sentence where the run has nothing for it', () => {
    const { world, controller, trainer } = running();
    controller.switchOff({ block: 'generator', variant: 'mlp' });
    expect(asked(trainer)).toBe(0);
    expect(shownKnockOut(state())?.refusal).toMatchObject({ why: 'never' });
    controller.switchOff(swapped);
    const { request } = trainer.last('knock-out');
    trainer.say({ type: 'knock-out-refused', request, message: 'This run has no answers yet.' });
    expect(shownKnockOut(state())?.refusal).toEqual({ why: 'yet', sentence: 'This run has no answers yet.' });
    world.clock = 2000;
    snapshot(trainer, 1);
    answer(trainer, 1);
    expect(shownKnockOut(state())?.refusal).toBeNull();
  });

  it('says so of a run without weights on the page', async () => {
    const world = fakeWorld();
    putRun(runView({ id: 'nobody', origin: 'recorded', config }));
    const controller = new PageController(world);
    controller.switchOff(swapped);
    expect(shownKnockOut(state())?.refusal).toEqual({ why: 'weights' });
    putRun(runView({ id: 'recorded/smm', origin: 'recorded', config }));
    showRun('recorded/smm');
    // worth asking for, and not there
    controller.switchOff(swapped);
    expect(shownKnockOut(state())?.refusal).toBeNull();
    await settled();
    expect(shownKnockOut(state())?.refusal).toEqual({ why: 'weights' });
    expect(world.trainers).toHaveLength(0);
  });
});

const capsule = Uint8Array.of(7);

/** A page with one of the runs that it opens with. */
function opened(weights = () => Promise.resolve<Uint8Array<ArrayBuffer> | null>(capsule)) {
  const world = fakeWorld({ recorded: { ...fakeWorld().recorded, weights } });
  const run = runView({ id: 'recorded/smm', origin: 'recorded', config, samples: sampleSet(['test/0']) });
  putRun({ ...run, snapshots: [{ ...viewSnapshot(4), sampleIds: ['test/0'] }] });
  return { world, controller: new PageController(world) };
}

describe('a run that is not in the worker', () => {
  it('is sent there with its weights once the engine is there, and shown like a live one', async () => {
    const { world, controller } = opened();
    await settled();
    expect(world.trainers, 'nothing is loaded before somebody asks').toHaveLength(0);
    controller.switchOff(swapped);
    expect(knockOutWait(state())).toBe('weights');
    await settled();
    expect(world.trainer.kinds).toEqual(['open']);
    expect(knockOutWait(state())).toBe('engine');
    world.trainer.ready();
    await settled();
    expect(knockOutWait(state())).toBe('pictures');
    expect(world.trainer.last('knock-out')).toMatchObject({
      ...{ runId: 'recorded/smm', sampleIds: ['test/0'], score: true, capsule },
      ...swapped,
    });
    answer(world.trainer, 4);
    expect(knockOutWait(state())).toBeNull();
    expect(shownKnockOut(state())?.seen?.snapshot.step).toBe(4);
    score(world.trainer, { count: 40 });
    expect(shownKnockOut(state())?.score).toMatchObject({ count: 40, total: 40 });
    expect(asked(world.trainer)).toBe(1);
  });

  it('is asked again for own pictures as they come, and keeps the score that is on its way', async () => {
    const { world, controller } = opened();
    controller.switchOff(swapped);
    await settled();
    world.trainer.ready();
    await settled();
    const { request } = world.trainer.last('knock-out');
    answer(world.trainer, 4);
    changeRun('recorded/smm', (run) => ({ ...run, samples: sampleSet(['test/0', 'own/cat.png']) }));
    await settled();
    expect(world.trainer.last('knock-out')).toMatchObject({
      ...{ sampleIds: ['test/0', 'own/cat.png'], score: false, capsule },
    });
    score(world.trainer, { request, count: 40 });
    expect(shownKnockOut(state())?.score?.count).toBe(40);
  });

  it('owes its score to the first request that a worker gets', async () => {
    const { world, controller } = opened();
    controller.switchOff(swapped);
    await settled();
    changeRun('recorded/smm', (run) => ({ ...run, samples: sampleSet(['test/0', 'test/1']) }));
    world.trainer.ready();
    await settled();
    expect(asked(world.trainer)).toBe(1);
    expect(world.trainer.last('knock-out')).toMatchObject({ sampleIds: ['test/0', 'test/1'], score: true });
  });

  it('is not waited for any more once the part is back', async () => {
    const { world, controller } = opened();
    controller.switchOff(swapped);
    controller.switchOff(null);
    await settled();
    expect(world.trainers).toHaveLength(0);
    expect(state().knockOut).toBeNull();
  });

  it('says why it cannot be shown: out of reach, the engine in use, or gone', async () => {
    const unreachable = opened(() => Promise.reject(new Error('offline')));
    const { weightsUnreachable, inspectionBusy } = unreachable.world.messages.notices;
    unreachable.controller.switchOff(swapped);
    await settled();
    expect(shownKnockOut(state())?.refusal).toEqual({ why: 'yet', sentence: weightsUnreachable });

    explorer.setState(initialState(), true);
    const broken = opened();
    broken.controller.switchOff(swapped);
    await settled();
    broken.world.trainer.problem('No backend works here.');
    expect(shownKnockOut(state())?.refusal).toMatchObject({
      why: 'yet',
      sentence: expect.stringContaining('No backend works here.') as string,
    });

    explorer.setState(initialState(), true);
    const { world, controller, trainer } = running();
    world.recorded.weights = () => Promise.resolve(capsule);
    putRun(runView({ id: 'recorded/smm', origin: 'recorded', config: { ...config, data: 'other' } }));
    showRun('recorded/smm');
    controller.switchOff(swapped);
    await settled();
    expect(shownKnockOut(state())?.refusal).toEqual({ why: 'yet', sentence: inspectionBusy('other') });
    expect(world.trainer).toBe(trainer);
  });

  it('was live until its engine went to other pictures: then it is at hand no more', async () => {
    const { world, controller, trainer } = running();
    world.recorded.weights = () => Promise.resolve(capsule);
    trainer.done();
    expect(isAtHand(state(), 'run-1')).toBe(true);
    putRun(runView({ id: 'recorded/smm', origin: 'recorded', config: { ...config, data: 'other' } }));
    showRun('recorded/smm');
    controller.switchOff(swapped);
    await settled();
    expect(world.trainer).not.toBe(trainer);
    world.trainer.ready();
    await settled();
    expect(isAtHand(state(), 'run-1')).toBe(false);
    showRun('run-1');
    expect(shownRun(state())?.id).toBe('run-1');
    controller.switchOff(swapped);
    expect(shownKnockOut(state())?.refusal, 'nothing keeps it in this world').toEqual({ why: 'weights' });
    expect(world.trainer.last('knock-out').runId).toBe('recorded/smm');
  });
});
