import 'fake-indexeddb/auto';
import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import { openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DATABASE } from './database';
import { openDeckLibrary } from './deck-library';

let clock = 0;
const library = () => openDeckLibrary({ now: () => ++clock });

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  clock = 0;
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe('the decks of a browser', () => {
  it('come back after a reload, the one changed last first', async () => {
    await library().write('own-a', 'A', 0);
    await library().write('own-b', 'B', 0);
    await library().write('own-a', 'A2', 1);
    expect(await library().list()).toEqual([
      { id: 'own-a', text: 'A2', updated: 3, revision: 2 },
      { id: 'own-b', text: 'B', updated: 2, revision: 1 },
    ]);
  });

  it('are not written over by a tab that has not seen the last writing', async () => {
    const [one, other] = [library(), library()];
    await one.write('own-a', 'first', 0);
    await other.write('own-a', 'second', 1);
    expect(await one.write('own-a', 'third', 1)).toBeNull();
    expect(await one.read('own-a')).toMatchObject({ text: 'second', revision: 2 });
  });

  it('are written anew by whoever still works on one that was deleted', async () => {
    const decks = library();
    await decks.write('own-a', 'A', 0);
    await decks.delete('own-a');
    expect(await decks.write('own-a', 'still here', 1)).toMatchObject({ revision: 2 });
  });

  it('are put back after they were deleted, but not over one that has come again', async () => {
    const decks = library();
    await decks.write('own-a', 'A', 0);
    const removed = (await decks.delete('own-a'))!;
    expect(await decks.list()).toEqual([]);
    await decks.restore(removed);
    expect(await decks.list()).toEqual([removed]);
    await decks.write('own-a', 'A2', 1);
    await decks.restore(removed);
    expect(await decks.read('own-a')).toMatchObject({ text: 'A2' });
  });

  it('stand beside the runs of an older database', async () => {
    const old = await openDB(DATABASE, 2, {
      upgrade(database) {
        database.createObjectStore('runs', { keyPath: 'run.runId' }).createIndex('saved', 'saved');
        for (const name of ['entries', 'curves', 'checkpoints', 'snapshots', 'capsules']) {
          database.createObjectStore(name);
        }
      },
    });
    await old.put('capsules', new Uint8Array([7]), 'kept');
    old.close();
    await library().write('own-a', 'A', 0);
    const now = await openDB(DATABASE);
    expect(await now.get('capsules', 'kept')).toEqual(new Uint8Array([7]));
    now.close();
  });

  it('say so when the disk is full, and leave what was there', async () => {
    const decks = library();
    await decks.write('own-a', 'A', 0);
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    await expect(decks.write('own-a', 'A2', 1)).rejects.toThrow(/no room left to keep this deck/);
    vi.restoreAllMocks();
    expect(await decks.read('own-a')).toMatchObject({ text: 'A' });
  });

  it('say so where the browser keeps nothing', async () => {
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('private', 'SecurityError');
    });
    await expect(library().list()).rejects.toThrow(/keeps no data.*save it as a file/);
  });
});
