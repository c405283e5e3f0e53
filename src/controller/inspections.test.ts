import { beforeEach, describe, expect, it } from 'vitest';
import type { MappingInspection, SaliencyInspection } from '../data/inspection';
import type { RecordedInspection } from '../data/recorded-inspection';
import { putRun } from '../store/actions';
import { inspectionOf } from '../store/inspections';
import { explorer, initialState } from '../store/store';
import { runView, viewSnapshot } from '../store/testing';
import type { Dependencies } from './dependencies';
import { fakeWorld, provenance, running, settled, state } from './fake-world';
import { PageController } from './page-controller';

beforeEach(() => explorer.setState(initialState(), true));

const question = { what: 'saliency', sampleId: 'test/0' } as const;
const answer: SaliencyInspection = {
  ...question,
  side: 1,
  target: 0,
  strength: { prompted: new Float32Array(1), resized: new Float32Array(1) },
  account: new Float32Array(1),
  firstOrder: { prompted: 0, resized: 0 },
  logits: { prompted: 1, resized: 0 },
};
const of = (runId: string) => inspectionOf(state(), runId, question);

describe('a question to the live run', () => {
  it('goes to the worker, and its answer stands in the store with the step', () => {
    const { controller, trainer } = running();
    controller.inspect('run-1', question);
    expect(of('run-1')).toMatchObject({ state: 'asked', answer: null });
    const { request, capsule } = trainer.last('inspect');
    expect(capsule).toBeNull();
    trainer.say({ type: 'inspecting', request, done: 1, total: 4 });
    expect(of('run-1')).toMatchObject({ state: 'asked', progress: 0.25 });
    trainer.say({ type: 'inspected', request, step: 3, answer });
    expect(of('run-1')).toMatchObject({ state: 'answered', step: 3, answer, progress: null });
  });

  it('is asked again as the run goes on, not more often than once a second, while somebody holds it', () => {
    const { controller, trainer, world } = running();
    const asked = () => trainer.kinds.filter((kind) => kind === 'inspect').length;
    const snapshot = (step: number) =>
      trainer.say({ type: 'snapshot', runId: 'run-1', snapshot: { ...viewSnapshot(1, 1), step } });
    const letGo = controller.inspect('run-1', question);
    trainer.say({ type: 'inspected', request: trainer.last('inspect').request, step: 0, answer });
    world.clock = 500;
    snapshot(1);
    expect(asked()).toBe(1);
    world.clock = 1000;
    snapshot(2);
    expect(asked()).toBe(2);
    // the old answer stands meanwhile
    expect(of('run-1')).toMatchObject({ state: 'asked', answer, step: 0 });
    // one question at a time: a slow device is not asked again before it has answered
    world.clock = 5000;
    snapshot(3);
    expect(asked()).toBe(2);
    trainer.say({ type: 'inspected', request: trainer.last('inspect').request, step: 3, answer });
    letGo();
    world.clock = 9000;
    snapshot(4);
    expect(asked()).toBe(2);
    expect(of('run-1')).toMatchObject({ state: 'answered', step: 3 });
  });

  it('is asked again when the run comes to rest, whatever it is about', () => {
    const { controller, trainer } = running();
    const step = { what: 'step', sampleId: 'test/0', only: null, after: [] } as const;
    controller.inspect('run-1', step);
    trainer.say({ type: 'inspect-refused', request: trainer.last('inspect').request, message: 'Not yet.' });
    expect(inspectionOf(state(), 'run-1', step)).toMatchObject({ state: 'refused', message: 'Not yet.' });
    const before = trainer.last('inspect').request;
    trainer.say({ type: 'snapshot', runId: 'run-1', snapshot: { ...viewSnapshot(1, 1), step: 2 } });
    expect(trainer.last('inspect').request).toBe(before);
    trainer.say({ type: 'paused', runId: 'run-1', step: 2 });
    expect(trainer.last('inspect').request).toBeGreaterThan(before);
  });

  it('is given up when nobody holds it any more, and not before', () => {
    const { controller, trainer } = running();
    const [one, other] = [controller.inspect('run-1', question), controller.inspect('run-1', question)];
    const { request } = trainer.last('inspect');
    one();
    one();
    expect(trainer.kinds).not.toContain('inspect-end');
    other();
    expect(trainer.last('inspect-end').request).toBe(request);
    expect(of('run-1')).toBeNull();
    trainer.say({ type: 'inspected', request, step: 3, answer });
    expect(of('run-1')).toBeNull();
  });

  it('survives the engine: the next one is asked again', () => {
    const { controller, trainer, world } = running();
    trainer.checkpoint(1);
    controller.inspect('run-1', question);
    trainer.problem('The graphics device was lost.');
    expect(of('run-1')?.state).toBe('asked');
    expect(world.trainer).not.toBe(trainer);
    world.trainer.ready();
    expect(world.trainer.kinds).toEqual(['open', 'start', 'inspect']);
    const { request } = world.trainer.last('inspect');
    world.trainer.say({ type: 'inspected', request, step: 1, answer });
    expect(of('run-1')?.state).toBe('answered');
  });
});

