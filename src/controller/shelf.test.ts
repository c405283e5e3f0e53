import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openRunLibrary, type RunLibrary } from '../storage/run-library';
import { putRun } from '../store/actions';
import { explorer, initialState } from '../store/store';
import { runView, sampleSet, viewSnapshot } from '../store/testing';
import type { Dependencies } from './dependencies';
import { fakeWorld, notices, settled, state } from './fake-world';
import { checkpointBytes, keptRecord, soon } from './kept-world';
import { PageController } from './page-controller';
import { Shelf } from './shelf';

let clock = 0;
const library = () => openRunLibrary({ now: () => ++clock });
const opened: { close(): void }[] = [];
const shelfOf = (change: Partial<Dependencies> & { library: RunLibrary }) => {
  const shelf = new Shelf(fakeWorld(change));
  opened.push(shelf);
  return shelf;
};
const entries = () => state().library.entries;

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  explorer.setState(initialState(), true);
  clock = 0;
});
afterEach(() => {
  for (const one of opened.splice(0)) one.close();
  vi.restoreAllMocks();
});

/** What a run says until its first epoch is kept. */
function trainOneEpoch(shelf: Shelf, runId = 'run'): void {
  putRun({ ...runView({ id: runId }), samples: sampleSet(['test/0']), snapshots: [snapshot] });
  shelf.hear({ type: 'checkpoint', runId, step: 2, bytes: checkpointBytes(2) });
}
const snapshot = { ...viewSnapshot(2), sampleIds: ['test/0'] };

const done = {
  type: 'done',
  runId: 'run',
  unprompted: { testAccuracy: 0.25 },
  last: { epoch: 1, testAccuracy: 0.5 },
  best: { epoch: 1, testAccuracy: 0.5 },
  cleanTrainLoss: 0.5,
  parameters: { patternAllocated: 3, patternEffective: 3, generator: 4, total: 7 },
  backend: 'wasm',
  seconds: 4,
} as const;

describe('a run that trains', () => {
  it('has its curves on the disk within a second, between its checkpoints too', async () => {
    const kept = library();
    const shelf = shelfOf({ library: kept });
    trainOneEpoch(shelf);
    await shelf.checkpoint('run');
    putRun({
      ...runView({ id: 'run' }),
      losses: Float32Array.of(2, 1.5, 1, 0.5),
      accuracies: new Float32Array(4),
    });
    const losses = Float32Array.of(0.5);
    shelf.hear({ type: 'steps', runId: 'run', fromStep: 4, losses, accuracies: losses });
    await vi.waitFor(
      async () => expect((await kept.record('run'))!.curves.losses).toEqual(Float32Array.of(2, 1.5, 1, 0.5)),
      { timeout: 3000 },
    );
  });

  it('has them on the disk still where a checkpoint of an earlier step is written after them', async () => {
    const kept = library();
    const shelf = shelfOf({ library: kept });
    trainOneEpoch(shelf);
    const grown = Float32Array.of(2, 1.5, 1, 0.5);
    putRun({ ...runView({ id: 'run' }), losses: grown, accuracies: new Float32Array(4) });
    shelf.hear({ type: 'checkpoint', runId: 'run', step: 2, bytes: checkpointBytes(2) });
    await shelf.checkpoint('run');
    expect((await kept.record('run'))!.curves.losses).toEqual(grown);
  });

  it('does not wait for the disk to say how full it is', async () => {
    const kept = library();
    const report = () => new Promise<null>(() => undefined);
    const shelf = shelfOf({ library: kept, disk: { askToKeep: () => Promise.resolve(), report } });
    trainOneEpoch(shelf);
    trainOneEpoch(shelf, 'other');
    await shelf.checkpoint('other');
    expect((await kept.list()).entries).toHaveLength(2);
  });

  it('has them on the disk in a hidden tab too, whose timers stand still', async () => {
    const kept = library();
    const shelf = shelfOf({ library: kept });
    trainOneEpoch(shelf);
    await shelf.checkpoint('run');
    vi.spyOn(globalThis, 'setTimeout').mockReturnValue(0 as never);
    const now = vi.spyOn(performance, 'now').mockReturnValue(10_000);
    const grown = Float32Array.of(2, 1.5, 1, 0.5);
    putRun({ ...runView({ id: 'run' }), losses: grown, accuracies: new Float32Array(4) });
    const losses = Float32Array.of(0.5);
    const steps = { type: 'steps', runId: 'run', fromStep: 4, losses, accuracies: losses } as const;
    shelf.hear(steps);
    now.mockReturnValue(10_800);
    shelf.hear(steps);
    await shelf.checkpoint('run');
    expect((await kept.record('run'))!.curves.losses).toEqual(grown);
  });

  it('is kept from its first checkpoint on, as one that is under way', async () => {
    const shelf = shelfOf({ library: library() });
    trainOneEpoch(shelf);
    expect(await shelf.checkpoint('run')).toEqual(checkpointBytes(2));
    expect(entries()).toMatchObject([{ id: 'run', name: 'SMM', underWay: true, result: null }]);
    expect(state().library.curves['run']!.losses).toEqual(Float32Array.of(2, 1.5));
  });

  it('is finished with its numbers and pictures, and nobody trains it any more', async () => {
    const shelf = shelfOf({ library: library() });
    trainOneEpoch(shelf);
    const leak = { oracle: 0.9, unprompted: 0.5, wrong: 0.1, followRate: 0.8 };
    const diagnostics = { masks: null, classPatterns: null, leak };
    shelf.hear({ ...done, diagnostics });
    await shelf.checkpoint('run');
    expect(entries()).toMatchObject([
      { underWay: false, hasSnapshots: true, result: { cleanTrainLoss: 0.5, seconds: 4, diagnostics } },
    ]);
  });

  it('and is stopped was not interrupted; one that waits to go on was not either', async () => {
    const shelf = shelfOf({ library: library() });
    trainOneEpoch(shelf);
    shelf.hear({ type: 'stopped', runId: 'run', step: 2 });
    await shelf.checkpoint('run');
    expect(entries()[0]!.underWay).toBe(false);
  });

  it('asks the browser once to keep what is here', async () => {
    const askToKeep = vi.fn(() => Promise.resolve());
    const report = () => Promise.resolve({ used: 1, free: 2, lasting: true });
    const shelf = shelfOf({ library: library(), disk: { askToKeep, report } });
    trainOneEpoch(shelf);
    trainOneEpoch(shelf, 'other');
    await shelf.checkpoint('other');
    expect(askToKeep).toHaveBeenCalledTimes(1);
    expect(state().keeping.disk).toEqual({ used: 1, free: 2, lasting: true });
  });

  it('on a full disk costs one sentence, not one for every epoch', async () => {
    const shelf = new Shelf(fakeWorld());
    trainOneEpoch(shelf);
    trainOneEpoch(shelf);
    await shelf.checkpoint('run');
    expect(notices()).toEqual(['This browser keeps nothing.']);
  });
});

