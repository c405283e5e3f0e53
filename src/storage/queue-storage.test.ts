import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, it } from 'vitest';
import { config } from '../store/testing';
import { Database } from './database';
import { openQueueStorage } from './queue-storage';

const run = (id: string) => ({ id, label: `run ${id}`, config, from: 'start' }) as const;
const nobody = new Set<string>();

beforeEach(() => (globalThis.indexedDB = new IDBFactory()));

it('hands what a tab has left to the next one, in its order, and to that one alone', async () => {
  const queue = openQueueStorage();
  await queue.write('gone', [run('b'), run('a'), run('c')]);
  await queue.write('gone', [run('c'), run('a')]);
  const [first, second] = await Promise.all([
    queue.takeOver('here', nobody),
    openQueueStorage().takeOver('there', new Set(['here'])),
  ]);
  expect(first.runs).toEqual([run('c'), run('a')]);
  expect(second.runs).toEqual([]);
});

it('leaves alone what belongs to a tab that is there', async () => {
  const queue = openQueueStorage();
  await queue.write('other', [run('a')]);
  expect((await queue.takeOver('here', new Set(['other']))).runs).toEqual([]);
  await queue.write('here', [run('b')]);
  await queue.write('here', []);
  expect((await queue.takeOver('next', nobody)).runs).toEqual([run('a')]);
});

it('says what it cannot read, forgets it, and keeps what a newer version has queued', async () => {
  const queue = openQueueStorage();
  await queue.write('gone', [run('a')]);
  const broken = { id: 'b', tab: 'gone', place: 1, version: 1, text: '{"label":3}' };
  const newer = { ...broken, id: 'c', version: 99 };
  await new Database().change(['queue'], async (transaction) => {
    await transaction.objectStore('queue').put(broken);
    await transaction.objectStore('queue').put(newer);
  });
  const { runs, problems } = await queue.takeOver('here', nobody);
  expect(runs).toEqual([run('a')]);
  expect(problems).toEqual([
    expect.stringMatching(/can no longer be read\. Queue it again/),
    expect.stringMatching(/newer version/),
  ]);
  expect(await new Database().use((open) => open.getAllKeys('queue'))).toEqual(['a', 'c']);
});
