import 'fake-indexeddb/auto';
import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import { openDB } from 'idb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { RunConfig } from '../core/method-config';
import { UserError } from '../lib/user-error';
import { openRunStorage, type StoredRun } from './run-storage';

let clock = 0;
const now = () => ++clock;
const run = (runId: string, step = 1): StoredRun => ({
  runId,
  label: 'SMM',
  config: { data: 'fashion-mnist' } as RunConfig,
  step,
  checkpoint: Uint8Array.of(1, 2, step),
});

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});
afterEach(() => {
  vi.restoreAllMocks();
});

test('nothing is stored at first; a run comes back after a reload, its bytes too', async () => {
  expect(await openRunStorage({ now }).load()).toBeNull();
  await openRunStorage({ now }).save(run('a', 7));
  expect(await openRunStorage({ now }).load()).toEqual(run('a', 7));
});

test('a tab keeps one run: the next takes its place, and that of the one it resumed', async () => {
  await openRunStorage({ now }).save(run('earlier'));
  const tab = openRunStorage({ now });
  await tab.load();
  await tab.save(run('resumed', 2));
  await tab.save(run('resumed', 3));
  await tab.save(run('again'));
  await tab.clear();
  expect(await openRunStorage({ now }).load()).toBeNull();
});

test('another tab’s run is left alone, and few are kept in all', async () => {
  const tabs = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => ({ id, storage: openRunStorage({ now }) }));
  for (const { id, storage } of tabs) await storage.save(run(id));
  await tabs.at(-1)!.storage.clear();
  expect((await openRunStorage({ now }).load())!.runId).toBe('e');
  const database = await openDB('smm-explorer');
  expect(await database.getAllKeys('runs')).toEqual(['c', 'd', 'e']);
  database.close();
});

test('a full disk is a sentence, and what was stored stays', async () => {
  const storage = openRunStorage({ now });
  await storage.save(run('a', 1));
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  await expect(storage.save(run('a', 2))).rejects.toThrow(/no room left/);
  expect((await storage.load())!.step).toBe(1);
});

test('a browser that keeps nothing is a sentence, at every call', async () => {
  vi.spyOn(indexedDB, 'open').mockImplementation(() => {
    throw new DOMException('denied', 'SecurityError');
  });
  const storage = openRunStorage({ now });
  await expect(storage.load()).rejects.toThrow(UserError);
  await expect(storage.save(run('a'))).rejects.toThrow(/keeps no data/);
  await expect(storage.clear()).rejects.toThrow(/Save the run as a file/);
});

test('a database of a newer version is left alone', async () => {
  const newer = await openDB('smm-explorer', 99);
  newer.close();
  await expect(openRunStorage({ now }).load()).rejects.toThrow(/newer version/);
});

test('a run of the first version of the database is still there, its settings as they are said now', async () => {
  const first = await openDB('smm-explorer', 1, {
    upgrade: (database) => {
      database.createObjectStore('runs', { keyPath: 'run.runId' }).createIndex('saved', 'saved');
    },
  });
  const method = { baseline: 'smm', side: 96, generatorLayers: 5, generatorSize: 'large' };
  const old = { ...run('old', 5), config: { method, data: 'clip-art' } };
  await first.put('runs', { run: old, saved: 1 });
  await first.put('runs', { run: run('older', 5), saved: 0 });
  first.close();
  const stored = await openRunStorage({ now }).load();
  expect(stored).toMatchObject({ runId: 'old', step: 5, checkpoint: old.checkpoint });
  expect(stored!.config).toMatchObject({
    method: { baseline: 'smm', side: 96, generator: 'convnet-large', masks: 'per-sample' },
    data: 'clip-art',
  });
  expect(stored!.config.method).not.toHaveProperty('generatorLayers');
  const database = await openDB('smm-explorer');
  expect(await database.get('runs', 'older')).toEqual({ run: run('older', 5), saved: 0 });
  expect(database.objectStoreNames).toContain('entries');
  database.close();
});

test('a newer version that wants to upgrade is not blocked by this tab', async () => {
  const storage = openRunStorage({ now });
  await storage.save(run('a'));
  const newer = await openDB('smm-explorer', 99);
  expect(newer.version).toBe(99);
  newer.close();
});
