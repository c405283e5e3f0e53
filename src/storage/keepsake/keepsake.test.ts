import 'fake-indexeddb/auto';
import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { decodeCapsule } from '../../data/capsule';
import { writeDeck } from '../../data/deck-file';
import { expectHeld } from '../../data/testing/held';
import { mutatedBytes } from '../../data/testing/mutated-bytes';
import { mutatedJsonText } from '../../data/testing/mutated-json';
import { tinyCapsule, tinyRecord, tinyRunFiles } from '../../data/testing/tiny-run-files';
import { arrangeDefaults } from '../../data/own/arrange';
import { ownId } from '../../data/own/own-id';
import { BlockPacker, pictureHash } from '../../data/own/picture-block';
import { Database } from '../database';
import { openDatasetLibrary } from '../dataset-library';
import { openDeckLibrary } from '../deck-library';
import { openGuessStorage } from '../guess-storage';
import { openNetworkLibrary } from '../network-library';
import { openRunLibrary } from '../run-library';
import { keepTiny, tinyBytes } from '../testing/tiny-network';
import { bringBack } from './bring-back';
import { readContents } from './contents';
import { bringKeepsakeBack, saveKeepsake } from './keepsake';

const unhurried = { signal: new AbortController().signal, onProgress: () => undefined };
const deck = writeDeck({
  title: 'A talk',
  language: 'en',
  about: '',
  slides: [
    {
      id: 'one',
      title: 'Masks',
      words: '',
      notes: '',
      link: '',
      shows: [],
      formulae: [],
      predict: null,
      live: null,
    },
  ],
});
const guess = (value: number) => ({ kind: 'number', value }) as const;
const none = { added: 0, known: 0, beside: 0 };

const freshBrowser = () => (globalThis.indexedDB = new IDBFactory());

beforeEach(freshBrowser);
afterEach(() => vi.restoreAllMocks());

/** A trained run with two checkpoints, one that was imported, a deck and a guess. */
async function fill({ weights = true } = {}): Promise<void> {
  const library = openRunLibrary({ now: () => 5 });
  const bytes = tinyRunFiles.checkpoint();
  const run = { id: 'run-1', source: 'trained-here', label: 'SMM', record: tinyRecord } as const;
  if (weights) {
    await library.put({ ...run, checkpoint: { step: 3, bytes, fork: true } });
    await library.put({ ...run, checkpoint: { step: 6, bytes }, snapshots: tinyRunFiles.viewSnapshots() });
    await library.annotate('run-1', { name: 'my run', notes: 'noted', tags: ['paper'] });
  }
  const other = { ...tinyRecord, seconds: 77 };
  await library.put({ ...run, id: 'run-2', label: 'unfinished', record: other, underWay: true });
  await openDeckLibrary({ now: () => 6 }).write('own-a', deck, 0);
  await openGuessStorage().save('door/masks', [guess(1), guess(2)]);
  await importPictures();
}

/** Two pictures of one's own, and the dataset that was made of them. */
async function importPictures(): Promise<void> {
  const datasets = openDatasetLibrary({ now: () => 7 });
  const packer = new BlockPacker();
  for (const index of [0, 1]) {
    const raster = { width: 2, height: 1, channels: 1, data: Uint8Array.of(index, 9) } as const;
    packer.add({
      raster,
      hash: pictureHash(raster),
      path: `cat/${index}.png`,
      index: 0,
      half: null,
      label: 'cat',
    });
  }
  const options = { keptSide: 384, labels: 'fine' } as const;
  const what = { id: 'import-1', name: 'pets', format: 'pictures', source: 'print', total: 2, options };
  const begun = await datasets.begin(what);
  await datasets.finish(await datasets.add(begun, { block: packer.take(), done: 2, leftOut: [] }), null);
  const hash = 'ab'.repeat(32);
  await datasets.save({
    ...{ id: ownId(hash), hash, importId: 'import-1', name: 'pets', options: arrangeDefaults },
    ...{ classes: ['cat'], counts: [{ name: 'cat', train: 1, test: 1 }], train: 1, test: 1, nativeSide: 2 },
    ...{ seeded: true, unlabelled: 0 },
    duplicates: { groups: 0, extra: 0, leaked: 0, conflicting: 0, listed: [] },
  });
}

async function saved(options = unhurried): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const target = new WritableStream<Uint8Array>({ write: (part) => void parts.push(Uint8Array.from(part)) });
  await saveKeepsake(target, { ...options, language: 'zh' });
  return new File(parts, 'everything.zip');
}

