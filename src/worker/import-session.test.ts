import 'fake-indexeddb/auto';
import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openDatasetLibrary } from '../storage/dataset-library';
import type { ArrangeOptions } from '../data/own/arrange';
import type { RunClaims } from '../storage/run-claims';
import { cifarBatch, importFiles, pngDecoder, square, textFile, type Files } from '../data/testing/own-files';
import type { GivenSource, ImportAnswer, ImportReply, ImportRequest } from './import-protocol';
import { ImportSession } from './import-session';
import { openOwnDataset } from './own-data';

let clock = 0;
beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  clock = 0;
});
afterEach(() => {
  vi.restoreAllMocks();
});

const free: RunClaims = {
  claim: async () => true,
  release: () => undefined,
  elsewhere: async () => new Set(),
};
const library = () => openDatasetLibrary({ now: () => ++clock });

/** A tab: asks a session of its own, and hears what it reports. */
function tab({
  claims = free,
  onReply = (_: ImportReply, session: ImportSession): void => void session,
} = {}) {
  const replies: ImportReply[] = [];
  const session: ImportSession = new ImportSession({
    post: (reply) => {
      replies.push(reply);
      onReply(reply, session);
    },
    library: library(),
    claims,
    decode: pngDecoder,
    clock: () => (clock += 1000),
  });
  return {
    session,
    replies,
    async ask(request: ImportRequest): Promise<ImportAnswer> {
      await session.handle({ ...request, request: 1 });
      return replies.at(-1) as ImportAnswer;
    },
  };
}

function given(files: Files, name = 'pets'): GivenSource {
  return {
    name,
    files: Object.entries(files).map(([path, content]) => ({
      path,
      // the same file, whenever it is given
      file: new File([typeof content === 'number' ? square(content) : content], path.split('/').at(-1)!, {
        lastModified: 1,
      }),
    })),
  };
}

const pets: Files = {
  'train/dog/1.png': 1,
  'train/cat/1.png': 3,
  'test/cat/9.png': 4,
  'test/dog/9.png': 5,
  'train/cat/notes.txt': textFile('no picture'),
};
const importing = (source: GivenSource) => ({ type: 'import', source, options: {}, arrange: {} }) as const;

/** Several blocks of pictures that all differ. */
const batches: Files = {
  'data_batch_1.bin': numbered(3000, 0),
  'test_batch.bin': numbered(50, 3000),
};

function numbered(count: number, first: number): Uint8Array<ArrayBuffer> {
  const bytes = cifarBatch(Array.from({ length: count }, (_, index) => [index % 10]));
  for (let index = 0; index < count; index++) {
    new DataView(bytes.buffer).setUint32(index * 3073 + 1, first + index);
  }
  return bytes;
}

test('looks first, without keeping anything', async () => {
  const { ask } = tab();
  const found = await ask({ type: 'look', source: given(batches), options: {} });
  expect(found).toMatchObject({ type: 'found', pictures: 3050, bytes: 3050 * 3072, known: null });
  expect(await library().list()).toEqual({ imports: [], datasets: [] });
});

test('what is imported in the page is the dataset that the command line makes of the same files', async () => {
  const answer = await tab().ask(importing(given(pets)));
  expect(answer).toMatchObject({
    type: 'imported',
    import: { state: 'ready', pictures: 4, leftOutCount: 1 },
    dataset: { name: 'pets', classes: ['cat', 'dog'], train: 2, test: 2, nativeSide: 8 },
  });
  if (answer.type !== 'imported') return;
  const { dataset } = await importFiles(pets);
  expect(answer.dataset!.hash).toBe(dataset.hash);
  const opened = await openOwnDataset(library(), answer.dataset!.id);
  expect(opened.hash).toBe(dataset.hash);
  expect([...opened.train.raster(1).data]).toEqual([...dataset.train.raster(1).data]);
});