describe('after a reload', () => {
  it('all of it is back: numbers, curves, pictures', async () => {
    const before = shelfOf({ library: library() });
    trainOneEpoch(before);
    before.hear(done);
    await before.checkpoint('run');
    explorer.setState(initialState(), true);
    const after = shelfOf({ library: library() });
    await after.open();
    await after.bringAllBack();
    expect(state().library).toMatchObject({ state: 'ready', entries: [{ id: 'run' }] });
    const [run] = state().runs;
    expect(run).toMatchObject({ id: 'run', origin: 'live', last: { testAccuracy: 0.5 } });
    expect(run!.losses).toEqual(Float32Array.of(2, 1.5));
    expect(run!.snapshots).toHaveLength(1);
  });

  it('one that says no more than its end is finished all the same', async () => {
    const before = shelfOf({ library: library() });
    trainOneEpoch(before);
    await before.checkpoint('run');
    const after = shelfOf({ library: library() });
    await after.open();
    after.hear(done);
    await after.checkpoint('run');
    expect(entries()).toMatchObject([{ underWay: false, epochs: [{ epoch: 1 }], result: { seconds: 4 } }]);
  });

  it('pictures that cannot be read cost only themselves', async () => {
    const kept = library();
    const damaged = { source: 'trained-here', label: 'SMM', record: keptRecord() } as const;
    await kept.put({ id: 'other', ...damaged });
    await kept.put({ id: 'run', ...damaged, snapshots: Uint8Array.of(1, 2, 3) });
    const shelf = shelfOf({ library: library() });
    await shelf.open();
    await shelf.bringAllBack();
    expect(Object.keys(state().library.curves).sort()).toEqual(['other', 'run']);
    expect(state().library.state).toBe('ready');
    expect(state().runs).toEqual([]);
  });

  it('what was being trained is offered at once, and goes on in the queue', async () => {
    const before = shelfOf({ library: library() });
    trainOneEpoch(before);
    await before.checkpoint('run');
    explorer.setState(initialState(), true);
    const world = fakeWorld({ library: library() });
    const controller = new PageController(world);
    opened.push(controller);
    await controller.start();
    expect(notices()).toEqual(['SMM was being trained when the page was closed.']);
    controller.follow('go-on-interrupted');
    await soon(() => expect(world.trainers).toHaveLength(1));
    world.trainer.ready();
    await soon(() => world.trainer.last('join'));
    expect(world.trainer.last('join').runs).toMatchObject([{ runId: 'run', checkpoint: checkpointBytes(2) }]);
    expect(notices()).toEqual([]);
  });

  it('what another tab trains still was not interrupted, and does not go on twice', async () => {
    const before = shelfOf({ library: library() });
    trainOneEpoch(before);
    await before.checkpoint('run');
    explorer.setState(initialState(), true);
    const claims = {
      claim: () => Promise.resolve(false),
      release: () => undefined,
      elsewhere: () => Promise.resolve(new Set(['run'])),
    };
    const world = fakeWorld({ library: library(), claims });
    const controller = new PageController(world);
    opened.push(controller);
    await controller.start();
    expect(notices()).toEqual([]);
    controller.goOnWith('run');
    await soon(() => expect(state().queue).toMatchObject([{ state: 'failed', problem: /another tab/i }]));
  });
});

describe('another tab', () => {
  it('is followed: what it keeps appears, what it deletes goes', async () => {
    const shelf = shelfOf({ library: library() });
    await shelf.open();
    const other = library();
    await other.put({ id: 'theirs', source: 'trained-here', label: 'Theirs', record: keptRecord() });
    await soon(() => expect(entries()).toMatchObject([{ id: 'theirs', name: 'Theirs' }]));
    await soon(() => expect(state().library.curves['theirs']).toBeDefined());
    await other.annotate('theirs', { name: 'renamed' });
    await soon(() => expect(entries()).toMatchObject([{ name: 'renamed' }]));
    await other.delete(['theirs']);
    await soon(() => expect(entries()).toEqual([]));
    expect(state().library.curves).toEqual({});
    await settled();
  });
});
