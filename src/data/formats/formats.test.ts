import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { packTar } from 'modern-tar';
import { expect, test } from 'vitest';
import {
  importFiles,
  cifarBatch,
  idxFile,
  sourceOf,
  square,
  textFile,
  zipOf,
  type Files,
} from '../testing/own-files';
import { cifarArchive, cifarFiles } from './cifar';

const pets: Files = {
  'train/dog/1.png': 1,
  'train/cat/2.png': 2,
  'train/cat/1.png': 3,
  'test/cat/9.png': 4,
  'test/dog/8.png': 5,
};
const gz = (bytes: Uint8Array) => Uint8Array.from(gzipSync(bytes));
const fixture = (name: string) => Uint8Array.from(readFileSync(`src/data/fixtures/${name}`));

test('a ZIP of class folders is the same dataset as the folder', async () => {
  const inside = Object.fromEntries(Object.entries(pets).map(([path, grey]) => [`pets/${path}`, grey]));
  const { dataset, format } = await importFiles({ 'whatever.bin': await zipOf(inside) });
  expect(format).toMatch(/folders, one for each class/);
  expect(dataset.hash).toBe((await importFiles(pets)).dataset.hash);
});

const batches: Files = {
  'data_batch_1.bin': cifarBatch([[0], [1], [2]]),
  'data_batch_2.bin': cifarBatch([[1], [2]], 3),
  'test_batch.bin': cifarBatch([[2], [0], [1]], 5),
};

test('CIFAR-10 in its binary version: planes become pixels, labels the known names', async () => {
  const planes = cifarBatch([[9], [0]]);
  planes.fill(7, 1, 1025);
  planes.fill(8, 1025, 2049);
  planes.fill(9, 2049, 3073);
  const { dataset } = await importFiles({ ...batches, 'data_batch_3.bin': planes });
  expect(dataset.classes).toEqual(['airplane', 'automobile', 'bird', 'truck']);
  const [train] = [dataset.train];
  expect([...train.labels]).toEqual([0, 1, 2, 3, 0, 1, 2]);
  expect([...train.raster(3).data.subarray(0, 6)]).toEqual([7, 8, 9, 7, 8, 9]);
  expect(dataset.nativeSide).toBe(32);
});

test('the archive that CIFAR comes in is the same dataset as its files, with the names that lie in it', async () => {
  const entries = Object.entries({
    'batches.meta.txt': textFile('a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n\n'),
    ...batches,
    'readme.html': textFile('<script>alert(1)</script>'),
  }).reverse();
  const archive = await packTar(
    entries.map(([path, body]) => ({
      header: { name: `cifar-10-batches-bin/${path}`, size: (body as Uint8Array).length },
      body: body as Uint8Array<ArrayBuffer>,
    })),
  );
  const { dataset, format } = await importFiles({ 'cifar-10-binary.tar.gz': gz(archive) });
  expect(format).toMatch(/packed/);
  expect(dataset.classes).toEqual(['a', 'b', 'c']);
  const { hash } = (await importFiles(batches)).dataset;
  expect(dataset.hash).toBe(hash);
  expect((await importFiles({ 'cifar.tar': Uint8Array.from(archive) })).dataset.hash).toBe(hash);
});

test('an archive of CIFAR is unpacked once, unless a half depends on the names of the others', async () => {
  for (const [tested, times] of [
    ['test_batch.bin', 1],
    ['val_batch.bin', 2],
  ] as const) {
    const bodies = { 'data_batch_1.bin': cifarBatch([[0], [1]]), [tested]: cifarBatch([[0], [1]], 5) };
    const archive = await packTar(
      Object.entries(bodies).map(([name, body]) => ({ header: { name, size: body.length }, body })),
    );
    const [file] = sourceOf({ 'cifar.tar': Uint8Array.from(archive) }).files;
    let streams = 0;
    const stream = () => {
      streams++;
      return file!.stream();
    };
    const opened = await cifarArchive.open([{ ...file!, stream }], 'cifar', { labels: 'fine' });
    const halves = [];
    for await (const { half } of opened.records(0)) halves.push(half);
    expect(halves).toEqual(['train', 'train', 'test', 'test']);
    expect(streams).toBe(times);
  }
});

