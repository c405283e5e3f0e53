import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Backbone } from '../core/backbone/backbone';
import { useBackend } from '../core/testing/backends';
import { decodeCapsule } from '../data/capsule';
import type { DecodeImage } from '../data/decode-image';
import { UserError } from '../lib/user-error';
import type { Switch } from '../training/knock-outs';
import { toyDataset } from '../training/testing/toy-task';
import { normalisation, toyBackbone, toyConfig, toyFacts } from '../training/testing/toy-run';
import type { Command, DeviceReport, WorkerEvent } from './protocol';
import { Session, type OpenTask } from './session';
import { transferables } from './transferables';

const device: DeviceReport = {
  backend: 'wasm',
  adapter: 'test',
  software: false,
  reason: 'WebAssembly was asked for.',
  workers: 1,
  dispatches: 0,
};
const sampleIds = ['test/0', 'test/1'];
const open: Command = { type: 'open', backend: 'wasm', assets: '', data: 'toy', backbone: 'toy' };

const decodeImage: DecodeImage = async (bytes) => {
  if (bytes.length === 0) throw new UserError('This file is empty. Choose a picture.');
  return { width: 2, height: 2, channels: 1, data: Uint8Array.of(0, 50, 100, 255) };
};

let backbone: Backbone;
/** as the session has it; a test may make it fail */
let inUse: Backbone;
let events: WorkerEvent[];
let session: Session;
let decode = decodeImage;
let breathe: () => Promise<void>;

beforeAll(async () => {
  await useBackend('wasm');
  backbone = toyBackbone();
});

beforeEach(() => {
  const heard: WorkerEvent[] = [];
  events = heard;
  inUse = { ...backbone };
  decode = decodeImage;
  breathe = () => new Promise((resolve) => setTimeout(resolve));
  const dataset = toyDataset();
  const task: OpenTask = {
    dataset,
    backbone: inUse,
    normalisation,
    backboneHash: 'toy',
    device: 'test',
    versions: {},
    facts: toyFacts(dataset, backbone),
    sourceClasses: [],
    drawing: { by: 'readback', why: 'backend' },
    report: () => device,
  };
  session = new Session({
    // as it arrives in the page: handed over, so whatever was kept here would be gone
    post: (event) => heard.push(structuredClone(event, { transfer: transferables(event) })),
    open: () => Promise.resolve(task),
    decodeImage: (bytes) => decode(bytes),
    clock: () => performance.now(),
    breathe: () => breathe(),
  });
});

function start(runId: string, options: Partial<Extract<Command, { type: 'start' }>> = {}): Command {
  return {
    type: 'start',
    runId,
    config: toyConfig(),
    sampleIds,
    checkpoint: null,
    paused: false,
    ...options,
  };
}

function of<Type extends WorkerEvent['type']>(type: Type): Extract<WorkerEvent, { type: Type }>[] {
  return events.filter((event): event is Extract<WorkerEvent, { type: Type }> => event.type === type);
}

const has = (type: WorkerEvent['type'], count = 1) =>
  vi.waitFor(() => expect(of(type).length).toBeGreaterThanOrEqual(count), { timeout: 45_000, interval: 5 });

describe('a run to be prepared', () => {
  const prepare: Command = { type: 'prepare', config: toyConfig(), sampleIds };
  const soon = () => new Promise((resolve) => setTimeout(resolve, 50));

  test('is passed over where nothing is open', async () => {
    session.handle(prepare);
    session.handle({ type: 'capsule', request: 0 });
    await has('problem');
    expect(events).toHaveLength(1);
  });

  test.each([
    ['another one is prepared', prepare],
    ['a run begins', start('first', { paused: true })],
    ['something else is opened', open],
  ])('is given up when %s', async (_, command) => {
    let goOn = (): void => undefined;
    session.handle(open);
    await has('ready');
    const onwards = breathe;
    const holding = vi.fn(() => new Promise<void>((resolve) => (goOn = resolve)));
    breathe = holding;
    session.handle(prepare);
    await vi.waitFor(() => expect(holding).toHaveBeenCalledOnce());
    breathe = onwards;
    session.handle(command);
    await soon();
    // it takes its breath before each piece of work
    expect(of('loading')).toEqual([]);
    goOn();
    await soon();
    expect(of('loading')).toEqual([{ type: 'loading', what: 'pipelines', done: 0, total: 0 }]);
  });
});