test('cancelled in the middle it keeps whole blocks, is no dataset yet, and goes on with the same files', async () => {
  const first = tab({
    onReply: (reply, session) => {
      if (reply.type === 'progress' && reply.pictures > 0) void session.handle({ type: 'cancel' });
    },
  });
  const answer = await first.ask(importing(given(batches)));
  expect(answer).toMatchObject({ type: 'cancelled', import: { state: 'importing', blocks: 1 } });
  const { imports, datasets } = await library().list();
  expect(datasets).toEqual([]);
  expect(imports[0]!.pictures).toBe(imports[0]!.done);
  const done = imports[0]!.done;
  const again = tab();
  expect(await again.ask({ type: 'look', source: given(batches), options: {} })).toMatchObject({
    known: { done },
  });
  const whole = await again.ask(importing(given(batches)));
  expect(whole).toMatchObject({ type: 'imported', import: { pictures: 3050, done: 3050 } });
  const reported = again.replies.find(({ type }) => type === 'progress') as { done: number };
  expect(reported.done).toBeGreaterThan(done);
  expect(whole.type === 'imported' && whole.dataset!.hash).toBe((await importFiles(batches)).dataset.hash);
});

test('other files are another import, and the same files kept smaller too', async () => {
  await tab().ask(importing(given(pets)));
  await tab().ask(importing(given({ ...pets, 'train/cat/7.png': 9 })));
  await tab().ask({ ...importing(given(pets)), options: { keptSide: 16 } });
  const { imports, datasets } = await library().list();
  expect(imports).toHaveLength(3);
  // kept at 16 pixels or whole, eight stay eight
  expect(datasets).toHaveLength(2);
});

test('a disk that is full in the middle is a sentence, and what came before it can be gone on with', async () => {
  const put = IDBObjectStore.prototype.put;
  let blocks = 0;
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...args) {
    if (this.name === 'pixels' && ++blocks === 2) throw new DOMException('full', 'QuotaExceededError');
    return put.apply(this, args as never);
  });
  const answer = await tab().ask(importing(given(batches)));
  expect(answer).toMatchObject({ type: 'failed', import: { state: 'importing', blocks: 1 } });
  expect(answer.type === 'failed' && answer.message).toMatch(
    /no room left for these pictures.*same files again/,
  );
  vi.restoreAllMocks();
  expect(await library().blocks((await library().list()).imports[0]!.id)).toHaveLength(1);
  expect(await tab().ask(importing(given(batches)))).toMatchObject({ import: { pictures: 3050 } });
});

test('two tabs do not import the same files at once', async () => {
  const taken: RunClaims = { ...free, claim: async () => false };
  expect(await tab({ claims: taken }).ask(importing(given(pets)))).toMatchObject({
    type: 'failed',
    message: expect.stringMatching(/Another tab imports the same files/),
  });
  // and where there are no locks, the one that writes second notices
  const [one, other] = [library(), library()];
  const what = {
    id: 'a',
    name: 'a',
    format: 'a',
    options: { keptSide: 8, labels: 'fine' },
    source: '',
  } as const;
  const begun = await one.begin({ ...what, total: 3 });
  await other.add(begun, { block: null, done: 1, leftOut: [] });
  await expect(one.add(begun, { block: null, done: 1, leftOut: [] })).rejects.toThrow(/Another tab/);
});

test('single pictures are kept without classes, shown, and become a dataset when they have some', async () => {
  const { ask } = tab();
  const loose = { '1.png': 1, '2.png': 2, '3.png': 3, '4.png': 4 };
  const answer = await ask(importing(given(loose, 'loose')));
  expect(answer).toMatchObject({
    type: 'imported',
    dataset: null,
    message: expect.stringMatching(/has a class/),
  });
  const importId = answer.type === 'imported' ? answer.import.id : '';
  const shown = await ask({ type: 'pictures', importId, from: 1, count: 2, side: 4 });
  expect(shown).toMatchObject({
    total: 4,
    pictures: [
      { picture: 1, path: '2.png', label: null, raster: { width: 4, height: 4 } },
      { picture: 2, path: '3.png' },
    ],
  });
  const relabelled = [0, 1, 2, 3].map((picture) => [picture, picture < 2 ? 'low' : 'high'] as const);
  const made = await ask({
    type: 'arrange',
    importId,
    name: 'Levels',
    options: { relabelled, testShare: 0.5 },
  });
  expect(made).toMatchObject({
    type: 'arranged',
    dataset: { name: 'Levels', classes: ['high', 'low'], train: 2, test: 2, seeded: true },
  });
});

