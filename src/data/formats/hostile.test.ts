import { readFileSync } from 'node:fs';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { packTar } from 'modern-tar';
import { expect, test } from 'vitest';
import { UserError } from '../../lib/user-error';
import { cifarBatch, idxFile, importFiles, square, textFile, zipOf, type Files } from '../testing/own-files';
import { shownName } from './source-file';

const bytesOf = (bytes: Uint8Array) => Uint8Array.from(bytes);
const fixture = (name: string) => bytesOf(readFileSync(`src/data/fixtures/${name}`));
const good: Files = { 'train/a/1.png': 1, 'train/b/1.png': 2, 'test/a/1.png': 3, 'test/b/1.png': 4 };

interface LyingEntry {
  readonly name: string;
  readonly packed: Uint8Array;
  /** what it claims to unpack to */
  readonly size: number;
  /** where it says it begins; behind the one before, without */
  readonly offset?: number;
  readonly flags?: number;
  readonly method?: number;
}

/** A ZIP that says of itself whatever it likes. */
function lyingZip(entries: readonly LyingEntry[], { claimed = entries.length, directory = -1 } = {}) {
  const parts: Uint8Array[] = [];
  const central: Uint8Array[] = [];
  let at = 0;
  for (const { name, packed, size, offset, flags = 0, method = 8 } of entries) {
    const label = textFile(name);
    const fields = (view: DataView, start: number): void => {
      view.setUint16(start, 20, true);
      view.setUint16(start + 2, flags, true);
      view.setUint16(start + 4, method, true);
      view.setUint32(start + 14, packed.length, true);
      view.setUint32(start + 18, size, true);
      view.setUint16(start + 22, label.length, true);
    };
    const local = new DataView(new ArrayBuffer(30));
    local.setUint32(0, 0x04034b50, true);
    fields(local, 4);
    const entry = new DataView(new ArrayBuffer(46));
    entry.setUint32(0, 0x02014b50, true);
    entry.setUint16(4, 20, true);
    fields(entry, 6);
    entry.setUint32(42, offset ?? at, true);
    central.push(new Uint8Array(entry.buffer), label);
    if (offset !== undefined) continue;
    parts.push(new Uint8Array(local.buffer), label, packed);
    at += 30 + label.length + packed.length;
  }
  const length = central.reduce((sum, part) => sum + part.length, 0);
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, 0x06054b50, true);
  end.setUint16(8, claimed, true);
  end.setUint16(10, claimed, true);
  end.setUint32(12, directory < 0 ? length : directory, true);
  end.setUint32(16, at, true);
  return bytesOf(Buffer.concat([...parts, ...central, new Uint8Array(end.buffer)]));
}

const pictures = (paths: readonly string[]): LyingEntry[] =>
  paths.map((name, index) => {
    const whole = square(index);
    return { name, packed: deflateRawSync(whole), size: whole.length };
  });
const goodEntries = pictures(Object.keys(good));
const zeros = deflateRawSync(new Uint8Array(64 * 2 ** 20));

test('an entry that unpacks to a thousand times its size is left out before it is unpacked', async () => {
  const bomb = { name: 'train/a/bomb.png', packed: zeros, size: 64 * 2 ** 20 };
  const { dataset, leftOut } = await importFiles({ 'x.zip': lyingZip([...goodEntries, bomb]) });
  expect(dataset.train.count).toBe(2);
  expect(leftOut[0]).toMatchObject({
    path: 'train/a/bomb.png',
    message: expect.stringMatching(/times its size: it is made to fill the memory/),
  });
});

test('an entry that unpacks to more, or to less, than it claims is left out', async () => {
  const more = { name: 'train/a/more.png', packed: zeros, size: 1000 };
  const less = { name: 'train/a/less.png', packed: deflateRawSync(square(9)), size: 3000 };
  const { leftOut } = await importFiles({ 'x.zip': lyingZip([...goodEntries, more, less]) });
  expect(leftOut.map(({ message }) => message)).toEqual([
    'Its part of the ZIP is damaged. Pack it anew.',
    'Its part of the ZIP is damaged. Pack it anew.',
  ]);
});

test('names that lead out of the archive are left out, and no path is made of any', async () => {
  const names = ['../../etc/cron.d/a.png', '/etc/a.png', 'C:\\a.png', 'train\\a\\b.png', 'train/../a/1.png'];
  const { dataset, leftOut } = await importFiles({
    'x.zip': lyingZip([...goodEntries, ...pictures(names)]),
  });
  expect(dataset.train.count).toBe(2);
  expect(leftOut).toHaveLength(names.length);
  for (const { message } of leftOut) expect(message).toMatch(/leads out of the archive/);
});

