import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encode } from 'fast-png';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { decodeCapsule } from '../data/capsule';
import { runCommandLine } from './command-line';

let root: string;
let data: string;
let said = '';
let heard: (line: string) => void;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'smm-'));
  data = join(root, 'shades');
  for (const half of ['train', 'test']) {
    for (const [label, level] of [
      ['dark', 40],
      ['bright', 210],
    ] as const) {
      mkdirSync(join(data, half, label), { recursive: true });
      for (let index = 0; index < 4; index++) {
        const pixels = Uint8Array.from({ length: 64 }, (_, pixel) => level + ((pixel * (index + 3)) % 30));
        const png = encode({ width: 8, height: 8, channels: 1, data: pixels });
        writeFileSync(join(data, half, label, `${index}.png`), png);
      }
    }
  }
});
afterAll(() => rmSync(root, { recursive: true }));

beforeEach(() => {
  said = '';
  heard = () => undefined;
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
  vi.spyOn(console, 'log').mockImplementation((line) => heard(String(line)));
});
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = 0;
});

const settings = ['--size', '32', '--batch', '4', '--epochs', '3', '--seed', '2'];
const train = (...words: string[]) =>
  runCommandLine(['train', '--data', data, '--backend', 'wasm', '--json', ...words]);
const capsule = (path: string) => decodeCapsule(Uint8Array.from(readFileSync(path)));

test('a run that was interrupted says where it is kept, and goes on to the very bits of a whole one', async () => {
  const [whole, parts] = [join(root, 'whole.safetensors'), join(root, 'parts.safetensors')];
  expect(await train(...settings, '--out', whole)).toBe(0);
  expect(existsSync(join(root, 'whole.checkpoint.safetensors')), 'it is finished').toBe(false);

  let epochs = 0;
  heard = (line) => {
    if (line.includes('"epoch"') && ++epochs === 1) process.emit('SIGINT');
  };
  expect(await train(...settings, '--out', parts)).toBe(130);
  const kept = join(root, 'parts.checkpoint.safetensors');
  expect(said).toContain(`What was trained is kept. Go on with: --resume ${kept}`);
  expect(epochs).toBe(1);

  expect(await train('--resume', kept, '--out', parts)).toBe(0);
  expect(existsSync(kept)).toBe(false);
  const [one, other] = [capsule(whole), capsule(parts)];
  expect(other.tensors).toEqual(one.tensors);
  expect(other.curves.losses).toEqual(one.curves.losses);
  expect(other.result).toMatchObject({ last: one.result!.last, cleanTrainLoss: one.result!.cleanTrainLoss });
});

test('a resumed run keeps its settings: others are refused', async () => {
  const kept = join(root, 'kept.checkpoint.safetensors');
  heard = () => process.emit('SIGINT');
  expect(await train(...settings, '--out', join(root, 'kept.safetensors'))).toBe(130);
  said = '';
  expect(await train('--resume', kept, '--epochs', '9')).toBe(2);
  expect(said).toBe(
    'A run that is resumed keeps the settings that it was begun with. Leave out --epochs, or leave out --resume to begin a new run.\n',
  );
  expect(await train('--resume', kept, '--record', root)).toBe(2);
  expect(said).toContain('Leave out --record');
});

test.each([
  ['is not there', 'nowhere.safetensors', /does not exist/],
  ['is something else', 'package.json', /damaged/],
])('a checkpoint that %s is a sentence', async (_, path, sentence) => {
  expect(await train('--resume', path)).toBe(2);
  expect(said).toMatch(sentence);
});

test('what a recording cannot hold is known before it is trained', async () => {
  expect(await train(...settings, '--record', root, '--set', 'baseline=pad')).toBe(2);
  expect(said).toMatch(/inside a border, which a recording cannot hold\. Leave out --record/);
});