test('opens, trains to the end and gives the run away as a capsule', async () => {
  session.handle(open);
  session.handle(start('first'));
  await has('done');
  session.handle({ type: 'capsule', request: 7 });
  await has('capsule');
  expect(events[0]).toMatchObject({ type: 'ready', trainCount: 24, testCount: 10 });
  const [capsule] = of('capsule');
  expect(capsule!.request).toBe(7);
  const decoded = decodeCapsule(Uint8Array.from(capsule!.bytes));
  expect(decoded.result!.last).toEqual(of('done')[0]!.last);
  expect(decoded.curves.losses).toHaveLength(6);
});

test('begins paused, steps one batch at a time, and goes on', async () => {
  session.handle(open);
  session.handle(start('first', { paused: true }));
  await has('paused');
  expect(of('snapshot').at(-1)!.snapshot).toMatchObject({ step: 0 });
  session.handle({ type: 'step' });
  await has('paused', 2);
  expect(of('steps').map(({ fromStep, losses }) => [fromStep, losses.length])).toEqual([[1, 1]]);
  expect(of('snapshot').at(-1)!.snapshot.step).toBe(1);
  session.handle({ type: 'resume' });
  await has('done');
  expect(of('resumed')).toHaveLength(1);
});

test('a new run takes the place of the old one, which says no more', async () => {
  session.handle(open);
  session.handle(start('first'));
  session.handle(start('second'));
  await has('done');
  expect(of('stopped').map(({ runId }) => runId)).toEqual(['first']);
  expect(of('done')[0]!.runId).toBe('second');
  const begun = events.findIndex((event) => event.type === 'started' && event.runId === 'second');
  expect(events.slice(begun).some((event) => 'runId' in event && event.runId === 'first')).toBe(false);
});

test('resumes from a checkpoint to the very bits of the run that was not interrupted', async () => {
  session.handle(open);
  session.handle(start('whole'));
  await has('done');
  const checkpoint = of('checkpoint')[0]!.bytes;
  session.handle(start('resumed', { checkpoint }));
  await has('done', 2);
  session.handle({ type: 'capsule', request: 0 });
  await has('capsule');
  const [first, second] = of('done');
  expect(second!.cleanTrainLoss).toBe(first!.cleanTrainLoss);
  expect(of('started')[1]!.fromStep).toBe(3);
});

test('shows own pictures beside the samples, and a broken one costs only itself', async () => {
  session.handle(open);
  session.handle(start('first', { paused: true }));
  await has('samples');
  const image = (id: string, size: number) => ({ id, name: id, bytes: new Uint8Array(size) });
  session.handle({ type: 'add-images', images: [image('own/broken', 0), image('own/cat', 9)] });
  await has('samples', 2);
  expect(of('own-image')).toEqual([
    { type: 'own-image', id: 'own/broken', ok: false, message: 'This file is empty. Choose a picture.' },
    { type: 'own-image', id: 'own/cat', ok: true },
  ]);
  expect(of('samples').at(-1)!.samples.ids).toEqual([...sampleIds, 'own/cat']);
  await has('snapshot', 2);
  expect(of('snapshot').at(-1)!.snapshot.sourceClasses).toHaveLength(3 * 5);
  session.handle({ type: 'remove-image', id: 'own/cat' });
  await has('samples', 3);
  expect(of('samples').at(-1)!.samples.ids).toEqual(sampleIds);
});

test('trains runs side by side from their first step, each under its name', async () => {
  session.handle(open);
  const other = {
    runId: 'other',
    config: toyConfig({ baseline: 'full', generator: 'convnet' }),
    checkpoint: null,
  };
  session.handle(start('first', { beside: [other], paused: true }));
  await has('paused', 2);
  session.handle({ type: 'step' });
  await has('paused', 4);
  expect(of('paused').map(({ step }) => step)).toEqual([0, 0, 1, 1]);
  session.handle({ type: 'resume' });
  await has('done', 2);
  const epochs = of('epoch').filter(({ epoch }) => epoch === 1);
  expect(epochs.map(({ runId }) => runId).sort()).toEqual(['first', 'other']);
  expect(epochs[0]!.batchHash).toBe(epochs[1]!.batchHash);
  session.handle({ type: 'capsule', request: 1, runId: 'other' });
  await has('capsule');
  expect(decodeCapsule(Uint8Array.from(of('capsule')[0]!.bytes)).config.method.baseline).toBe('full');
});

