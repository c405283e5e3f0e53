import { expect, test } from 'vitest';
import { UserError } from '../../lib/user-error';
import { classFolders } from '../formats/class-folders';
import { importFiles, sourceOf, square, textFile, type Files } from '../testing/own-files';

const pets: Files = { 'train/dog/1.png': 1, 'train/cat/2.png': 2, 'train/cat/1.png': 3, 'test/cat/9.png': 4 };

test('classes stand in alphabetical order and take turns', async () => {
  const { dataset, leftOut } = await importFiles(pets);
  expect(dataset.classes).toEqual(['cat', 'dog']);
  expect([...dataset.train.labels]).toEqual([0, 1, 0]);
  expect([0, 1, 2].map((i) => dataset.train.raster(i).data[0])).toEqual([3, 1, 2]);
  expect([...dataset.test.labels]).toEqual([0]);
  expect(leftOut).toEqual([]);
});

test('the order in which files are found changes nothing, nor what lies above them; their contents do', async () => {
  const shuffled = Object.fromEntries(Object.entries(pets).reverse());
  const inside = Object.fromEntries(Object.entries(pets).map(([path, value]) => [`a/pets/${path}`, value]));
  const { hash } = (await importFiles(pets)).dataset;
  expect((await importFiles(shuffled)).dataset.hash).toBe(hash);
  expect((await importFiles(inside)).dataset.hash).toBe(hash);
  expect((await importFiles({ ...pets, 'test/cat/9.png': 5 })).dataset.hash).not.toBe(hash);
});

test('small pictures keep their side for Pad, larger ones count as 128 and are shrunk', async () => {
  const sized = (side: number): Files =>
    Object.fromEntries(Object.keys(pets).map((path, index) => [path, square(index, side)]));
  expect((await importFiles(sized(28))).dataset.nativeSide).toBe(28);
  const { dataset } = await importFiles(sized(500));
  expect(dataset.nativeSide).toBe(128);
  expect(dataset.train.raster(0).width).toBe(384);
  expect(dataset.train.raster(0).data).toBeInstanceOf(Uint8Array);
  expect((await importFiles(sized(500), { keptSide: 64 })).dataset.train.raster(0).width).toBe(64);
});

test('unreadable and misplaced files are left out and listed, hidden ones are nothing', async () => {
  const { dataset, leftOut, leftOutCount } = await importFiles({
    ...pets,
    'train/cat/notes.txt': textFile('not a picture'),
    'train/.DS_Store': 0,
    'train/dog/Thumbs.db': 0,
    '__MACOSX/train/dog/1.png': 0,
    'readme.md': 0,
  });
  expect(dataset.train.count).toBe(3);
  expect(leftOutCount).toBe(2);
  expect(leftOut.map(({ path }) => path)).toEqual(['readme.md', 'train/cat/notes.txt']);
  expect(leftOut[1]!.message).toMatch(/a text file/);
});

test('a readme or two that lie above the classes do not change where classes are looked for', async () => {
  const shapes: Files = {
    'shapes/circle/1.png': 1,
    'shapes/circle/2.png': 2,
    'shapes/square/1.png': 3,
    'shapes/square/2.png': 4,
  };
  const { dataset, leftOut } = await importFiles({
    ...shapes,
    'shapes/readme.txt': textFile('hello'),
    LICENSE: textFile('mine'),
  });
  expect(dataset.classes).toEqual(['circle', 'square']);
  expect(leftOut.map(({ path }) => path)).toEqual(['LICENSE', 'shapes/readme.txt']);
  const halved = Object.fromEntries(Object.entries(pets).map(([path, value]) => [`pets/${path}`, value]));
  expect((await importFiles({ ...halved, 'pets/notes.txt': textFile('hello') })).dataset.classes).toEqual([
    'cat',
    'dog',
  ]);
});

