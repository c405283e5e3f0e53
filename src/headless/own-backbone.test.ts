import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encode } from 'fast-png';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { seededValues, torchvisionShapes } from '../core/testing/seeded-values';
import { decodeCapsule } from '../data/capsule';
import { serialiseSafetensors, type WritableTensor } from '../data/safetensors';
import { runCommandLine } from './command-line';

let root: string;
let data: string;
let network: string;
let said = '';
let printed: string[] = [];

/** torchvision's ResNet-18 with seeded weights and so many classes. */
function resnet18(classes: number): Uint8Array {
  const tensors = Object.entries(torchvisionShapes('resnet-18')).map(([name, theirs]) => {
    const shape = name.startsWith('fc.') ? [classes, ...theirs.slice(1)] : theirs;
    return [name, { dtype: 'F32', shape, data: seededValues(name, shape) } satisfies WritableTensor] as const;
  });
  return serialiseSafetensors(Object.fromEntries(tensors));
}

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'smm-'));
  data = join(root, 'shades');
  for (const half of ['train', 'test']) {
    for (const [label, level] of [
      ['dark', 40],
      ['bright', 210],
    ] as const) {
      mkdirSync(join(data, half, label), { recursive: true });
      for (let index = 0; index < 2; index++) {
        const pixels = Uint8Array.from({ length: 64 }, (_, pixel) => level + ((pixel * (index + 3)) % 30));
        writeFileSync(
          join(data, half, label, `${index}.png`),
          encode({ width: 8, height: 8, channels: 1, data: pixels }),
        );
      }
    }
  }
  network = join(root, 'own-resnet.safetensors');
  writeFileSync(network, resnet18(12));
});
afterAll(() => rmSync(root, { recursive: true }));

beforeEach(() => {
  said = '';
  printed = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
  vi.spyOn(console, 'log').mockImplementation((line) => printed.push(String(line)));
});
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = 0;
});

const train = (...words: string[]) =>
  runCommandLine([
    ...['train', '--data', data, '--backend', 'wasm', '--json'],
    ...['--size', '32', '--batch', '2', '--epochs', '1'],
    ...words,
  ]);

test('a ResNet-18 of twelve classes trains from its file, and its run is explained with that file alone', async () => {
  const out = join(root, 'run.safetensors');
  expect(await train('--backbone', network, '--out', out), said).toBe(0);
  const { config, provenance, mapping } = decodeCapsule(Uint8Array.from(readFileSync(out)));
  expect(config.backbone).toBe('own-resnet');
  expect(provenance.backboneHash).toMatch(/^[0-9a-f]{64}$/);
  expect(Math.max(...mapping)).toBeLessThan(12);

  const explain = (...words: string[]) =>
    runCommandLine([
      ...['explain', '--run', out, '--images', join(data, 'test', 'dark'), '--backend', 'wasm', '--json'],
      ...['--out', join(root, 'explained'), ...words],
    ]);
  said = '';
  expect(await explain()).toBe(2);
  expect(said).toBe(
    `The run was trained with a network that does not come with this program ("own-resnet", SHA-256 ${provenance.backboneHash.slice(0, 16)}…). Give its file with --backbone.\n`,
  );
  said = '';
  const other = join(root, 'other.safetensors');
  writeFileSync(other, resnet18(13));
  expect(await explain('--backbone', other)).toBe(2);
  expect(said).toContain('(ResNet-18, SHA-256');
  expect(said).toContain('is not the network that the run was trained with ("own-resnet"');
  printed = [];
  expect(await explain('--backbone', network), said).toBe(0);
  expect(printed.join('')).toContain('class ');
});

test('names for its classes may be given, one for each', async () => {
  const names = join(root, 'names.txt');
  writeFileSync(names, 'cat\ndog\n');
  expect(await train('--backbone', network, '--backbone-classes', names)).toBe(2);
  expect(said).toContain('There are 2 class names for a network of 12 classes.');
});

test('the unit of its input may be said, and belongs to the run from then on', async () => {
  const out = join(root, 'unit.safetensors');
  const unit = ['--backbone-mean', '0.5', '--backbone-std', '0.2,0.25,0.3'];
  expect(await train('--backbone', network, '--backbone-mean', '0.5')).toBe(2);
  expect(said).toContain('Give both --backbone-mean and --backbone-std, or neither.');
  expect(await train('--backbone', network, '--backbone-mean', '0.5', '--backbone-std', '1,0,1')).toBe(2);
  expect(said).toContain('Give numbers above 0');
  expect(await train('--backbone', network, ...unit, '--out', out), said).toBe(0);
  const explain = (...words: string[]) =>
    runCommandLine([
      ...['explain', '--run', out, '--images', join(data, 'test', 'dark'), '--backend', 'wasm', '--json'],
      ...['--out', join(root, 'explained'), '--backbone', network, ...words],
    ]);
  said = '';
  expect(await explain()).toBe(2);
  expect(said).toContain('is not the network that the run was trained with');
  expect(await explain(...unit), said).toBe(0);
});

test('a file that is no network is a sentence', async () => {
  const file = join(root, 'table.safetensors');
  writeFileSync(
    file,
    serialiseSafetensors({ table: { dtype: 'F32', shape: [2], data: Float32Array.of(1, 2) } }),
  );
  expect(await train('--backbone', file)).toBe(2);
  expect(said).toContain('"table.safetensors" holds none of the networks that can be used here');
  expect(await train('--backbone', join(root, 'nowhere'))).toBe(2);
  expect(said).toContain('Or give the path of a .safetensors file.');
});