test('lets a run join and another be cancelled, while the rest goes on', async () => {
  const long = { config: toyConfig({}, { epochs: 40 }) };
  session.handle(open);
  session.handle(start('first', long));
  await has('epoch');
  const joining = {
    runId: 'joined',
    config: toyConfig({ baseline: 'narrow', generator: 'convnet' }),
    checkpoint: null,
  };
  session.handle({ type: 'join', runs: [joining], paused: false });
  await vi.waitFor(() => expect(of('done').map(({ runId }) => runId)).toEqual(['joined']), 45_000);
  session.handle({ type: 'cancel', runId: 'first' });
  await has('stopped');
  expect(of('stopped')[0]!.runId).toBe('first');
  session.handle({ type: 'capsule', request: 1, runId: 'first' });
  await has('problem');
  expect(of('problem')[0]!.message).toMatch(/no such run/);
});

test('forks a run at a step, after a replay, and says what goes on and what begins anew', async () => {
  session.handle(open);
  session.handle(start('first'));
  await has('done');
  const { bytes, step } = of('checkpoint')[0]!;
  expect(step).toBe(3);
  const variants = [toyConfig({ channels: 'three-binary' }), toyConfig({ channels: 'single-binary' })];
  const runs = variants.map((config, i) => ({ runId: `fork-${i}`, config, checkpoint: null }));
  session.handle({ type: 'join', runs, paused: false, fork: { checkpoint: bytes, step: 5 } });
  await has('done', 3);
  const [all, some] = of('started').slice(-2);
  expect(all).toMatchObject({ fromStep: 5, fork: { step: 5, fresh: [] } });
  expect(some!.fork!.fresh).toEqual(['mask_generator.head.weight', 'mask_generator.head.bias']);
  session.handle({ type: 'capsule', request: 0, runId: 'first' });
  session.handle({ type: 'capsule', request: 1, runId: 'fork-1' });
  await has('capsule', 2);
  const [original, fork] = of('capsule').map((event) => decodeCapsule(Uint8Array.from(event.bytes)));
  expect(fork!.curves.losses.slice(0, 5)).toEqual(original!.curves.losses.slice(0, 5));
  expect(fork!.curves.losses).toHaveLength(6);

  session.handle({ type: 'join', runs, paused: false, fork: { checkpoint: bytes, step: 99 } });
  await has('problem', 2);
  expect(of('problem')[0]).toMatchObject({ runId: 'fork-0', fatal: false });
  expect(of('problem')[0]!.message).toMatch(/has no step 99/);
});

test('trains at most six runs at once, and says so', async () => {
  session.handle(open);
  session.handle(start('first', { paused: true }));
  const runs = Array.from({ length: 6 }, (_, i) => ({
    runId: `run-${i}`,
    config: toyConfig(),
    checkpoint: null,
  }));
  session.handle({ type: 'join', runs, paused: true });
  await has('paused', 6);
  expect(of('problem')).toMatchObject([{ runId: 'run-5', fatal: false }]);
  expect(of('problem')[0]!.message).toMatch(/At most 6 runs/);
});

test('refuses of those that join only the ones that cannot be trained on what is loaded', async () => {
  session.handle(open);
  const config = toyConfig({}, { epochs: 1 });
  const runs = [
    { runId: 'large', config: toyConfig({}, { batch: 100 }), checkpoint: null },
    { runId: 'foreign', config: { ...config, data: 'clip-art' }, checkpoint: null },
    { runId: 'deep', config: { ...config, backbone: 'resnet-18' }, checkpoint: null },
    { runId: 'fits', config, checkpoint: null },
  ];
  session.handle({ type: 'join', runs, paused: false });
  await has('done');
  expect(of('done').map(({ runId }) => runId)).toEqual(['fits']);
  expect(of('problem').map(({ runId, message }) => [runId, message])).toEqual([
    ['large', expect.stringMatching(/fewer than one batch of 100/)],
    ['foreign', expect.stringMatching(/is for clip-art with toy, and toy with toy is loaded/)],
    ['deep', expect.stringMatching(/is for toy with resnet-18/)],
  ]);
});

