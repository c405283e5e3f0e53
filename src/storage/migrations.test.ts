import 'fake-indexeddb/auto';
import { IDBDatabase, IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readDeck } from '../data/deck-file';
import { Database, DATABASE, databaseVersion } from './database';
import { openDatasetLibrary } from './dataset-library';
import { openDeckLibrary } from './deck-library';
import { openGuessStorage } from './guess-storage';
import { openNetworkLibrary } from './network-library';
import { openQueueStorage } from './queue-storage';
import { openRunLibrary } from './run-library';
import { openRunStorage } from './run-storage';
import { makeOldDatabase, oldDatabases } from './testing/old-databases';

beforeEach(() => (globalThis.indexedDB = new IDBFactory()));
afterEach(() => vi.restoreAllMocks());

/** All that a database of that version held is read by the code of today. */
async function expectAll(version: number): Promise<void> {
  const live = await openRunStorage().load();
  expect(live).toMatchObject({ runId: 'live', step: 3, checkpoint: Uint8Array.of(1, 2, 3) });
  if (version === 1) {
    // from version 2 on its settings were lifted when the database was
    expect(live!.config.method).toMatchObject({ generator: 'convnet-large', masks: 'per-sample' });
  }
  if (version >= 2) {
    const library = openRunLibrary();
    const { entries, unreadable } = await library.list();
    expect(unreadable).toEqual([]);
    expect(entries).toMatchObject([{ id: 'kept', name: 'of version 2', notes: 'a note', tags: ['old'] }]);
    expect(entries[0]!.config.method.masks).toBe('shared-binary');
    expect((await library.record('kept'))!.curves.losses).toEqual(Float32Array.of(3, 2, 1));
    expect((await library.checkpoint('kept'))!.bytes).toEqual(Uint8Array.of(1, 2, 3, 4));
    expect(await library.snapshots('kept')).toEqual(Uint8Array.of(5, 6));
    expect((await library.exportRun('kept')).bytes).toEqual(Uint8Array.of(7, 8, 9));
  }
  if (version >= 3) {
    expect(await openGuessStorage().load()).toEqual({ 'door/masks': [{ kind: 'number', value: 71 }] });
  }
  if (version >= 4) {
    const [deck] = await openDeckLibrary().list();
    expect(deck).toMatchObject({ id: 'own-old', revision: 4 });
    expect(readDeck(deck!.text).title).toBe('Old talk');
  }
  if (version >= 5) {
    expect(await new Database().use((open) => open.get('pixels', ['import', 0]))).toEqual(
      Uint8Array.of(1, 2),
    );
  }
  if (version >= 6) {
    const library = openNetworkLibrary();
    const [network] = await library.list();
    expect(network).toMatchObject({ title: 'ResNet-18', classes: 7, origin: { from: 'file' } });
    expect((await library.read(network!.id)).bytes).toEqual(Uint8Array.of(1, 2, 3, 4, 5));
  }
  if (version >= 7) {
    const { runs, problems } = await openQueueStorage().takeOver('here', new Set());
    expect(problems).toEqual([]);
    const { import: labels } = await openDatasetLibrary().labels();
    expect(labels).toEqual({
      given: [
        [3, 'cat'],
        [4, null],
      ],
      added: ['bird'],
    });
    expect(runs).toMatchObject([{ id: 'waits', label: 'SMM', from: { runId: 'kept', step: 3 } }]);
  }
}

const versions = Array.from({ length: databaseVersion }, (_, i) => i + 1);

describe.each(versions)('a database of version %i', (version) => {
  it('is there, all of it, in the version of today', async () => {
    (await makeOldDatabase(DATABASE, version)).close();
    await expectAll(version);
    const now = await openDB(DATABASE);
    expect(now.version).toBe(databaseVersion);
    now.close();
  });

  it('stays whole where its lifting is interrupted, and is lifted the next time', async () => {
    (await makeOldDatabase(DATABASE, version)).close();
    if (version < databaseVersion) {
      // the browser ends in the middle of the last step
      const create = IDBDatabase.prototype.createObjectStore;
      vi.spyOn(IDBDatabase.prototype, 'createObjectStore').mockImplementation(function (
        this: IDBDatabase,
        ...made
      ) {
        if (made[0] === 'labels') throw new DOMException('ended', 'AbortError');
        return create.apply(this, made);
      });
      await expect(openGuessStorage().load()).rejects.toThrow(/it is as it was\. Reload/);
      vi.restoreAllMocks();
      const old = await openDB(DATABASE);
      expect(old.version).toBe(version);
      old.close();
    }
    await expectAll(version);
  });
});

it('has the old form of every version written down', () => {
  expect(oldDatabases).toHaveLength(databaseVersion);
});

it('says which tab is in the way where one holds an older version, and opens once it is closed', async () => {
  // a tab that does not hear, as one that the browser has stopped
  const deaf = await makeOldDatabase(DATABASE, databaseVersion - 1);
  const guesses = openGuessStorage();
  await expect(guesses.load()).rejects.toThrow(/Another tab has an older version .* Close that tab/);
  deaf.close();
  await vi.waitFor(() => expectAll(databaseVersion - 1));
  expect(await guesses.load()).not.toEqual({});
});
