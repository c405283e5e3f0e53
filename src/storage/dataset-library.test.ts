import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { openDB, type IDBPDatabase } from 'idb';
import { beforeEach, expect, test, vi } from 'vitest';
import { Database, DATABASE } from './database';
import { openDatasetLibrary, type NewImport } from './dataset-library';

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

const what: NewImport = {
  ...{ id: 'a', name: 'pets', format: 'pictures', source: 'print', total: 2 },
  options: { keptSide: 384, labels: 'fine' },
};
const block = {
  ...{ count: 1, widths: Uint16Array.of(1), heights: Uint16Array.of(1), channels: Uint8Array.of(1) },
  ...{ halves: Uint8Array.of(1), labels: Int32Array.of(0), labelNames: ['cat'], paths: ['cat/1.png'] },
  ...{ indices: Int32Array.of(0), hashes: new Uint8Array(32), pixels: Uint8Array.of(7) },
};

/** How earlier versions of the app made the database, step by step. */
const steps: readonly ((database: IDBPDatabase) => void)[] = [
  (database) => {
    database.createObjectStore('runs', { keyPath: 'run.runId' }).createIndex('saved', 'saved');
  },
  (database) => {
    database.createObjectStore('entries', { keyPath: 'id' }).createIndex('updated', 'updated');
    database.createObjectStore('curves');
    database.createObjectStore('checkpoints', { keyPath: ['runId', 'step'] });
    database.createObjectStore('snapshots');
    database.createObjectStore('capsules');
  },
  (database) => {
    database.createObjectStore('guesses');
  },
  (database) => {
    database.createObjectStore('decks', { keyPath: 'id' }).createIndex('updated', 'updated');
  },
];

test.each([1, 2, 3, 4])('a database of version %i keeps what it has and takes datasets', async (version) => {
  const old = await openDB(DATABASE, version, {
    upgrade: (database) => steps.slice(0, version).forEach((step) => step(database)),
  });
  const run = { run: { runId: 'old', config: { method: {}, data: 'clip-art' } }, saved: 1 };
  await old.put('runs', run);
  if (version >= 2) await old.put('capsules', Uint8Array.of(7), 'kept');
  if (version >= 3) await old.put('guesses', [{ answer: 1 }], 'question');
  if (version >= 4) await old.put('decks', { id: 'own-a', text: 'A', updated: 1, revision: 1 });
  old.close();
  const library = openDatasetLibrary();
  await library.add(await library.begin(what), { block, done: 1, leftOut: [] });
  expect((await library.blocks('a'))[0]!.pixels).toEqual(Uint8Array.of(7));
  const now = await openDB(DATABASE);
  expect(await now.get('runs', 'old')).toMatchObject({ run: { runId: 'old' } });
  if (version >= 2) expect(await now.get('capsules', 'kept')).toEqual(Uint8Array.of(7));
  if (version >= 3) expect(await now.get('guesses', 'question')).toEqual([{ answer: 1 }]);
  if (version >= 4) expect(await now.get('decks', 'own-a')).toMatchObject({ text: 'A' });
  now.close();
});

test('an import that was broken off is there after a reload, as far as it was', async () => {
  const library = openDatasetLibrary();
  await library.add(await library.begin(what), { block, done: 2, leftOut: [{ path: 'x', message: 'y' }] });
  const again = openDatasetLibrary();
  expect(await again.begin({ ...what, name: 'renamed folder' })).toMatchObject({
    ...{ name: 'pets', state: 'importing', done: 2, blocks: 1, pictures: 1, bytes: 1, leftOutCount: 1 },
  });
});

test('an import that was deleted while it went on is not written to', async () => {
  const library = openDatasetLibrary();
  const begun = await library.begin(what);
  await library.deleteImport('a');
  await expect(library.add(begun, { block, done: 1, leftOut: [] })).rejects.toThrow(/deleted meanwhile/);
  expect(await library.blocks('a')).toEqual([]);
});

test('files that are left out are counted, and the first of them listed', async () => {
  const library = openDatasetLibrary();
  const leftOut = Array.from({ length: 150 }, (_, index) => ({ path: `${index}`, message: 'no picture' }));
  let known = await library.begin(what);
  for (let done = 1; done <= 2; done++) known = await library.add(known, { block: null, done, leftOut });
  expect(known.leftOutCount).toBe(300);
  expect(known.leftOut).toHaveLength(200);
});

test('what is said of single pictures is there after a reload, from two tabs at once, and goes with them', async () => {
  const [one, other] = [openDatasetLibrary(), openDatasetLibrary()];
  await one.begin(what);
  await Promise.all([
    one.label('a', { given: [[0, 'cat']], added: ['bird'] }),
    other.label('a', {
      given: [
        [1, 'dog'],
        [2, null],
      ],
    }),
  ]);
  await one.label('a', { given: [[1, 'cat']] });
  const { a } = await openDatasetLibrary().labels();
  expect([new Map(a!.given), a!.added]).toEqual([
    new Map([
      [0, 'cat'],
      [1, 'cat'],
      [2, null],
    ]),
    ['bird'],
  ]);
  await other.deleteImport('a');
  expect(await one.labels()).toEqual({});
  await expect(one.label('a', { given: [[0, 'cat']] })).rejects.toThrow(/deleted meanwhile/);
});

test('no block stays behind the last one of an import that is ready', async () => {
  const library = openDatasetLibrary();
  const known = await library.add(await library.begin(what), { block, done: 2, leftOut: [] });
  // of a file of everything that came back halfway
  await new Database().change(['pictures', 'pixels'], async (transaction) => {
    const { pixels, ...facts } = block;
    await transaction.objectStore('pictures').put(facts, ['a', 1]);
    await transaction.objectStore('pixels').put(pixels, ['a', 1]);
  });
  await library.finish(known, null);
  expect(await library.blocks('a')).toHaveLength(1);
});

test('a browser that keeps nothing says so', async () => {
  vi.spyOn(indexedDB, 'open').mockImplementation(() => {
    throw new DOMException('private', 'SecurityError');
  });
  await expect(openDatasetLibrary().list()).rejects.toThrow(/keeps no data.*ordinary window/);
});
