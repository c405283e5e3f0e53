/** Datasets from anywhere, spoilt in thousands of ways: imported to the end, or refused with a sentence. */
import '../testing/allocations';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { packTar } from 'modern-tar';
import fc from 'fast-check';
import { test } from 'vitest';
import { expectHeld } from '../testing/held';
import { mutatedBytes } from '../testing/mutated-bytes';
import { cifarBatch, idxFile, importFiles, square, zipOf } from '../testing/own-files';

const plain = (bytes: Uint8Array) => new Uint8Array(bytes);
const fixture = (name: string) => plain(readFileSync(new URL(`../fixtures/${name}`, import.meta.url)));

const pets = { 'train/a/1.png': 1, 'train/b/1.png': 2, 'test/a/1.png': 3, 'test/b/1.png': 4 };
const MINUTES = 60_000;

test('a ZIP', { timeout: 10 * MINUTES }, async () => {
  const stored = {
    ...pets,
    'train/a/2.png': square(7),
    'notes.txt': plain(new TextEncoder().encode('words')),
  };
  const files = [await zipOf(pets), await zipOf(stored)];
  await expectHeld(mutatedBytes(files), (bytes) => importFiles({ 'pets.zip': bytes }));
});

test('an archive of CIFAR', { timeout: 10 * MINUTES }, async () => {
  const entry = (name: string, body: Uint8Array<ArrayBuffer>) => ({
    header: { name, size: body.length },
    body,
  });
  const entries = [
    entry('batches.meta.txt', new TextEncoder().encode('a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n')),
    entry('data_batch_1.bin', cifarBatch([[0], [1]])),
    entry('test_batch.bin', cifarBatch([[0], [1]], 2)),
  ];
  const tar = plain(await packTar(entries));
  await expectHeld(mutatedBytes([tar]), (bytes) => importFiles({ 'cifar.tar': bytes }));
  await expectHeld(mutatedBytes([plain(gzipSync(tar))]), (bytes) => importFiles({ 'cifar.tar.gz': bytes }), {
    runs: 2000,
  });
});

test('batches of CIFAR', { timeout: 10 * MINUTES }, async () => {
  const test_batch = cifarBatch([[0], [1]], 2);
  await expectHeld(mutatedBytes([cifarBatch([[0], [1], [0]])]), (bytes) =>
    importFiles({ 'data_batch_1.bin': bytes, 'test_batch.bin': test_batch }),
  );
});

test('IDX, plain and gzipped', { timeout: 10 * MINUTES }, async () => {
  const pictures = idxFile([4, 3, 3]);
  const labels = idxFile([4], [0, 1, 0, 1]);
  await expectHeld(fc.tuple(mutatedBytes([pictures, labels]), fc.boolean()), ([bytes, which]) =>
    importFiles({
      'train-images-idx3-ubyte': which ? bytes : pictures,
      'train-labels-idx1-ubyte': which ? labels : bytes,
    }),
  );
  await expectHeld(
    mutatedBytes([plain(gzipSync(pictures))]),
    (bytes) => importFiles({ 'train-images-idx3-ubyte.gz': bytes, 'train-labels-idx1-ubyte': labels }),
    { runs: 2000 },
  );
});

test('parquet', { timeout: 10 * MINUTES }, async () => {
  const files = [fixture('hub.parquet'), fixture('plain.parquet')];
  await expectHeld(mutatedBytes(files), (bytes) => importFiles({ 'train.parquet': bytes }));
});