test('CIFAR goes on at the record that it was broken off at, past batches that are not used', async () => {
  const files = {
    'train.bin': cifarBatch([[0], [1]]),
    'val.bin': cifarBatch([[2], [3]], 20),
    'test.bin': cifarBatch([[0], [1]], 40),
  };
  const { files: given } = sourceOf(files);
  const opened = await cifarFiles.open(given, 'cifar', { labels: 'fine' });
  const firsts = async (from: number): Promise<string[]> => {
    const paths: string[] = [];
    for await (const { path, index } of opened.records(from)) paths.push(`${path}:${index}`);
    return paths;
  };
  const all = await firsts(0);
  expect(all).toHaveLength(4);
  expect(opened.pictures).toBe(4);
  for (let from = 0; from <= 4; from++) expect(await firsts(from)).toEqual(all.slice(from));
});

test('CIFAR-100 has hundred classes or twenty groups', async () => {
  const files = {
    'train.bin': cifarBatch([
      [11, 98],
      [14, 99],
    ]),
    'test.bin': cifarBatch(
      [
        [14, 99],
        [11, 98],
      ],
      9,
    ),
  };
  expect((await importFiles(files)).dataset.classes).toEqual(['woman', 'worm']);
  expect((await importFiles(files, { labels: 'coarse' })).dataset.classes).toEqual([
    'large_omnivores_and_herbivores',
    'people',
  ]);
});

const mnist: Files = {
  'train-images-idx3-ubyte': idxFile([4, 3, 2]),
  'train-labels-idx1-ubyte': idxFile([4], [7, 1, 7, 1]),
  't10k-images-idx3-ubyte': idxFile(
    [2, 3, 2],
    Array.from({ length: 12 }, (_, i) => 100 + i),
  ),
  't10k-labels-idx1-ubyte': idxFile([2], [1, 7]),
};

test('IDX pairs pictures with labels, plain and gzipped, whatever they are called behind the dot', async () => {
  const { dataset } = await importFiles(mnist);
  expect(dataset.classes).toEqual(['1', '7']);
  expect([...dataset.train.labels]).toEqual([0, 1, 0, 1]);
  expect(dataset.train.raster(1)).toMatchObject({ width: 2, height: 3, channels: 1 });
  expect([...dataset.train.raster(1).data]).toEqual([0, 1, 2, 3, 4, 5]);
  expect([...dataset.test.raster(0).data]).toEqual([100, 101, 102, 103, 104, 105]);
  const packed = Object.fromEntries(
    Object.entries(mnist).map(([path, bytes]) => [`${path}.gz`, gz(bytes as Uint8Array)]),
  );
  expect((await importFiles(packed)).dataset.hash).toBe(dataset.hash);
});

test('IDX pictures without labels wait for their classes', async () => {
  const pictures = { 'train-images-idx3-ubyte': idxFile([4, 3, 2]) };
  await expect(importFiles(pictures)).rejects.toThrow(/No picture in pets has a class/);
  const { dataset } = await importFiles(pictures, {
    relabelled: [0, 1, 2, 3].map((picture) => [picture, picture < 2 ? 'low' : 'high'] as const),
  });
  expect(dataset.classes).toEqual(['high', 'low']);
});

test('parquet as hubs store it: pictures in a struct, names of numbers from the metadata', async () => {
  const { dataset, leftOut, format } = await importFiles({
    'data/train-00000-of-00001.parquet': fixture('hub.parquet'),
    'data/test-00000-of-00001.parquet': fixture('hub.parquet'),
    'README.md': textFile('# Pets'),
  });
  expect(format).toMatch(/parquet/);
  expect(dataset.classes).toEqual(['cat', 'dog']);
  expect(dataset.train.count).toBe(5);
  expect([...dataset.train.labels]).toEqual([0, 1, 0, 1, 1]);
  expect(dataset.train.raster(2).data[0]).toBe(2);
  expect(leftOut.map(({ message }) => message)).toContain('This row has no picture.');
  expect(leftOut.map(({ path }) => path)).toContain('README.md');
});

test('parquet of plain bytes and words, packed with zstandard, in several row groups', async () => {
  const { dataset } = await importFiles({ 'pets.parquet': fixture('plain.parquet') }, { testShare: 0.34 });
  expect(dataset.classes).toEqual(['fox', 'owl']);
  expect([dataset.train.count, dataset.test.count]).toEqual([4, 2]);
});

test('a picture is known by its contents, whatever its name says', async () => {
  const { dataset } = await importFiles({ ...pets, 'train/cat/5.jpeg': square(6) });
  expect(dataset.train.count).toBe(4);
});
