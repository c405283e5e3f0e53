import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openQueueStorage } from '../storage/queue-storage';
import { openRunLibrary } from '../storage/run-library';
import { runConfig } from '../store/run-config';
import { defaultSettings } from '../store/settings';
import { explorer, initialState } from '../store/store';
import type { Dependencies } from './dependencies';
import { fakeWorld, notices, state } from './fake-world';
import { checkpointBytes, keptRecord, soon } from './kept-world';
import { PageController } from './page-controller';

const smm = runConfig(defaultSettings);
const mlp = { ...smm, method: { ...smm.method, generator: 'mlp' } } as const;
const ids = () => state().queue.map(({ id }) => id);
const opened: PageController[] = [];

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  explorer.setState(initialState(), true);
});
afterEach(() => {
  for (const one of opened.splice(0)) one.close();
});

/** A page of this browser; those before it are gone, unless they are named. */
function page(tab: string, { there = [], ...change }: { there?: string[] } & Partial<Dependencies> = {}) {
  for (const one of opened.splice(0)) one.close();
  explorer.setState(initialState(), true);
  const tabs = {
    claim: () => Promise.resolve(true),
    release: () => undefined,
    elsewhere: () => Promise.resolve(new Set(there)),
  };
  const world = fakeWorld({ queue: openQueueStorage(), tab, tabs, ...change });
  const controller = new PageController(world);
  opened.push(controller);
  return { world, controller };
}

async function written(count: number): Promise<void> {
  await soon(async () => {
    const database = await openQueueStorage().takeOver('reader', new Set());
    expect(database.runs).toHaveLength(count);
  });
}

it('brings back what waited when the page was closed, and trains it when the person says so', async () => {
  const first = page('first');
  first.controller.enqueue([smm, mlp]);
  await written(2);
  const second = page('second');
  await second.controller.start();
  await soon(() => expect(ids()).toEqual(['run-1', 'run-2']));
  expect(notices()).toEqual([
    expect.stringMatching(/^2 runs were still in the queue .* They wait for you\.$/),
  ]);
  second.controller.enqueue([]);
  await soon(() => expect(second.world.trainers).toHaveLength(0));
  second.controller.follow('train-waiting');
  await soon(() => expect(second.world.trainers).toHaveLength(1));
  expect(notices()).toEqual([]);
});

it('leaves to another tab what waits there', async () => {
  const first = page('first');
  first.controller.enqueue([smm]);
  await soon(() => expect(ids()).toHaveLength(1));
  await new Promise((resolve) => setTimeout(resolve, 50));
  const second = page('second', { there: ['first'] });
  await second.controller.start();
  expect(ids()).toEqual([]);
  expect(notices()).toEqual([]);
});

it('goes on from the last checkpoint of what was trained, and forgets what has ended or been taken out', async () => {
  const queue = openQueueStorage();
  const waits = (id: string) => ({ id, label: id, config: smm, from: 'start' }) as const;
  await queue.write('gone', [waits('half'), waits('whole'), waits('new')]);
  const library = openRunLibrary();
  const run = { source: 'trained-here', label: 'SMM', underWay: true } as const;
  await library.put({
    ...{ ...run, id: 'half', record: keptRecord() },
    checkpoint: { step: 2, bytes: checkpointBytes(2), fork: true },
  });
  const result = {
    ...{ unprompted: { testAccuracy: 0.2 }, last: { epoch: 1, testAccuracy: 0.5 } },
    ...{ best: { epoch: 1, testAccuracy: 0.5 }, cleanTrainLoss: 1, seconds: 3 },
    parameters: { patternAllocated: 3, patternEffective: 3, generator: 4, total: 7 },
  };
  await library.put({ ...run, id: 'whole', record: keptRecord({ seed: 1, result }) });
  const { controller } = page('here', { queue, library });
  await controller.start();
  expect(state().queue).toMatchObject([
    { id: 'half', from: { runId: 'half', step: 2 }, held: true, state: 'waiting' },
    { id: 'new', from: 'start', held: true, state: 'waiting' },
  ]);
  // once in words, not as an interrupted run too
  expect(notices()).toHaveLength(1);
  controller.cancelQueued('half');
  controller.cancelQueued('new');
  await written(0);
  await soon(async () => {
    const { entries } = await library.list();
    expect(entries.find(({ id }) => id === 'half')!.underWay).toBe(false);
  });
});