const overlapping = [
  goodEntries[0]!,
  ...Array.from({ length: 5000 }, (_, index) => ({
    ...goodEntries[0]!,
    name: `train/a/${index}.png`,
    offset: 0,
  })),
];

test.each<[string, () => Promise<Files> | Files, RegExp]>([
  [
    'a ZIP inside a ZIP',
    async () => ({ 'x.zip': await zipOf({ 'inner.zip': await zipOf(good) }) }),
    /inner\.zip is an archive inside another one.*Unpack it first/,
  ],
  [
    'a ZIP with a password',
    async () => ({ 'x.zip': await zipOf(good, { password: 'secret' }) }),
    /locked with a password/,
  ],
  [
    'a ZIP whose entries share their bytes',
    () => ({ 'x.zip': lyingZip(overlapping) }),
    /more packed bytes than it has/,
  ],
  ['a ZIP that is cut short', async () => ({ 'x.zip': (await zipOf(good)).slice(0, -30) }), /damaged ZIP/],
  [
    'a ZIP that claims a million entries',
    () => ({ 'x.zip': lyingZip(goodEntries, { claimed: 60_000, directory: 0xfffffff0 }) }),
    /damaged ZIP|more than 400000 entries/,
  ],
  ['a RAR', () => ({ 'x.rar': textFile('Rar!\x1a\x07') }), /RAR archive.*Unpack it/],
  [
    'a pickle',
    () => ({ data_batch_1: bytesOf(Uint8Array.of(0x80, 2, 0x7d, 0x71)) }),
    /Python pickle.*run programs.*binary version/,
  ],
  [
    'a gzipped pickle',
    () => ({ 'x.pkl.gz': bytesOf(gzipSync(Uint8Array.of(0x80, 4, 0x7d))) }),
    /Python pickle/,
  ],
  [
    'CIFAR of a wrong length',
    () => ({ 'data_batch_1.bin': cifarBatch([[1], [2]]).slice(0, -1) }),
    /6145 bytes.*no whole number of CIFAR records/,
  ],
  [
    'CIFAR of a wrong length in its archive',
    async () => ({
      'x.tar': bytesOf(
        await packTar([{ header: { name: 'data_batch_1.bin', size: 5 }, body: textFile('hello') }]),
      ),
    }),
    /data_batch_1\.bin has 5 bytes/,
  ],
  [
    'the Python version of the archive',
    async () => ({
      'x.tar': bytesOf(
        await packTar([{ header: { name: 'data_batch_1', size: 5 }, body: textFile('hello') }]),
      ),
    }),
    /no CIFAR batches.*"binary version"/,
  ],
  [
    'an archive that is cut short',
    async () => {
      const body = cifarBatch([[1], [2], [3]]);
      const archive = await packTar([{ header: { name: 'data_batch_1.bin', size: body.length }, body }]);
      return { 'x.tar.gz': bytesOf(gzipSync(archive)).slice(0, -40) };
    },
    /ends too early or is damaged/,
  ],
  [
    'an archive that unpacks without end',
    async () => {
      const body = new Uint8Array(64 * 2 ** 20 - ((64 * 2 ** 20) % 3073));
      const archive = await packTar([{ header: { name: 'data_batch_1.bin', size: body.length }, body }]);
      return { 'x.tar.gz': bytesOf(gzipSync(archive)) };
    },
    /unpacks to far more than its size/,
  ],
  [
    'IDX whose dimensions lie',
    () => ({ 'train-images-idx3-ubyte': lyingIdx([60000, 28, 28], 4) }),
    /60000 × 28 × 28 bytes, but it has 20/,
  ],
  [
    'IDX of enormous pictures',
    () => ({ 'train-images-idx3-ubyte': lyingIdx([1, 100_000, 100_000], 4) }),
    /at most 4096/,
  ],
  ['IDX of nothing', () => ({ 'train-images-idx3-ubyte': lyingIdx([0, 28, 28], 0) }), /it is empty/],
  [
    'gzipped IDX that ends too early',
    () => ({ 'train-images-idx3-ubyte.gz': bytesOf(gzipSync(idxFile([50, 28, 28]))).slice(0, -200) }),
    /ends too early|cut short/,
  ],
  [
    'IDX labels of another half',
    () => ({ 'train-images-idx3-ubyte': idxFile([3, 4, 4]), 'train-labels-idx1-ubyte': idxFile([4]) }),
    /3 pictures.*4 labels: they do not belong together/,
  ],
  ['IDX labels alone', () => ({ 'train-labels-idx1-ubyte': idxFile([4]) }), /labels but no pictures/],
  [
    'parquet without pictures',
    () => ({ 'x.parquet': fixture('no-pictures.parquet') }),
    /no column of pictures.*its columns are text, label/,
  ],
  [
    'parquet that is cut short',
    () => ({ 'x.parquet': fixture('hub.parquet').slice(0, -9) }),
    /no whole parquet file/,
  ],
  [
    'a parquet footer of four gigabytes',
    () => ({ 'x.parquet': footerOf(0xffffffff) }),
    /no whole parquet file/,
  ],
  [
    'nothing that is known',
    () => ({ 'a.txt': textFile('hello'), 'b.bin': bytesOf(Uint8Array.of(1, 2, 3)) }),
    /holds nothing that is known here.*folder for each class/,
  ],
])('%s is a sentence', async (_, files, sentence) => {
  const made = await files();
  await expect(importFiles(made)).rejects.toThrow(UserError);
  await expect(importFiles(made)).rejects.toThrow(sentence);
});