test('classes are renamed, joined and left out without reading anything again; the earlier dataset stays until it is replaced', async () => {
  const { ask } = tab();
  const answer = await ask(importing(given({ ...pets, 'train/owl/1.png': 8, 'test/owl/2.png': 9 })));
  if (answer.type !== 'imported') throw new Error(answer.type);
  const { id, importId } = answer.dataset!;
  const arranged = await ask({
    type: 'arrange',
    importId,
    name: 'Pets',
    options: {
      renamed: [
        ['owl', 'bird'],
        ['dog', null],
      ],
    },
  });
  expect(arranged).toMatchObject({ dataset: { classes: ['cat', 'bird'] } });
  expect((await library().list()).datasets.map(({ name }) => name)).toEqual(['Pets', 'pets']);
  await ask({
    type: 'arrange',
    importId,
    name: 'Joined',
    options: { renamed: [['owl', 'dog']] },
    instead: id,
  });
  expect((await library().list()).datasets.map(({ name }) => name)).toEqual(['Joined', 'Pets']);
});

test('files that are given once more are what was made of them, under its name', async () => {
  const { ask } = tab();
  const answer = await ask(importing(given(pets)));
  if (answer.type !== 'imported') throw new Error(answer.type);
  const { id, importId } = answer.dataset!;
  const renamed = [['dog', 'hound']] as const;
  await ask({ type: 'arrange', importId, name: 'Ours', options: { renamed }, instead: id });
  const again = await ask(importing(given(pets)));
  expect(again).toMatchObject({ type: 'imported', dataset: { name: 'Ours', classes: ['cat', 'hound'] } });
  expect((await library().list()).datasets).toHaveLength(1);
});

test('a class that is left out takes along what was put into it by hand, and brings it back', async () => {
  const { ask } = tab();
  const answer = await ask(importing(given({ ...pets, 'train/owl/1.png': 8, 'test/owl/2.png': 9 })));
  if (answer.type !== 'imported') throw new Error(answer.type);
  const { importId } = answer.dataset!;
  const counted = async (options: Partial<ArrangeOptions>) => {
    const made = await ask({ type: 'arrange', importId, name: 'Pets', options });
    if (made.type !== 'arranged') throw new Error(made.type);
    return Object.fromEntries(made.dataset.counts.map(({ name, train, test }) => [name, train + test]));
  };
  const owl = await ask({ type: 'pictures', importId, from: 0, count: 9, side: 4 });
  if (owl.type !== 'pictures') throw new Error(owl.type);
  const { picture } = owl.pictures.find(({ label }) => label === 'owl')!;
  const relabelled = [[picture, 'cat']] as const;
  expect(await counted({ relabelled })).toEqual({ cat: 3, dog: 2, owl: 1 });
  expect(await counted({ relabelled, renamed: [['cat', null]] })).toEqual({ dog: 2, owl: 1 });
  expect(await counted({ relabelled, renamed: [] })).toEqual({ cat: 3, dog: 2, owl: 1 });
});

test('a dataset that is not kept here is a sentence that names it', async () => {
  await expect(openOwnDataset(library(), 'own:0123456789abcdef')).rejects.toThrow(
    /own:0123456789abcdef.*not kept in this browser/,
  );
});

test('deleting the last dataset of an import takes its pictures along', async () => {
  const { ask } = tab();
  const answer = await ask(importing(given(pets)));
  if (answer.type !== 'imported') throw new Error(answer.type);
  const { id, importId } = answer.dataset!;
  await ask({ type: 'arrange', importId, name: 'Other', options: { resplit: true, testShare: 0.5 } });
  const [other] = (await library().list()).datasets;
  await library().delete(id);
  expect(await library().blocks(importId)).toHaveLength(1);
  await library().delete(other!.id);
  expect(await library().list()).toEqual({ imports: [], datasets: [] });
  expect(await library().blocks(importId)).toEqual([]);
});

/** Begins as a picture does. */
const torn = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3);

test('files of which none is a picture are refused with the first reason, and nothing is kept', async () => {
  const answer = await tab().ask(importing(given({ 'a/1.png': torn, 'b/1.png': torn })));
  expect(answer).toMatchObject({
    type: 'failed',
    import: null,
    message: expect.stringMatching(/^No picture in .*a\/1\.png: /),
  });
  expect(await library().list()).toEqual({ imports: [], datasets: [] });
});

test('files that are no dataset are a sentence, and nothing is kept', async () => {
  const answer = await tab().ask(importing(given({ 'a.txt': textFile('hello') })));
  expect(answer).toMatchObject({ type: 'failed', import: null });
  expect((await library().list()).imports).toEqual([]);
});
