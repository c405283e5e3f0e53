import { readFile } from 'node:fs/promises';
import { expect, test, vi } from 'vitest';
import { UserError } from '../lib/user-error';
import { loadEmbeddedDataset } from './embedded-dataset';
import type { ReadFile } from './read-file';

const root = new URL('../../public/datasets/', import.meta.url);
const read: ReadFile = async (path) => new Uint8Array(await readFile(new URL(path, root)));

test.each([
  ['fashion-mnist', 28, 28, 1, 2000, 1000],
  ['fashion-colour', 32, 32, 3, 2000, 1000],
] as const)(
  '%s loads: balanced, of one size, with its hash',
  async (name, side, nativeSide, channels, train, test) => {
    const progress: number[] = [];
    const dataset = await loadEmbeddedDataset(read, name, (done, total) => progress.push(done / total));
    expect(dataset.nativeSide).toBe(nativeSide);
    expect([dataset.train.count, dataset.test.count]).toEqual([train, test]);
    for (const split of [dataset.train, dataset.test]) {
      const counts = dataset.classes.map(
        (_, label) => split.labels.filter((other) => other === label).length,
      );
      expect(new Set(counts)).toEqual(new Set([split.count / 10]));
    }
    const last = dataset.test.raster(test - 1);
    expect([last.width, last.height, last.channels, last.data.length]).toEqual([
      side,
      side,
      channels,
      side ** 2 * channels,
    ]);
    expect(new Set(last.data).size).toBeGreaterThan(10);
    expect(dataset.hash).toMatch(/^[0-9a-f]{64}$/);
    expect([progress[0], progress.at(-1)]).toEqual([0, 1]);
  },
);

test('clip-art loads: ten subjects at 96 pixels, counted as 128 for Pad', async () => {
  const dataset = await loadEmbeddedDataset(read, 'clip-art');
  expect(dataset.classes).toHaveLength(10);
  expect(dataset.nativeSide).toBe(128);
  expect(dataset.train.count + dataset.test.count).toBeGreaterThanOrEqual(1000);
  expect(dataset.train.raster(0)).toMatchObject({ width: 96, height: 96, channels: 3 });
});

/** The files of fashion-mnist, one of them changed on the way. */
function tampered(
  ending: string,
  change: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>,
): ReadFile {
  return async (path) => (path.endsWith(ending) ? change(await read(path)) : read(path));
}

test('a changed or cut sheet is noticed and named', async () => {
  const changed = tampered('test-0.png', (bytes) => bytes.fill(0, 5000, 5001));
  await expect(loadEmbeddedDataset(changed, 'fashion-mnist')).rejects.toThrow(
    /fashion-mnist\/test-0.png is not the file/,
  );
  const cut = tampered('train-1.png', (bytes) => bytes.slice(0, 100));
  await expect(loadEmbeddedDataset(cut, 'fashion-mnist')).rejects.toThrow(UserError);
});

test('a damaged or contradictory description is a sentence', async () => {
  const edit = (from: string, to: string): ReadFile =>
    tampered('.json', (bytes) => new TextEncoder().encode(new TextDecoder().decode(bytes).replace(from, to)));
  const load = (reader: ReadFile) => loadEmbeddedDataset(reader, 'fashion-mnist');
  await expect(load(edit('"schema": 1', '"schema": 2'))).rejects.toThrow(/dataset.json is damaged.*schema/);
  await expect(load(edit('{', '['))).rejects.toThrow(/not JSON/);
  await expect(load(edit('"count": 2000', '"count": 1999'))).rejects.toThrow(/contradicts itself/);
});

test.each(['../../secret', 'a/b', 'own:0123', '', 'https://elsewhere.example', 'a'.repeat(80), '\u202egpj'])(
  'a name that leads elsewhere (%s) is a sentence, and nothing is read',
  async (name) => {
    const read = vi.fn(() => Promise.resolve(new Uint8Array(0)));
    await expect(loadEmbeddedDataset(read, name)).rejects.toThrow(/^There is no dataset that is called/);
    await expect(loadEmbeddedDataset(read, name)).rejects.toThrow(UserError);
    expect(read).not.toHaveBeenCalled();
  },
);