async function everything(): Promise<unknown> {
  const library = openRunLibrary();
  const { entries } = await library.list();
  const whole = await Promise.all(
    entries.map(async (entry) => [
      entry,
      await library.record(entry.id),
      await library.checkpoint(entry.id),
      await library.snapshots(entry.id),
    ]),
  );
  const decks = await openDeckLibrary().list();
  const datasets = openDatasetLibrary();
  const pictures = await datasets.blocks('import-1');
  return [whole, decks, await openGuessStorage().load(), await datasets.list(), pictures];
}

describe('a file of everything', () => {
  it('brings pictures back whole where half of them are here', async () => {
    await fill();
    const file = await saved();
    const whole = await openDatasetLibrary().blocks('import-1');
    freshBrowser();
    const datasets = openDatasetLibrary();
    const options = { keptSide: 384, labels: 'fine' } as const;
    await datasets.begin({
      ...{ id: 'import-1', name: 'pets', format: 'pictures', source: 'print', total: 2, options },
    });
    const came = await bringKeepsakeBack(file, unhurried);
    expect(came.problems).toEqual([]);
    expect(await datasets.blocks('import-1')).toEqual(whole);
    expect(await datasets.import('import-1')).toMatchObject({ state: 'ready', blocks: 1, pictures: 2 });
  });

  it('comes back in another browser to the last bit; only nothing trains there', async () => {
    await fill();
    const file = await saved();
    const before = await everything();
    freshBrowser();
    expect(await bringKeepsakeBack(file, unhurried)).toEqual({
      runs: { ...none, added: 2 },
      decks: { ...none, added: 1 },
      datasets: { ...none, added: 1 },
      guesses: { ...none, added: 1 },
      networks: none,
      language: 'zh',
      problems: [],
    });
    const library = openRunLibrary();
    expect((await library.list()).entries.map(({ underWay }) => underWay)).toEqual([false, false]);
    const after: unknown = JSON.parse(JSON.stringify(await everything()));
    expect(after).toEqual(
      JSON.parse(JSON.stringify(before).replaceAll('"underWay":true', '"underWay":false')),
    );
    const { bytes } = await library.exportRun('run-1');
    expect(decodeCapsule(bytes).mapping).toEqual(tinyCapsule.mapping);
  });

  it('changes nothing where all of it is here, however often it comes back', async () => {
    await fill();
    const file = await saved();
    const before = JSON.stringify(await everything());
    for (let time = 0; time < 2; time++) {
      const { runs, decks, datasets, guesses } = await bringKeepsakeBack(file, unhurried);
      expect([runs, decks, datasets, guesses]).toEqual([2, 1, 1, 1].map((known) => ({ ...none, known })));
    }
    expect(JSON.stringify(await everything())).toBe(before);
  });

  it('overwrites nothing: what has been changed here since stays beside what comes in, once', async () => {
    await fill();
    const file = await saved();
    await openRunLibrary().annotate('run-1', { name: 'renamed since' });
    await openDeckLibrary().write('own-a', deck.replace('A talk', 'Another talk'), 1);
    await openGuessStorage().save('door/masks', [guess(2), guess(3)]);
    for (const [runs, decks, guesses] of [
      [
        { ...none, known: 1, beside: 1 },
        { ...none, beside: 1 },
        { ...none, beside: 1 },
      ],
      [
        { ...none, known: 2 },
        { ...none, known: 1 },
        { ...none, known: 1 },
      ],
    ] as const) {
      expect(await bringKeepsakeBack(file, unhurried)).toMatchObject({ runs, decks, guesses });
    }
    const { entries } = await openRunLibrary().list();
    expect(entries.map(({ name }) => name).sort()).toEqual(['my run', 'renamed since', 'unfinished']);
    const titles = (await openDeckLibrary().list()).map(
      ({ text }) => (JSON.parse(text) as { title: string }).title,
    );
    expect(titles.sort()).toEqual(['A talk', 'Another talk']);
    expect(await openGuessStorage().load()).toEqual({ 'door/masks': [guess(2), guess(3), guess(1)] });
  });

  it('can be ended on the way, and leaves whole runs', async () => {
    await fill();
    const file = await saved();
    freshBrowser();
    const ending = new AbortController();
    const onProgress = (done: number) => done === 1 && ending.abort(new Error('ended'));
    await expect(
      bringKeepsakeBack(file, { signal: ending.signal, onProgress: (done) => void onProgress(done) }),
    ).rejects.toThrow('ended');
    const { entries } = await openRunLibrary().list();
    expect(entries.length).toBeLessThanOrEqual(2);
    expect((await bringKeepsakeBack(file, unhurried)).runs.added).toBe(2 - entries.length);
    const saving = new AbortController();
    saving.abort(new Error('ended'));
    await expect(saved({ ...unhurried, signal: saving.signal })).rejects.toThrow('ended');
  });

  it('says that the disk is full, and keeps what is whole', async () => {
    await fill();
    const file = await saved();
    freshBrowser();
    const put = IDBObjectStore.prototype.put;
    let writes = 0;
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...written) {
      // in the middle of the second run
      if (++writes > 7) throw new DOMException('full', 'QuotaExceededError');
      return put.apply(this, written) as IDBRequest<IDBValidKey>;
    });
    await expect(bringKeepsakeBack(file, unhurried)).rejects.toThrow(/no room left.*is whole and stays/);
    vi.restoreAllMocks();
    const library = openRunLibrary();
    const { entries } = await library.list();
    expect(entries.length).toBeGreaterThan(0);
    for (const { id } of entries) expect(await library.record(id)).not.toBeNull();
  });

  it('is refused with a sentence where it is something else', async () => {
    await fill();
    const stranger = new File([Uint8Array.from(tinyRunFiles.capsule())], 'run.safetensors');
    await expect(bringKeepsakeBack(stranger, unhurried)).rejects.toThrow(/run\.safetensors/);
    expect(() => readContents('{"format":"smm-keepsake","version":9}')).toThrow(/newer version/);
    expect(() => readContents('{"format":"smm-deck","version":1}')).toThrow(/not a file of everything/);
  });

  it('names networks of one’s own without their weights, and leaves those that are here alone', async () => {
    const { id } = await keepTiny(openNetworkLibrary(), 1);
    const file = await saved();
    expect((await bringKeepsakeBack(file, unhurried)).networks).toEqual({ ...none, known: 1 });
    expect(await openNetworkLibrary().read(id)).toBeDefined();
    freshBrowser();
    expect((await bringKeepsakeBack(file, unhurried)).networks).toEqual({ ...none, added: 1 });
    await expect(openNetworkLibrary().read(id)).rejects.toThrow(/Drop the file "net-1\.safetensors" again/);
    await keepTiny(openNetworkLibrary(), 1);
    expect((await openNetworkLibrary().read(id)).bytes).toEqual(tinyBytes(1));
  });

  it('takes a damaged part out, names it, and keeps the others', async () => {
    const [good, long] = [
      { id: 'a', guesses: [guess(1)] },
      { id: 'b'.repeat(301), guesses: [] },
    ];
    const given = { ...listOf(good), guesses: [good, long, null, { id: 'c', guesses: 3 }] };
    const { guesses, decks, runs, problems } = readContents(JSON.stringify(given));
    expect([guesses, decks.length, runs.length]).toEqual([[good], 1, 1]);
    expect(problems).toEqual([
      expect.stringMatching(/^…b+ is damaged, or larger .* was left out \(id: /),
      expect.stringMatching(/^An entry without a name is damaged/),
      expect.stringMatching(/^c is damaged, .* \(guesses: /),
    ]);
  });

  it('names what it leaves out: imports that are not finished, and what could not come back', async () => {
    await fill();
    const options = { keptSide: 384, labels: 'fine' } as const;
    const half = { id: 'import-2', name: 'half', format: 'pictures', source: 'other', total: 9, options };
    await openDatasetLibrary().begin(half);
    await openGuessStorage().save('q'.repeat(301), [guess(1)]);
    const { problems } = await saveKeepsake(new WritableStream(), { ...unhurried, language: null });
    expect(problems).toEqual([
      expect.stringMatching(/^half was left out: its import is not finished/),
      expect.stringMatching(/^…q+ is damaged, or larger/),
    ]);
  });

  it('holds whatever happens to its bytes', { timeout: 240_000 }, async () => {
    // weights are a parser of their own, and slow (data/fuzz-run-files.test.ts)
    await fill({ weights: false });
    const bytes = new Uint8Array(await (await saved()).arrayBuffer());
    // all of it is read, and nothing is written: that would take longer than all the reading
    const change = vi.spyOn(Database.prototype, 'change').mockResolvedValue(true);
    const database = new Database();
    await expectHeld(mutatedBytes([bytes]), (spoilt) => bringBack(database, new Blob([spoilt]), unhurried));
    expect(change).toHaveBeenCalled();
  });

  it('holds whatever happens to its list', async () => {
    await expectHeld(mutatedJsonText([listOf({ id: 'door/masks', guesses: [guess(1)] })]), readContents);
  });
});

/** What contents.json says. */
const listOf = (guesses: unknown) => ({
  format: 'smm-keepsake',
  version: 1,
  runs: [
    {
      ...{ id: 'a', source: 'imported', name: 'b', notes: '', tags: ['c'] },
      ...{ created: 1, updated: 2, version: 1, record: '{}', measured: '{}' },
      files: { curves: 'runs/0/curves.safetensors', checkpoints: [], snapshots: null, capsule: null },
    },
  ],
  decks: [{ id: 'own-a', text: deck, updated: 1 }],
  imports: [],
  datasets: [],
  guesses: [guesses],
  settings: { language: null },
});
