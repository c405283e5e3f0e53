/**
 * The database as each earlier version of the app made and filled it. Nothing here follows the code of today: what a
 * version once wrote never changes again. Nothing of the page imports this file.
 */
import { openDB, type IDBPDatabase } from 'idb';

interface Version {
  /** stores that came with it */
  create(database: IDBPDatabase): void;
  /** one of everything that it kept, as it kept it */
  fill(database: IDBPDatabase): Promise<unknown>;
}

const training = {
  epochs: 2,
  batch: 4,
  patternLearningRate: 0.003,
  maskLearningRate: 0.003,
  patternDecay: 0.1,
  maskDecay: 0.1,
  augmentation: 'none',
  seed: 0,
  trainLimit: null,
  testLimit: null,
};
const tasks = { data: 'clip-art', backbone: 'efficientnet-lite0' };
const sizes = { side: 96, nativeSide: 32, classes: 2, patch: 8, mapping: 'ilm', baseline: 'smm' };
const switches = {
  masks: 'shared-binary',
  channels: 'three',
  generator: 'convnet',
  interpolation: 'patch-wise',
  pattern: 'shared',
};

const record = {
  config: { method: { ...sizes, ...switches }, training, ...tasks },
  classes: ['shirt', 'shoe'],
  curves: {
    losses: [],
    accuracies: [],
    epochs: [
      {
        epoch: 1,
        step: 3,
        trainLoss: null,
        trainAccuracy: 0.5,
        testAccuracy: 0.625,
        learningRate: { pattern: 0.003, mask: 0.003 },
        msPerStep: 5,
        mapping: [4, 7],
      },
    ],
  },
  unprompted: { testAccuracy: 0.25, mapping: [1, 2] },
  seconds: 3.5,
  result: null,
  provenance: { dataHash: 'd', backboneHash: 'b', device: 'wasm', versions: { app: '0.1.0' } },
};

export const oldDatabases: readonly Version[] = [
  {
    create: (database) =>
      void database.createObjectStore('runs', { keyPath: 'run.runId' }).createIndex('saved', 'saved'),
    fill: (database) =>
      database.put('runs', {
        run: {
          runId: 'live',
          label: 'SMM',
          // before there were switches
          config: { method: { ...sizes, generatorLayers: 5, generatorSize: 'large' }, training, ...tasks },
          step: 3,
          checkpoint: Uint8Array.of(1, 2, 3),
        },
        saved: 1,
      }),
  },
  {
    create: (database) => {
      database.createObjectStore('entries', { keyPath: 'id' }).createIndex('updated', 'updated');
      database.createObjectStore('curves');
      database.createObjectStore('checkpoints', { keyPath: ['runId', 'step'] });
      database.createObjectStore('snapshots');
      database.createObjectStore('capsules');
    },
    fill: async (database) => {
      await database.put('entries', {
        id: 'kept',
        source: 'trained-here',
        name: 'of version 2',
        notes: 'a note',
        tags: ['old'],
        created: 1,
        updated: 2,
        version: 1,
        record: JSON.stringify(record),
        measured: '{"approximation":null,"timing":null}',
        parts: {
          checkpoints: [{ step: 3, fork: true, bytes: 4 }],
          curves: 24,
          snapshots: 2,
          capsule: 3,
        },
      });
      await database.put(
        'curves',
        { losses: Float32Array.of(3, 2, 1), accuracies: Float32Array.of(0, 0.5, 1) },
        'kept',
      );
      await database.put('checkpoints', { runId: 'kept', step: 3, bytes: Uint8Array.of(1, 2, 3, 4) });
      await database.put('snapshots', Uint8Array.of(5, 6), 'kept');
      await database.put('capsules', Uint8Array.of(7, 8, 9), 'kept');
    },
  },
  {
    create: (database) => void database.createObjectStore('guesses'),
    fill: (database) => database.put('guesses', [{ kind: 'number', value: 71 }], 'door/masks'),
  },
  {
    create: (database) =>
      void database.createObjectStore('decks', { keyPath: 'id' }).createIndex('updated', 'updated'),
    fill: (database) =>
      database.put('decks', {
        id: 'own-old',
        text: '{"format":"smm-deck","version":1,"title":"Old talk","language":"en","slides":[{"id":"one","title":"A"}]}',
        updated: 3,
        revision: 4,
      }),
  },
  {
    create: (database) => {
      database.createObjectStore('imports', { keyPath: 'id' }).createIndex('updated', 'updated');
      database.createObjectStore('pictures');
      database.createObjectStore('pixels');
      database.createObjectStore('datasets', { keyPath: 'id' }).createIndex('updated', 'updated');
    },
    fill: (database) => database.put('pixels', Uint8Array.of(1, 2), ['import', 0]),
  },
  {
    create: (database) => {
      database.createObjectStore('networks', { keyPath: 'id' }).createIndex('updated', 'updated');
      database.createObjectStore('networkParts');
    },
    fill: async (database) => {
      const content = '74f81fe167d99b4cb41d6d0ccda82278caee9f3e2f25d5e5a3936ff3dcec60d0';
      await database.put('networkParts', Uint8Array.of(1, 2, 3), [content, 0]);
      await database.put('networkParts', Uint8Array.of(4, 5), [content, 1]);
      await database.put('networks', {
        ...{ id: 'own:74f81fe167d99b4c', hash: content, content, bytes: 5, parts: 2 },
        ...{ name: 'net.safetensors', title: 'ResNet-18', classes: 7, classNames: null },
        normalisation: { scale: 1, shift: 0.5, divisor: 0.5 },
        saidNormalisation: false,
        sides: { min: 32, max: 384, native: 224 },
        ...{ step: 1, suggested: null, fitting: { side: 224, batch: 64 } },
        origin: { from: 'file' },
        created: 1,
        updated: 2,
      });
    },
  },
  {
    create: (database) => {
      database.createObjectStore('queue', { keyPath: 'id' });
      database.createObjectStore('labels');
    },
    fill: async (database) => {
      await database.put('queue', {
        ...{ id: 'waits', tab: 'gone', place: 0, version: 1 },
        text: JSON.stringify({ label: 'SMM', config: record.config, from: { runId: 'kept', step: 3 } }),
      });
      await database.put(
        'labels',
        {
          given: [
            [3, 'cat'],
            [4, null],
          ],
          added: ['bird'],
        },
        'import',
      );
    },
  },
];

/** Leaves a database of that version behind, with all that it and those before it kept. */
export async function makeOldDatabase(name: string, version: number): Promise<IDBPDatabase> {
  const until = oldDatabases.slice(0, version);
  const database = await openDB(name, version, {
    upgrade: (opened) => until.forEach(({ create }) => create(opened)),
  });
  for (const { fill } of until) await fill(database);
  return database;
}
