import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, test } from 'vitest';
import { openGuessStorage } from './guess-storage';
import { openRunLibrary } from './run-library';

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

const guess = (value: number) => ({ kind: 'number', value }) as const;

test('guesses come back after a reload, by question', async () => {
  await openGuessStorage().save('door/masks', [guess(1), guess(2)]);
  await openGuessStorage().save('deck/first', [{ kind: 'curve', values: [1, 2.5] }]);
  await openGuessStorage().save('door/masks', [guess(3)]);
  expect(await openGuessStorage().load()).toEqual({
    'door/masks': [guess(3)],
    'deck/first': [{ kind: 'curve', values: [1, 2.5] }],
  });
});

test('nothing is kept of a question without guesses', async () => {
  await openGuessStorage().save('door/masks', [guess(1)]);
  await openGuessStorage().save('door/masks', []);
  expect(await openGuessStorage().load()).toEqual({});
});

test('they lie beside the runs', async () => {
  await openGuessStorage().save('door/masks', [guess(1)]);
  expect((await openRunLibrary().list()).entries).toEqual([]);
});

test('a browser that keeps nothing says so', async () => {
  // @ts-expect-error as in a browser without a database
  delete globalThis.indexedDB;
  await expect(openGuessStorage().load()).rejects.toThrow(/keeps no data/);
});
