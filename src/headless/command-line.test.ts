import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { encode } from 'fast-png';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { decodeCapsule } from '../data/capsule';
import { decodeInspection } from '../data/recorded-inspection';
import { floatsOf, parseSafetensors } from '../data/safetensors';
import { runCommandLine } from './command-line';

let root: string;
let said = '';
let printed: string[] = [];

/** Grey pictures, dark for one class and bright for the other, under train/ and test/. */
function writeDataset(name: string, perClass: number): string {
  const folder = join(root, name);
  for (const half of ['train', 'test']) {
    const other = half === 'test' ? 1 : 0;
    for (const [label, level] of [
      ['dark', 40],
      ['bright', 210],
    ] as const) {
      mkdirSync(join(folder, half, label), { recursive: true });
      for (let index = 0; index < perClass; index++) {
        const data = Uint8Array.from(
          { length: 64 },
          (_, pixel) => level + other + ((pixel * (index + 3)) % 30),
        );
        const png = encode({ width: 8, height: 8, channels: 1, data });
        writeFileSync(join(folder, half, label, `${index}.png`), png);
      }
    }
  }
  return folder;
}

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'smm-'));
});
afterAll(() => rmSync(root, { recursive: true }));

beforeEach(() => {
  said = '';
  printed = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
  vi.spyOn(console, 'log').mockImplementation((text) => void printed.push(String(text)));
});
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = 0;
});

test('lists every variant with its parameter counts', async () => {
  expect(await runCommandLine(['variants', '--size', '224', '--native', '32', '--json'])).toBe(0);
  const listing = JSON.parse(printed[0]!) as {
    block: string;
    id: string;
    role: string;
    parameters: object;
  }[];
  expect(listing.find(({ id }) => id === 'smm')).toEqual({
    block: 'baseline',
    id: 'smm',
    role: 'default',
    parameters: { patternAllocated: 150528, patternEffective: 150528, generator: 26499, total: 177027 },
  });
});

