import 'fake-indexeddb/auto';
import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import { openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { decodeCapsule, encodeCapsule } from '../data/capsule';
import { encodeCheckpoint } from '../data/checkpoint';
import type { RunRecord } from '../data/run-record';
import { approximation, timing } from '../data/testing/measured-run';
import { config } from '../store/testing';
import { forkLimit } from './library-entry';
import { openRunLibrary, type RunToKeep } from './run-library';

let clock = 0;
const now = () => ++clock;
const library = () => openRunLibrary({ now });

function record(losses: readonly number[] = [2, 1, NaN]): RunRecord {
  return {
    config,
    classes: ['shirt', 'shoe'],
    curves: {
      losses: Float32Array.from(losses),
      accuracies: Float32Array.from(losses, () => 0.5),
      epochs: [
        {
          epoch: 1,
          step: losses.length,
          trainLoss: NaN,
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
}

const tensors = { delta: { shape: [2, 2, 3], values: Float32Array.from({ length: 12 }, (_, i) => i / 7) } };
const mapping = Int32Array.of(4, 7);

function checkpoint(step: number, { fork = false } = {}) {
  const moments = { first: {}, second: {} };
  const bytes = encodeCheckpoint({
    ...record(),
    step,
    tensors,
    mapping,
    moments,
    random: {},
    epochSeconds: 0,
  });
  return { step, bytes, fork };
}

function run(id: string, change: Partial<RunToKeep> = {}): RunToKeep {
  return { id, source: 'trained-here', label: 'SMM', record: record(), ...change };
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  clock = 0;
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe('a kept run', () => {
  it('comes back after a reload, bit for bit, a loss that left the numbers too', async () => {
    await library().put(run('a'));
    expect(await library().record('a')).toEqual(record());
    const { entries, unreadable } = await library().list();
    expect(unreadable).toEqual([]);
    expect(entries).toMatchObject([
      { id: 'a', name: 'SMM', source: 'trained-here', created: 1, updated: 2, hasWeights: false },
    ]);
    expect(entries[0]!.epochs).toEqual(record().curves.epochs);
    expect(entries[0]).not.toHaveProperty('curves');
  });

  it('grows: parts that are not given stay, numbers are those of now', async () => {
    const measured = { approximation: approximation([0.5, 0.7]), timing: timing() };
    await library().put(run('a', { measured, snapshots: Uint8Array.of(1, 2, 3), checkpoint: checkpoint(1) }));
    await library().annotate('a', { notes: 'odd start' });
    const entry = await library().put(run('a', { record: record([3, 2, 1, 0.5]) }));
    expect(entry).toMatchObject({
      measured,
      notes: 'odd start',
      hasSnapshots: true,
      checkpoints: [{ step: 1 }],
    });
    expect((await library().record('a'))!.curves.losses).toHaveLength(4);
    expect(await library().snapshots('a')).toEqual(Uint8Array.of(1, 2, 3));
  });

  it('keeps its last checkpoint and a few to fork from', async () => {
    for (let step = 1; step <= forkLimit + 3; step++) {
      await library().put(
        run('a', { checkpoint: checkpoint(step, { fork: step > 1 && step < forkLimit + 3 }) }),
      );
    }
    const [entry] = (await library().list()).entries;
    expect(entry!.checkpoints).toEqual([
      { step: 2, fork: true },
      { step: 4, fork: true },
      { step: 5, fork: true },
      { step: 6, fork: true },
      { step: 7, fork: false },
    ]);
    expect(await library().checkpoint('a')).toEqual({ step: 7, bytes: checkpoint(7).bytes });
    expect(await library().checkpoint('a', 4)).toEqual({ step: 4, bytes: checkpoint(4).bytes });
    expect((await library().checkpoint('a', 3))?.step, 'the nearest before').toBe(2);
    expect(await library().checkpoint('a', 1)).toBeNull();
    const database = await openDB('smm-explorer');
    expect(await database.count('checkpoints')).toBe(5);
    database.close();
  });

  it('counts its bytes, all parts together', async () => {
    const small = await library().put(run('a'));
    const large = await library().put(
      run('a', { snapshots: new Uint8Array(1000), checkpoint: checkpoint(1) }),
    );
    expect(large.bytes - small.bytes).toBe(1000 + checkpoint(1).bytes.length);
  });

  it('stores a growing curve without the room behind it', async () => {
    const room = new Float32Array(1000);
    const curves = { ...record().curves, losses: room.subarray(0, 2), accuracies: room.subarray(0, 2) };
    await library().put(run('a', { record: { ...record(), curves } }));
    expect((await library().record('a'))!.curves.losses.buffer.byteLength).toBe(8);
  });
});

describe('what a person writes', () => {
  it('stays when the run goes on, tidied', async () => {
    await library().put(run('a'));
    const written = { name: '  my  run ', notes: ' n ', tags: ['x', ' x ', '', 'y'] };
    expect(await library().annotate('a', written)).toMatchObject({
      name: 'my run',
      notes: 'n',
      tags: ['x', 'y'],
    });
    expect(await library().put(run('a'))).toMatchObject({ name: 'my run', tags: ['x', 'y'] });
    expect(await library().annotate('a', { name: '   ' })).toMatchObject({ name: 'my run' });
  });

  it('about a run that another tab deleted is a sentence', async () => {
    await expect(library().annotate('gone', { name: 'x' })).rejects.toThrow(/no longer in the library/);
  });
});

describe('a deleted run', () => {
  it('can be put back as it was, all parts of it', async () => {
    const kept = await library().put(run('a', { snapshots: Uint8Array.of(1), checkpoint: checkpoint(1) }));
    await library().put(run('b'));
    const removed = await library().delete(['a', 'not there']);
    expect((await library().list()).entries.map(({ id }) => id)).toEqual(['b']);
    await library().restore(removed);
    expect((await library().list()).entries.find(({ id }) => id === 'a')).toEqual(kept);
    expect(await library().record('a')).toEqual(record());
    expect(await library().checkpoint('a')).toEqual({ step: 1, bytes: checkpoint(1).bytes });
    expect(await library().snapshots('a')).toEqual(Uint8Array.of(1));
  });

  it('that has come again meanwhile stays as it is', async () => {
    await library().put(run('a'));
    const removed = await library().delete(['a']);
    await library().put(run('a', { label: 'newer' }));
    await library().restore(removed);
    expect((await library().list()).entries[0]!.name).toBe('newer');
  });
});

describe('what is known of a run besides', () => {
  it('is whether somebody trains it', async () => {
    expect((await library().put(run('a', { underWay: true }))).underWay).toBe(true);
    expect((await library().put(run('a'))).underWay).toBe(true);
    expect((await library().settle('a')).underWay).toBe(false);
  });

  it('is how it compared with itself, and that stays when it goes on', async () => {
    await library().put(run('a'));
    const check = {
      verdict: 'same',
      loose: null,
      steps: 3,
      epochs: 1,
      device: 'wasm',
      differences: [],
    } as const;
    const { check: kept } = await library().keepCheck('a', check);
    expect(kept).toMatchObject(check);
    expect((await library().put(run('a'))).check).toEqual(kept);
  });
});

it('another tab hears of every change, and the one that made it does not', async () => {
  const [here, there] = [library(), library()];
  const heard: string[] = [];
  const ends = [here.listen(() => heard.push('here')), there.listen(() => heard.push('there'))];
  await here.put(run('a'));
  await vi.waitFor(() => expect(heard).toEqual(['there']));
  await there.delete(['a']);
  await vi.waitFor(() => expect(heard).toEqual(['there', 'here']));
  for (const end of ends) end();
});

describe('the list', () => {
  it('begins with the run changed last', async () => {
    for (const id of ['a', 'b', 'c']) await library().put(run(id));
    await library().annotate('a', { name: 'first again' });
    expect((await library().list()).entries.map(({ id }) => id)).toEqual(['a', 'c', 'b']);
  });

  it('goes on beside a run that it cannot read, and says why', async () => {
    for (const id of ['a', 'broken', 'newer']) await library().put(run(id));
    const database = await openDB('smm-explorer');
    await database.put('entries', { ...(await database.get('entries', 'broken')), record: '{}' });
    await database.put('entries', { ...(await database.get('entries', 'newer')), version: 99 });
    database.close();
    const { entries, unreadable } = await library().list();
    expect(entries.map(({ id }) => id)).toEqual(['a']);
    expect(unreadable).toMatchObject([
      { id: 'newer', problem: /newer version/ },
      { id: 'broken', problem: /can no longer be read/ },
    ]);
    await library().delete(['broken', 'newer']);
    expect((await library().list()).unreadable).toEqual([]);
  });

  it('forgets a deleted run with all its parts, and no other', async () => {
    for (const id of ['a', 'b']) {
      await library().put(run(id, { snapshots: Uint8Array.of(1), checkpoint: checkpoint(1) }));
    }
    await library().delete(['a']);
    const database = await openDB('smm-explorer');
    for (const store of ['entries', 'curves', 'checkpoints', 'snapshots'])
      expect(await database.count(store)).toBe(1);
    database.close();
    expect(await library().record('a')).toBeNull();
    expect(await library().snapshots('b')).toEqual(Uint8Array.of(1));
  });
});

describe('a capsule', () => {
  const bytes = encodeCapsule({ ...record(), tensors, mapping });

  it('comes in, goes out as it was, and is one run however often it comes', async () => {
    const first = await library().importRun({ name: 'from a friend', bytes });
    const again = await library().importRun({ name: 'copy', bytes });
    expect(again).toMatchObject({
      id: first.id,
      name: 'from a friend',
      source: 'imported',
      hasWeights: true,
    });
    expect((await library().list()).entries).toHaveLength(1);
    expect(await library().exportRun(first.id)).toEqual({ name: 'from a friend', bytes });
    expect(await library().record(first.id)).toEqual(record());
  });

  it('of a run trained here has the weights of the last checkpoint, and its curves up to there', async () => {
    const later = record([2, 1, 0.5, 0.25]);
    await library().put(run('a', { record: later, checkpoint: checkpoint(3) }));
    const opened = decodeCapsule((await library().exportRun('a')).bytes);
    expect(opened.tensors).toEqual(tensors);
    const { losses, accuracies, epochs } = later.curves;
    expect(opened.curves.losses).toEqual(losses.slice(0, 3));
    expect(opened.curves.accuracies).toEqual(accuracies.slice(0, 3));
    expect(opened.curves.epochs).toEqual(epochs);
  });

  it('of a run that is here already is that run', async () => {
    await library().put(run('a', { checkpoint: checkpoint(3) }));
    const { bytes: saved } = await library().exportRun('a');
    expect((await library().importRun({ name: 'back again', bytes: saved })).id).toBe('a');
    expect((await library().list()).entries).toHaveLength(1);
  });

  it('of a run without weights, or from a damaged file, is a sentence', async () => {
    await library().put(run('a'));
    await expect(library().exportRun('a')).rejects.toThrow(/no weights yet.*Train it/);
    await expect(library().importRun({ name: 'x', bytes: bytes.slice(0, 40) })).rejects.toThrow(
      /run capsule/,
    );
    expect((await library().list()).entries).toHaveLength(1);
  });
});

describe('a full disk', () => {
  it('is a sentence, and what was stored stays whole', async () => {
    const kept = await library().put(run('a', { checkpoint: checkpoint(1) }));
    const put = IDBObjectStore.prototype.put;
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...values) {
      if (this.name === 'checkpoints') throw new DOMException('full', 'QuotaExceededError');
      return put.apply(this, values);
    });
    const next = run('a', { record: record([9, 9]), checkpoint: checkpoint(2) });
    await expect(library().put(next)).rejects.toThrow(/no room left.*Delete runs/);
    expect((await library().list()).entries).toEqual([kept]);
    expect(await library().record('a')).toEqual(record());
    expect((await library().checkpoint('a'))!.step).toBe(1);
  });
});

it('a browser that keeps nothing is a sentence', async () => {
  vi.spyOn(indexedDB, 'open').mockImplementation(() => {
    throw new DOMException('denied', 'SecurityError');
  });
  await expect(library().list()).rejects.toThrow(/keeps no data/);
});