test('shows a run with a part off while it trains; of several requests the newest', async () => {
  session.handle(open);
  session.handle(start('first', { config: toyConfig({}, { epochs: 60 }) }));
  await has('epoch');
  const ask = (request: number, off: Switch, { ids = sampleIds, score = true } = {}): Command => {
    return { type: 'knock-out', request, runId: 'first', sampleIds: ids, score, ...off };
  };
  session.handle(ask(1, { block: 'masks', variant: 'shared-three-channel' }));
  session.handle(ask(2, { block: 'masks', variant: 'swapped' }, { ids: ['test/1'] }));
  await vi.waitFor(() => expect(of('knock-out-refused').map(({ request }) => request)).toEqual([2]), 45_000);
  expect(of('knock-out-refused')[0]!.message).toMatch(/A single image has nobody to swap/);
  session.handle(ask(3, { block: 'generator', variant: 'mlp' }));
  await has('knock-out-refused', 2);
  expect(of('knock-out-refused')[1]!.message).toMatch(/has to be trained/);
  session.handle(ask(4, { block: 'masks', variant: 'shared-three-channel' }));
  session.handle(ask(5, { block: 'masks', variant: 'shared-three-channel' }, { score: false }));
  await vi.waitFor(() => expect(of('knock-out-score').at(-1)?.count).toBe(10), 45_000);
  const [seen] = of('knock-out').filter(({ request }) => request === 4);
  expect(seen!.snapshot.targets).toHaveLength(2 * 2);
  expect(seen!.sampleIds).toEqual(sampleIds);
  expect(of('knock-out-score').map(({ request }) => request)).toEqual([4]);
  await vi.waitFor(() => expect(of('knock-out').at(-1)?.request).toBe(5), 45_000);
  expect(of('problem')).toEqual([]);
  session.handle({ type: 'stop' });
  await has('stopped');
});

test('answers every request for a snapshot', async () => {
  session.handle(open);
  session.handle(start('first', { paused: true }));
  await has('paused');
  const before = of('snapshot').length;
  session.handle({ type: 'snapshot' });
  await has('snapshot', before + 1);
});

test('a configuration that cannot be run is one sentence, and the worker lives on', async () => {
  session.handle(open);
  session.handle(start('first', { config: toyConfig({}, { batch: 100 }) }));
  await has('problem');
  expect(of('problem')[0]).toMatchObject({ fatal: false, runId: 'first', outOfMemory: false });
  expect(of('problem')[0]!.message).toMatch(/24 images, fewer than one batch of 100/);
  session.handle(start('second'));
  await has('done');
});

test('pauses and steps while large pictures are being read, in whatever order they are asked', async () => {
  let read = (): void => undefined;
  decode = async (bytes) => {
    await new Promise<void>((resolve) => (read = resolve));
    return decodeImage(bytes);
  };
  session.handle(open);
  session.handle(start('first'));
  session.handle({
    type: 'add-images',
    images: [{ id: 'own/poster', name: 'poster', bytes: new Uint8Array(9) }],
  });
  session.handle({ type: 'pause' });
  await has('paused');
  session.handle({ type: 'step' });
  await has('paused', 2);
  expect(of('own-image')).toEqual([]);
  // removed before it was even read: the two keep their order
  session.handle({ type: 'remove-image', id: 'own/poster' });
  read();
  await has('own-image');
  await vi.waitFor(() => expect(of('samples').at(-1)!.samples.ids).toEqual(sampleIds));
});

test('a run that diverges fails, and the worker lives on', async () => {
  session.handle(open);
  session.handle(start('wild', { config: toyConfig({}, { patternLearningRate: 1e38 }) }));
  await has('failed');
  expect(of('failed')[0]).toMatchObject({ runId: 'wild', step: 3 });
  expect(of('failed')[0]!.message).toMatch(/diverged.*smaller learning rates/);
  session.handle(start('calm'));
  await has('done');
  expect(of('problem')).toEqual([]);
});

test('a device without room for the run is of no more use, and what would help is known', async () => {
  inUse.inputGradient = () => Promise.reject(new RangeError('WebAssembly is out of memory'));
  session.handle(open);
  session.handle(start('large'));
  await has('problem');
  expect(of('problem')[0]).toMatchObject({ fatal: true, outOfMemory: true });
  expect(of('problem')[0]!.message).toMatch(/smaller batch or a smaller image side/);
});