test('trains, writes a capsule, explains it', async () => {
  const data = writeDataset('shades', 4);
  const out = join(root, 'run.safetensors');
  const options = ['--size', '32', '--batch', '4', '--epochs', '1', '--backend', 'wasm', '--json'];
  expect(await runCommandLine(['train', '--data', data, ...options, '--out', out])).toBe(0);
  const lines = printed.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines.map(({ type }) => type)).toEqual(['epoch', 'done']);
  expect(lines[0]).toMatchObject({ epoch: 1, learningRate: { pattern: 0.003, mask: 0.003 } });
  expect(lines[1]).toMatchObject({ last: { epoch: 1 }, backend: 'wasm', parameters: { generator: 26499 } });
  expect(decodeCapsule(Uint8Array.from(readFileSync(out))).config.data).toBe('shades');

  printed = [];
  const images = join(data, 'test', 'dark');
  writeFileSync(join(images, 'broken.png'), 'no picture');
  const explained = join(root, 'explained');
  const explain = [
    'explain',
    '--run',
    out,
    '--images',
    images,
    '--out',
    explained,
    '--backend',
    'wasm',
    '--json',
  ];
  // one file is broken: everything else is done, and the exit code says so
  expect(await runCommandLine(explain)).toBe(2);
  expect(said).toMatch(/broken\.png: /);
  const report = JSON.parse(printed[0]!) as { images: { name: string }[]; mask: { acrossSamples: number } };
  expect(report.images.map(({ name }) => name)).toEqual(['0.png', '1.png', '2.png', '3.png']);
  expect(report.mask.acrossSamples).toBeGreaterThan(0);
  expect(readdirSync(join(explained, '0')).sort()).toEqual([
    '1-resized.png',
    '2-mask-all.png',
    '2-mask-blue.png',
    '2-mask-green.png',
    '2-mask-red.png',
    '3-pattern.png',
    '4-pattern-times-mask.png',
    '5-prompted.png',
  ]);
  const bytes = Uint8Array.from(readFileSync(join(explained, 'trace.safetensors')));
  const { tensors } = parseSafetensors(bytes, 'The trace');
  const values = (name: string) => floatsOf(tensors.get(name)!);
  const [resized, maskFull, pattern, prompted] = ['resized', 'maskFull', 'pattern', 'prompted'].map(values);
  const expected = resized!.map((value, i) => value + maskFull![i]! * pattern![i % pattern!.length]!);
  prompted!.forEach((value, i) => expect(Math.abs(value - expected[i]!)).toBeLessThan(1e-6));

  // the knock-out: what the same pictures say with the prompt switched off
  const plain = join(root, 'plain');
  const off = ['--images', join(data, 'test', 'bright'), '--out', plain, '--set', 'baseline=unprompted'];
  expect(await runCommandLine(['explain', '--run', out, ...off, '--backend', 'wasm'])).toBe(0);
  expect(readdirSync(join(plain, '0')).sort()).toEqual(['1-resized.png', '5-prompted.png']);

  // the mean mask for everyone takes the training images, which only their owner can point to
  const mean = join(root, 'mean');
  const shared = [
    '--images',
    join(data, 'test', 'bright'),
    '--out',
    mean,
    '--set',
    'masks=shared-three-channel',
  ];
  said = '';
  expect(await runCommandLine(['explain', '--run', out, ...shared, '--backend', 'wasm'])).toBe(2);
  expect(said).toContain('Give their folder or file with --data');
  const given = ['explain', '--run', out, ...shared, '--data', data, '--backend', 'wasm'];
  expect(await runCommandLine(given)).toBe(0);
  const trace = parseSafetensors(Uint8Array.from(readFileSync(join(mean, 'trace.safetensors'))), 'The trace');
  expect(trace.tensors.get('mask')!.shape).toEqual([1, 4, 4, 3]);
  expect(trace.tensors.get('prompted')!.shape).toEqual([4, 32, 32, 3]);
});

test('inspects a trained run: an answer of each kind in a file that the page reads, and its weights', async () => {
  const data = writeDataset('lights', 4);
  const run = join(root, 'inspected-run.safetensors');
  const train = ['train', '--data', data, '--size', '32', '--batch', '4', '--epochs', '1', '--out', run];
  expect(await runCommandLine([...train, '--backend', 'wasm'])).toBe(0);

  printed = [];
  const [out, weights] = [join(root, 'inside.safetensors.gz'), join(root, 'half.safetensors.gz')];
  const of = ['--data', data, '--samples', '2', '--chain', '1', '--backend', 'wasm', '--json'];
  const inspect = ['inspect', '--run', run, '--out', out, '--weights', weights, ...of];
  expect(await runCommandLine(inspect)).toBe(0);
  const read = (path: string) => Uint8Array.from(gunzipSync(readFileSync(path)));
  const { answers, step, data: name } = decodeInspection(read(out));
  expect({ step, name }).toEqual({ step: 2, name: 'lights' });
  // each picture has its mask network, its gradient, and three kinds of step; the mapping is of the run
  expect(JSON.parse(printed[0]!)).toMatchObject({
    ...{ step: 2, bytes: readFileSync(out).length, weights: readFileSync(weights).length },
    answers: { generator: 2, saliency: 2, mapping: 1, step: 6 },
  });
  // r(x), four blocks and the head
  const maps = answers.flatMap((answer) => (answer.what === 'generator' ? [answer.maps.length] : []));
  expect(maps).toEqual([6, 6]);
  const whole = decodeCapsule(Uint8Array.from(readFileSync(run)));
  const half = decodeCapsule(read(weights));
  expect(half.config).toEqual(whole.config);
  expect(half.provenance).toEqual(whole.provenance);
});

