import { encode } from 'fast-png';
import { expect, test } from 'vitest';
import { UserError } from '../lib/user-error';
import { createImageDecoder } from './decode-image';
import { loadFolderDataset, type FolderDataset } from './folder-dataset';

const none = () => Promise.reject(new Error('not needed'));
const decode = createImageDecoder({ jpeg: none, webp: none });
const square = (side: number, value: number): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(
    encode({ width: side, height: side, channels: 1, data: new Uint8Array(side * side).fill(value) }),
  );

/** Loads a folder of these files; the number is the grey that a picture is filled with. */
function load(files: Record<string, number | Uint8Array<ArrayBuffer>>, side = 8): Promise<FolderDataset> {
  return loadFolderDataset({
    name: 'pets',
    paths: Object.keys(files),
    read: (path) => {
      const content = files[path]!;
      return Promise.resolve(typeof content === 'number' ? square(side, content) : content);
    },
    decode,
  });
}

const pets = { 'train/dog/1.png': 1, 'train/cat/2.png': 2, 'train/cat/1.png': 3, 'test/cat/9.png': 4 };

test('classes stand in alphabetical order and take turns', async () => {
  const { dataset, skipped } = await load(pets);
  expect(dataset.classes).toEqual(['cat', 'dog']);
  expect([...dataset.train.labels]).toEqual([0, 1, 0]);
  expect([0, 1, 2].map((i) => dataset.train.raster(i).data[0])).toEqual([3, 1, 2]);
  expect([...dataset.test.labels]).toEqual([0]);
  expect(skipped).toEqual([]);
});

test('the order in which files are found changes nothing, their contents do', async () => {
  const shuffled = Object.fromEntries(Object.entries(pets).reverse());
  const { hash } = (await load(pets)).dataset;
  expect((await load(shuffled)).dataset.hash).toBe(hash);
  expect((await load({ ...pets, 'test/cat/9.png': 5 })).dataset.hash).not.toBe(hash);
});

test('small pictures keep their side for Pad, larger ones count as 128', async () => {
  expect((await load(pets, 28)).dataset.nativeSide).toBe(28);
  const { dataset } = await load(pets, 500);
  expect(dataset.nativeSide).toBe(128);
  expect(dataset.train.raster(0).width).toBe(384);
  expect(dataset.train.raster(0).data).toBeInstanceOf(Uint8Array);
});

test('unreadable and misplaced files are left out and listed, hidden ones are nothing', async () => {
  const { dataset, skipped } = await load({
    ...pets,
    'train/cat/notes.txt': new TextEncoder().encode('not a picture'),
    'train/.DS_Store': 0,
    'train/dog/Thumbs.db': 0,
    'readme.md': 0,
  });
  expect(dataset.train.count).toBe(3);
  expect(skipped.map(({ path }) => path)).toEqual(['readme.md', 'train/cat/notes.txt']);
  expect(skipped[1]!.message).toMatch(/a text file/);
});

const text = new TextEncoder().encode('no picture');
test.each<[string, Record<string, number | Uint8Array<ArrayBuffer>>, RegExp]>([
  ['an empty folder', {}, /pets holds no pictures.*train\/<class>\//],
  ['pictures without classes', { 'a.png': 1, 'train/b.png': 1 }, /holds no pictures where/],
  ['no training split', { 'test/cat/1.png': 1 }, /no train split/],
  ['no test split', { 'train/cat/1.png': 1, 'train/dog/1.png': 1 }, /no test split/],
  [
    'a class missing from training',
    { ...pets, 'test/owl/1.png': 1 },
    /tests "owl" but has no training.*Add train\/owl/,
  ],
  ['one class', { 'train/cat/1.png': 1, 'test/cat/1.png': 1 }, /one class only \(cat\)/],
  [
    'a class of broken pictures',
    { ...pets, 'train/dog/1.png': text },
    /"dog" in pets can be read.*a text file/,
  ],
  ['a test split of broken pictures', { ...pets, 'test/cat/9.png': text }, /No test picture/],
  [
    'too many classes',
    Object.fromEntries(
      Array.from({ length: 1001 }, (_, i) => [`train/c${i}/1.png`, 1]).concat([['test/c1/1.png', 1]]),
    ),
    /1001 classes; at most 1000/,
  ],
])('%s is a sentence', async (_, files, sentence) => {
  await expect(load(files)).rejects.toThrow(UserError);
  await expect(load(files)).rejects.toThrow(sentence);
});
