import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { beforeEach, expect, test } from 'vitest';
import { Database, DATABASE } from './database';

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

test('all who wait for a database that another tab holds are told, and served once it makes way', async () => {
  const old = await openDB(DATABASE, 1, {
    upgrade: (database) => {
      database.createObjectStore('runs', { keyPath: 'run.runId' }).createIndex('saved', 'saved');
    },
  });
  const count = () => new Database().use((open) => open.count('entries'));
  const said = await Promise.allSettled([count(), count(), count()]);
  for (const one of said) {
    expect(one).toMatchObject({
      status: 'rejected',
      reason: { message: expect.stringContaining('Another tab') as string },
    });
  }
  await expect(count()).rejects.toThrow('Another tab');
  old.close();
  await expect.poll(() => count().catch(() => null)).toBe(0);
});

test('a transaction that was broken off is not taken for a database that cannot be lifted', async () => {
  const broken = new Database().change(['entries'], (transaction) => {
    transaction.abort();
    return Promise.resolve();
  });
  await expect(broken).rejects.toThrow('broke off');
});