test('looks at data of one’s own: classes, split, copies and what cannot be read', async () => {
  const data = writeDataset('looked-at', 3);
  cpSync(join(data, 'train/dark/0.png'), join(data, 'test/dark/copy.png'));
  writeFileSync(join(data, 'train/bright/notes.txt'), 'no picture');
  expect(await runCommandLine(['data', data, '--json'])).toBe(0);
  const seen = JSON.parse(printed[0]!) as Record<string, unknown>;
  expect(seen).toMatchObject({
    name: 'looked-at',
    train: 6,
    test: 7,
    seeded: false,
    classes: [
      { name: 'bright', train: 3, test: 3 },
      { name: 'dark', train: 3, test: 4 },
    ],
    duplicates: { groups: 1, leaked: 1 },
    leftOut: { count: 1, listed: [{ path: 'train/bright/notes.txt' }] },
  });
  expect(await runCommandLine(['data', data, '--json', '--duplicates', 'leave-out'])).toBe(0);
  expect(JSON.parse(printed[1]!)).toMatchObject({ train: 5, test: 7 });
});

describe('bad input is one sentence on stderr and exit code 2', () => {
  const cases: [what: string, words: string[], sentence: RegExp][] = [
    ['an unknown command', ['trian'], /unknown command 'trian'[^]*--help/],
    ['an unknown option', ['train', '--epoch', '3'], /unknown option '--epoch'[^]*--help/],
    ['an unknown backend', ['train', '--backend', 'wsam'], /Did you mean "wasm"/],
    ['a size beyond the limits', ['train', '--size', '1000'], /from 32 to 384/],
    ['an unknown dataset', ['train', '--data', 'fashion-mnits'], /Did you mean "fashion-mnist"/],
    ['an unknown backbone', ['train', '--backbone', 'resnet'], /no backbone and no file "resnet"/],
    ['an unknown variant', ['train', '--set', 'baseline=ful'], /Did you mean "full"/],
    ['a patch that cannot be made', ['train', '--patch', '5'], /A patch of 5 cannot be used/],
    ['a run that is not there', ['explain', '--run', 'no', '--images', '.', '--out', 'o'], /does not exist/],
    ['a run that is none', ['explain', '--run', 'package.json', '--images', '.', '--out', 'o'], /damaged/],
    ['a run to inspect that is not there', ['inspect', '--run', 'no', '--out', 'o'], /does not exist/],
    ['no run to inspect', ['inspect', '--out', 'o'], /required option '--run/],
    ['a missing option', ['explain'], /required option/],
  ];
  test.each(cases)('%s', async (_, words, sentence) => {
    expect(await runCommandLine(words)).toBe(2);
    expect(said).toMatch(sentence);
    expect(said).not.toMatch(/ at .*\.ts:/);
    expect(printed).toEqual([]);
  });

  test('an empty folder', async () => {
    mkdirSync(join(root, 'empty'));
    expect(await runCommandLine(['train', '--data', join(root, 'empty')])).toBe(2);
    expect(said).toMatch(/empty holds no files.*a folder for each class/);
  });

  test('fewer images than a batch', async () => {
    const few = ['train', '--data', writeDataset('few', 1), '--size', '32', '--backend', 'wasm'];
    expect(await runCommandLine(few)).toBe(2);
    expect(said).toMatch(/fewer than one batch of 64/);
  });

  test('a run that could not be written, before it is trained', async () => {
    const data = writeDataset('pair', 2);
    const options = ['--data', data, '--size', '32', '--batch', '4', '--backend', 'wasm'];
    expect(await runCommandLine(['train', ...options, '--out', data])).toBe(2);
    expect(await runCommandLine(['train', ...options, '--out', join(data, 'test/dark/0.png/run')])).toBe(2);
    expect(said.trim().split('\n')).toEqual([
      `${data} cannot be written: it is a folder. Choose another place.`,
      `${join(data, 'test/dark/0.png/run')} cannot be written: its folder is a file. Choose another place.`,
    ]);
  });
});