const mapping: MappingInspection = {
  what: 'mapping',
  sources: [1],
  targets: 1,
  counts: Int32Array.of(2),
  total: 2,
  unlisted: 0,
  picks: [],
  inUse: true,
};
const recording: RecordedInspection = {
  answers: [answer, mapping],
  step: 310,
  data: 'fashion-mnist',
  recorded: '2026-11-28',
  provenance,
};

/** A page with one of the runs that it opens with. */
function opened(recorded: Partial<Dependencies['recorded']> = {}) {
  const world = fakeWorld({ recorded: { ...fakeWorld().recorded, ...recorded } });
  putRun(runView({ id: 'recorded/smm', origin: 'recorded' }));
  return { world, controller: new PageController(world) };
}

describe('a question to a run that the page opens with', () => {
  const files: string[] = [];
  const withFiles = {
    inspection: (runId: string) => Promise.resolve((files.push(runId), recording)),
    weights: () => Promise.resolve(Uint8Array.of(7)),
  };
  beforeEach(() => void files.splice(0));

  it('is answered by the file beside it, without an engine, and read once', async () => {
    const { world, controller } = opened(withFiles);
    controller.inspect('recorded/smm', question);
    controller.inspect('recorded/smm', { what: 'mapping' });
    await settled();
    expect(of('recorded/smm')).toMatchObject({ state: 'answered', answer, step: 310 });
    expect(inspectionOf(state(), 'recorded/smm', { what: 'mapping' })?.answer).toEqual(mapping);
    expect(files).toEqual(['recorded/smm']);
    expect(world.trainers).toEqual([]);
  });

  it('goes to its weights where it was not asked then: the engine is loaded for it', async () => {
    const { world, controller } = opened(withFiles);
    const other = { what: 'saliency', sampleId: 'test/99' } as const;
    controller.inspect('recorded/smm', other);
    await settled();
    expect(world.trainer.kinds).toEqual(['open']);
    expect(inspectionOf(state(), 'recorded/smm', other)?.state).toBe('asked');
    world.trainer.ready();
    await settled();
    expect(world.trainer.last('inspect')).toMatchObject({ capsule: Uint8Array.of(7), question: other });
  });

  it('is refused with a sentence where nothing is kept, where it cannot be fetched, and by an engine that cannot be had', async () => {
    const { world, controller } = opened();
    controller.inspect('recorded/smm', question);
    await settled();
    expect(of('recorded/smm')).toMatchObject({
      state: 'refused',
      message: world.messages.notices.nothingToInspect,
    });
    explorer.setState(initialState(), true);
    const offline = opened({ weights: () => Promise.reject(new Error('offline')) });
    offline.controller.inspect('recorded/smm', question);
    await settled();
    expect(of('recorded/smm')?.message).toBe(world.messages.notices.weightsUnreachable);
    explorer.setState(initialState(), true);
    const broken = opened({ weights: () => Promise.resolve(Uint8Array.of(7)) });
    broken.controller.inspect('recorded/smm', question);
    await settled();
    broken.world.trainer.problem('No backend works here.');
    expect(of('recorded/smm')).toMatchObject({ state: 'refused' });
    expect(of('recorded/smm')?.message).toContain('No backend works here.');
  });

  it('does not take the engine from a run that trains on other pictures', async () => {
    const { controller, trainer, world } = running();
    world.recorded.weights = () => Promise.resolve(Uint8Array.of(7));
    const config = { ...runView().config, data: 'something-else' };
    putRun(runView({ id: 'recorded/smm', origin: 'recorded', config }));
    controller.inspect('recorded/smm', question);
    await settled();
    expect(of('recorded/smm')?.message).toBe(world.messages.notices.inspectionBusy('something-else'));
    expect(world.trainer).toBe(trainer);
  });
});
