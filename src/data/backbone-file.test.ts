import { readFile } from 'node:fs/promises';
import { beforeAll, expect, test } from 'vitest';
import { UserError } from '../lib/user-error';
import { loadBackboneFile, type BackboneFile } from './backbone-file';
import type { ReadFile } from './read-file';

const root = new URL('../../public/models/', import.meta.url);
const read: ReadFile = async (path) => new Uint8Array(await readFile(new URL(path, root)));
let backbone: BackboneFile;
const progress: [number, number][] = [];

beforeAll(async () => {
  backbone = await loadBackboneFile(read, 'efficientnet-lite0', (done, total) =>
    progress.push([done, total]),
  );
});

test('the embedded network loads: description, named weights as float32, class names', () => {
  expect(backbone.description.body.filter(({ kind }) => kind === 'depthwise')).toHaveLength(16);
  expect(backbone.normalisation).toEqual({ scale: 255, shift: 127, divisor: 128 });
  expect(backbone.classes).toHaveLength(1000);
  expect(backbone.classes[1]).toBe('goldfish');
  const classifier = backbone.tensors['classifier.weight']!;
  expect(classifier.shape).toEqual([1000, 1280]);
  expect(classifier.values.every(Number.isFinite)).toBe(true);
});

test('progress runs from nothing to everything', () => {
  expect(progress[0]![0]).toBe(0);
  expect(progress.at(-1)![0]).toBe(progress.at(-1)![1]);
});

test('a changed byte in the weights is noticed and said in a sentence', async () => {
  const changed: ReadFile = async (path) => {
    const bytes = await read(path);
    if (path.endsWith('.safetensors')) bytes[500_000]! ^= 1;
    return bytes;
  };
  const loading = loadBackboneFile(changed, 'efficientnet-lite0');
  await expect(loading).rejects.toThrow(UserError);
  await expect(loading).rejects.toThrow(/not the file this network was made with/);
});