test('any other failure in the middle of a run is fatal', async () => {
  inUse.inputGradient = () => Promise.reject(new Error('a kernel is missing'));
  session.handle(open);
  session.handle(start('broken'));
  await has('problem');
  expect(of('problem')[0]).toEqual({
    type: 'problem',
    message: 'Training failed: a kernel is missing.',
    fatal: true,
    outOfMemory: false,
    runId: null,
  });
});

const mappingQuestion = { what: 'mapping' } as const;
const inspect = (request: number, options: Partial<Extract<Command, { type: 'inspect' }>> = {}): Command => ({
  type: 'inspect',
  request,
  runId: 'first',
  question: { what: 'saliency', sampleId: 'test/0' },
  capsule: null,
  ...options,
});

test('answers what a run is asked while it trains, and trains as if it had not been asked', async () => {
  session.handle(open);
  session.handle(start('first'));
  await has('epoch');
  session.handle(inspect(1));
  session.handle(inspect(2, { question: { what: 'generator', sampleId: 'test/5' } }));
  session.handle(inspect(3, { question: { what: 'step', sampleId: 'test/0', only: null, after: [] } }));
  session.handle(inspect(4, { question: mappingQuestion }));
  await has('inspected', 4);
  await has('done');
  const answers = Object.fromEntries(of('inspected').map(({ request, answer }) => [request, answer.what]));
  expect(answers).toEqual({ 1: 'saliency', 2: 'generator', 3: 'step', 4: 'mapping' });
  expect(of('inspecting').some(({ request }) => request === 4)).toBe(true);
  const asked = of('steps').flatMap(({ losses }) => [...losses]);
  session.handle(start('second'));
  await has('done', 2);
  const unasked = of('steps')
    .filter(({ runId }) => runId === 'second')
    .flatMap(({ losses }) => [...losses]);
  expect(asked).toEqual(unasked);
});

test('says why it cannot answer, and stays silent when nobody waits', async () => {
  session.handle(open);
  session.handle(inspect(1));
  await has('inspect-refused');
  expect(of('inspect-refused')[0]!.message).toContain('There is no such run here');
  session.handle(start('first', { config: toyConfig({ masks: 'shared-binary', generator: 'convnet' }) }));
  await has('done');
  session.handle(inspect(2, { question: { what: 'generator', sampleId: 'test/0' } }));
  await has('inspect-refused', 2);
  expect(of('inspect-refused')[1]!.message).toContain('no network makes them');
  session.handle(inspect(3, { question: mappingQuestion }));
  session.handle({ type: 'inspect-end', request: 3 });
  session.handle(inspect(4, { question: mappingQuestion }));
  await has('inspected');
  expect(of('inspected').map(({ request }) => request)).toEqual([4]);
});

test('a stored run answers as the live one does, and can have a part switched off', async () => {
  session.handle(open);
  session.handle(start('first'));
  await has('done');
  session.handle({ type: 'capsule', request: 1 });
  await has('capsule');
  const capsule = Uint8Array.from(of('capsule')[0]!.bytes);
  session.handle(inspect(1));
  session.handle(inspect(2, { runId: 'stored', capsule }));
  await has('inspected', 2);
  const [live, stored] = of('inspected');
  expect(stored).toEqual({ ...live, request: 2 });
  const off = { block: 'channels', variant: 'single-continuous', sampleIds, score: true } as const;
  session.handle({ type: 'knock-out', request: 7, runId: 'stored', capsule, ...off });
  await has('knock-out');
  expect(of('knock-out')[0]).toMatchObject({ request: 7, sampleIds });
  await has('knock-out-score');
  // whichever test images it shows, though no run has brought them into view; an own picture has to be there
  const elsewhere = { ...off, sampleIds: ['test/5', 'own/gone'], score: false };
  session.handle({ type: 'knock-out', request: 9, runId: 'stored', capsule, ...elsewhere });
  await has('knock-out', 2);
  expect(of('knock-out')[1]).toMatchObject({ request: 9, sampleIds: ['test/5'] });
  session.handle({ type: 'knock-out', request: 8, runId: 'nobody', ...off });
  await has('knock-out-refused');
});