test('a validation half is tested on where there is no test half, and left out where there is one', async () => {
  const valid: Files = { 'train/a/1.png': 1, 'train/b/1.png': 2, 'val/a/1.png': 3, 'val/b/1.png': 4 };
  expect((await importFiles(valid)).dataset.test.count).toBe(2);
  const both = await importFiles({ ...valid, 'test/a/1.png': 5 });
  expect(both.dataset.test.count).toBe(1);
  expect(both.leftOut.map(({ path }) => path)).toEqual(['val/a/1.png', 'val/b/1.png']);
});

test('class folders without halves are split by the seed, a share of each class', async () => {
  const heap: Files = Object.fromEntries(
    Array.from({ length: 40 }, (_, i) => [`pets/${i % 2 ? 'cat' : 'dog'}/${i}.png`, i]),
  );
  const { arrangement, dataset } = await importFiles(heap, { testShare: 0.25 });
  expect(arrangement.seeded).toBe(true);
  expect(arrangement.counts).toEqual([
    { name: 'cat', train: 15, test: 5 },
    { name: 'dog', train: 15, test: 5 },
  ]);
  expect((await importFiles(heap, { testShare: 0.25 })).dataset.hash).toBe(dataset.hash);
  expect((await importFiles(heap, { testShare: 0.25, seed: 1 })).dataset.hash).not.toBe(dataset.hash);
});

test('a picture that lies in two classes goes to one side in both', async () => {
  const names = Array.from({ length: 10 }, (_, index) => index);
  const both = Object.fromEntries(
    ['a', 'b'].flatMap((kind) => names.map((index) => [`${kind}/${index}.png`, index * 20])),
  );
  const own = { 'b/own.png': 211, 'b/other.png': 213, 'b/third.png': 217 };
  const { arrangement } = await importFiles({ ...both, ...own }, { testShare: 0.3 });
  expect(arrangement.seeded).toBe(true);
  expect(arrangement.duplicates.leaked).toBe(0);
});

test('nothing but hidden files is a sentence', async () => {
  const { files } = sourceOf({ '.DS_Store': textFile('x') });
  await expect(classFolders.open(files, 'pets', { labels: 'fine' })).rejects.toThrow('holds no pictures');
});

test('a training half alone is split too', async () => {
  const { arrangement } = await importFiles({
    ...{ 'train/a/1.png': 1, 'train/a/2.png': 2, 'train/b/1.png': 3, 'train/b/2.png': 4 },
  });
  expect(arrangement.seeded).toBe(true);
  expect(arrangement.counts.map(({ test: tested }) => tested)).toEqual([1, 1]);
});

const broken = textFile('no picture');
test.each<[string, Files, RegExp]>([
  ['an empty folder', {}, /pets holds no files.*folder for each class/],
  ['pictures without classes', { 'a.png': 1, 'b.png': 2 }, /No picture in pets has a class/],
  ['no training split', { 'test/cat/1.png': 1, 'test/dog/1.png': 2 }, /no train split/],
  ['a class missing from training', { ...pets, 'test/owl/1.png': 1 }, /tests "owl" but has no training/],
  ['one class', { 'train/cat/1.png': 1, 'test/cat/1.png': 2 }, /one class only \(cat\)/],
  [
    'a class of broken pictures',
    { ...pets, 'train/dog/1.png': broken, 'test/dog/2.png': 7 },
    /tests "dog" but has no training.*a text file/,
  ],
  [
    'a test split of broken pictures beside single ones',
    { 'train/cat/1.png': 1, 'train/dog/1.png': 2, 'test/cat/9.png': broken },
    /each class has only one.*a text file/,
  ],
  [
    'too many classes',
    Object.fromEntries(
      Array.from({ length: 1001 }, (_, i) => [`train/c${i}/1.png`, i % 256]).concat([['test/c1/1.png', 1]]),
    ),
    /1001 classes; at most 1000/,
  ],
])('%s is a sentence', async (_, files, sentence) => {
  await expect(importFiles(files)).rejects.toThrow(UserError);
  await expect(importFiles(files)).rejects.toThrow(sentence);
});