/** A header without what it promises. */
function lyingIdx(dimensions: readonly number[], length: number): Uint8Array<ArrayBuffer> {
  const header = idxFile(dimensions.map(() => 0)).slice(0, 4 + dimensions.length * 4);
  dimensions.forEach((size, axis) => new DataView(header.buffer).setUint32(4 + axis * 4, size));
  return bytesOf(Buffer.concat([header, new Uint8Array(length)]));
}

function footerOf(length: number): Uint8Array<ArrayBuffer> {
  const file = fixture('hub.parquet');
  new DataView(file.buffer).setUint32(file.length - 8, length, true);
  return file;
}

test('every byte of a parquet file changed, one at a time: read, or a sentence', async () => {
  const whole = fixture('hub.parquet');
  let refused = 0;
  for (let at = 0; at < whole.length; at += 3) {
    const changed = whole.slice();
    changed[at]! ^= 0xff;
    try {
      await importFiles({ 'train.parquet': changed });
    } catch (error) {
      expect(error, `byte ${at}`).toBeInstanceOf(UserError);
      refused++;
    }
  }
  expect(refused).toBeGreaterThan(50);
});

test('a parquet file whose footer speaks of more rows than its pages have', async () => {
  const { dataset } = await importFiles({ 'train.parquet': fixture('plain.parquet') });
  expect(dataset.train.count + dataset.test.count).toBe(6);
  // num_rows of a row group is a zigzag varint: 2 is written as 4
  const whole = fixture('plain.parquet');
  let refusals = 0;
  for (let at = whole.length - 700; at < whole.length - 8; at++) {
    if (whole[at] !== 4) continue;
    const changed = whole.slice();
    changed[at] = 6;
    const sentence = await importFiles({ 'train.parquet': changed }).then(
      () => '',
      (error: Error) => error.message,
    );
    if (/contradicts itself|says 3 rows/.test(sentence)) refusals++;
  }
  expect(refusals).toBeGreaterThan(0);
});

test('parquet values that are written as differences, each with the front of the one before, are a sentence', async () => {
  const whole = fixture('plain.parquet');
  let refusals = 0;
  for (let at = 1; at < whole.length; at++) {
    // an encoding is an i32 (0x15): plain or by a dictionary
    if (whole[at - 1] !== 0x15 || ![0, 4, 16].includes(whole[at]!)) continue;
    const changed = whole.slice();
    changed[at] = 14;
    const sentence = await importFiles({ 'train.parquet': changed }).then(
      () => '',
      (error: Error) => error.message,
    );
    if (sentence.includes('DELTA_BYTE_ARRAY')) refusals++;
  }
  expect(refusals).toBeGreaterThan(0);
});

test('an SVG with a script that calls itself PNG, and a picture that is also a page, are what their bytes say', async () => {
  const svg = textFile('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
  // a PNG with a page behind it: decoded as the picture that it is, the rest is never looked at
  const polyglot = bytesOf(Buffer.concat([square(9), textFile('<script>alert(1)</script>')]));
  const { dataset, leftOut } = await importFiles({
    ...good,
    'train/a/drawing.png': svg,
    'train/a/page.png': polyglot,
  });
  expect(leftOut).toEqual([
    { path: 'train/a/drawing.png', message: expect.stringMatching(/an SVG drawing, which is not read here/) },
  ]);
  expect(dataset.train.count).toBe(3);
});

test('class names are shown without what could deceive, and __proto__ is a name like any other', async () => {
  const { dataset } = await importFiles({
    'train/__proto__/1.png': 1,
    'train/constructor/1.png': 2,
    'train/a\u202Egnp/1.png': 3,
    'test/__proto__/1.png': 4,
    'test/constructor/1.png': 5,
  });
  expect(dataset.classes).toEqual(['__proto__', 'a�gnp', 'constructor']);
  expect(shownName('x'.repeat(500))).toHaveLength(200);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});
