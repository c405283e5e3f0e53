import 'fake-indexeddb/auto';
import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { unmeasured } from '../data/measurements';
import { arrangeDefaults } from '../data/own/arrange';
import { ownId } from '../data/own/own-id';
import { tinyRecord, tinyRunFiles } from '../data/testing/tiny-run-files';
import { UserError } from '../lib/user-error';
import { config } from '../store/testing';
import { Database } from './database';
import { openDatasetLibrary } from './dataset-library';
import { openDeckLibrary } from './deck-library';
import { openGuessStorage } from './guess-storage';
import { openNetworkLibrary } from './network-library';
import { openQueueStorage } from './queue-storage';
import { openRunLibrary } from './run-library';
import { openRunStorage } from './run-storage';
import { keepTiny } from './testing/tiny-network';

/** A disk that is full at the n-th write of a call: a sentence, and all that was there is there, as it was. */

beforeEach(() => (globalThis.indexedDB = new IDBFactory()));
afterEach(() => vi.restoreAllMocks());

const guess = (value: number) => ({ kind: 'number', value }) as const;
const runs = () => openRunStorage({ now: () => 1 });
const library = () => openRunLibrary({ now: () => 1 });
const checkpoint = { step: 6, bytes: tinyRunFiles.checkpoint() };
const run = { id: 'run', source: 'trained-here', label: 'SMM', record: tinyRecord } as const;
const stored = (step: number) => ({
  runId: 'live',
  label: 'SMM',
  config,
  step,
  checkpoint: Uint8Array.of(step),
});

const queued = (id: string) => ({ id, label: 'SMM', config, from: 'start' }) as const;
const networks = () => openNetworkLibrary({ now: () => 1, part: 4 });
const networkParts = () => new Database().use((open) => open.getAllKeys('networkParts'));

const datasets = () => openDatasetLibrary({ now: () => 1 });
const importing = () =>
  datasets().begin({
    ...{ id: 'a', name: 'pets', format: 'pictures', source: 'print', total: 2 },
    options: { keptSide: 384, labels: 'fine' },
  });
const block = {
  ...{ count: 1, widths: Uint16Array.of(1), heights: Uint16Array.of(1), channels: Uint8Array.of(1) },
  ...{ halves: Uint8Array.of(1), labels: Int32Array.of(0), labelNames: ['cat'], paths: ['cat/1.png'] },
  ...{ indices: Int32Array.of(0), hashes: new Uint8Array(32), pixels: Uint8Array.of(7) },
};
const madeOf = (twice: string) => ({
  ...{ id: ownId(twice.repeat(32)), hash: twice.repeat(32), importId: 'a', name: 'pets' },
  ...{ options: arrangeDefaults, classes: ['cat'], counts: [{ name: 'cat', train: 1, test: 1 }] },
  ...{ train: 1, test: 1, nativeSide: 2, seeded: true, unlabelled: 0 },
  duplicates: { groups: 0, extra: 0, leaked: 0, conflicting: 0, listed: [] },
});

/** Each: what is kept before, the write that fails, and what must be there afterwards. */
const writes: readonly (readonly [
  string,
  () => Promise<unknown>,
  () => Promise<unknown>,
  () => Promise<unknown>,
])[] = [
  ['the last run', () => runs().save(stored(1)), () => runs().save(stored(2)), () => runs().load()],
  [
    'a run of the library',
    () => library().put({ ...run, checkpoint }),
    () =>
      library().put({
        ...run,
        record: { ...tinyRecord, seconds: 99 },
        measured: unmeasured,
        checkpoint: { ...checkpoint, step: 9 },
        snapshots: tinyRunFiles.viewSnapshots(),
      }),
    async () => [await library().list(), await library().record('run'), await library().checkpoint('run')],
  ],
  [
    'curves on the way',
    () => library().put(run),
    () => library().keepCurves('run', { losses: new Float32Array(9), accuracies: new Float32Array(9) }),
    () => library().record('run'),
  ],
  [
    'a name',
    () => library().put(run),
    () => library().annotate('run', { name: 'other' }),
    () => library().list(),
  ],
  [
    'a capsule that is taken in',
    () => library().put(run),
    () => library().importRun({ name: 'other', bytes: tinyRunFiles.capsule() }),
    () => library().list(),
  ],
  [
    'a deck',
    () => openDeckLibrary({ now: () => 1 }).write('own-a', 'one', 0),
    () => openDeckLibrary({ now: () => 2 }).write('own-a', 'two', 1),
    () => openDeckLibrary().list(),
  ],
  [
    'guesses',
    () => openGuessStorage().save('door/masks', [guess(1)]),
    () => openGuessStorage().save('door/masks', [guess(1), guess(2)]),
    () => openGuessStorage().load(),
  ],
  [
    'a block of pictures',
    () => importing(),
    async () => datasets().add((await datasets().import('a'))!, { block, done: 2, leftOut: [] }),
    async () => [await datasets().list(), await datasets().blocks('a')],
  ],
  [
    'the last block, and the end of an import',
    async () => void (await datasets().add(await importing(), { block, done: 2, leftOut: [] })),
    async () => datasets().finish((await datasets().import('a'))!, null),
    async () => [await datasets().list(), await datasets().blocks('a')],
  ],
  [
    'a dataset of other classes, in the place of one',
    async () => {
      const whole = await datasets().add(await importing(), { block, done: 2, leftOut: [] });
      await datasets().finish(whole, null);
      await datasets().save(madeOf('ab'));
    },
    () => datasets().save(madeOf('cd'), madeOf('ab').id),
    () => datasets().list(),
  ],
  [
    'labels',
    async () => {
      await importing();
      await datasets().label('a', { given: [[0, 'cat']] });
    },
    () => datasets().label('a', { given: [[1, 'dog']], added: ['bird'] }),
    () => datasets().labels(),
  ],
  [
    'the queue',
    () => openQueueStorage().write('tab', [queued('a')]),
    () => openQueueStorage().write('tab', [queued('b'), queued('c')]),
    () => new Database().use((open) => open.getAll('queue')),
  ],
  [
    'a network',
    () => keepTiny(networks(), 1),
    () => keepTiny(networks(), 2),
    async () => [await networks().list(), await networkParts()],
  ],
];

it.each(writes)('%s: a full disk is a sentence, and nothing is lost', async (_, before, write, read) => {
  await before();
  const was = JSON.stringify(await read());
  for (const method of ['put', 'add'] as const) {
    const original = IDBObjectStore.prototype[method];
    for (const failing of [1, 2, 3, 4]) {
      let calls = 0;
      let failed = false;
      vi.spyOn(IDBObjectStore.prototype, method).mockImplementation(function (
        this: IDBObjectStore,
        ...written
      ) {
        failed = ++calls === failing;
        if (failed) throw new DOMException('full', 'QuotaExceededError');
        return original.apply(this, written) as IDBRequest<IDBValidKey>;
      });
      const error: unknown = await write().then(
        () => null,
        (reason: unknown) => reason,
      );
      vi.restoreAllMocks();
      // fewer writes than that: it went through
      if (calls < failing) return;
      expect(error).toBeInstanceOf(UserError);
      expect((error as UserError).message).toMatch(/no room left/);
      expect(JSON.stringify(await read())).toBe(was);
    }
  }
});
