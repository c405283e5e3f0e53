/** Files that were made to do harm: each has its sentence, and nothing of it becomes a path, a property or a size. */
import { takeAllocated } from './testing/allocations';
import { afterEach, expect, test } from 'vitest';
import { UserError } from '../lib/user-error';
import { decodeCapsule, encodeCapsule, stateFor } from './capsule';
import { parseDescription } from './dataset-description';
import { readDeck } from './deck-file';
import { decodeRecordedLab } from './recorded-lab';
import { parseSafetensors } from './safetensors';
import { joined } from './testing/mutated-bytes';
import { rawFile } from './testing/mutated-run-file';
import { tinyCapsule, tinyRunFiles } from './testing/tiny-run-files';

afterEach(() => {
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

const polluting = '"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},';

/** A file whose header claims so many bytes. */
function claiming(length: bigint): Uint8Array<ArrayBuffer> {
  const file = tinyRunFiles.capsule();
  new DataView(file.buffer).setBigUint64(0, length, true);
  return file;
}

test.each([2n ** 32n, 2n ** 32n + 64n, 2n ** 63n, 2n ** 64n - 1n])(
  'a header that claims %i bytes is refused for what it claims, before anything is made of it',
  (length) => {
    takeAllocated();
    expect(() => parseSafetensors(claiming(length), 'The run capsule')).toThrow(UserError);
    expect(() => parseSafetensors(claiming(length), 'The run capsule')).toThrow(
      /^The run capsule is damaged .* \(its header claims \d+ bytes\)$/,
    );
    expect(takeAllocated()).toBeLessThan(10_000);
  },
);

test('JSON that is after the prototypes of objects is refused, or taken without them', () => {
  const deck = `{"format":"smm-deck",${polluting}"version":1,"title":"A","language":"en","slides":[{${polluting}"id":"one","title":"B"}]}`;
  const read = readDeck(deck);
  expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
  expect(Object.keys(read.slides[0]!)).not.toContain('constructor');
  expect(() => parseDescription(`{${polluting}"schema":1}`, 'dataset.json')).toThrow(UserError);
});

test('tensors named after what every object has are values like any other', () => {
  const values = { shape: [1], values: Float32Array.of(7) };
  const names = ['constructor', 'toString', 'hasOwnProperty'];
  const tensors = { ...tinyCapsule.tensors, ...Object.fromEntries(names.map((name) => [name, values])) };
  const read = decodeCapsule(encodeCapsule({ ...tinyCapsule, tensors })).tensors;
  expect(Object.keys(read)).toEqual(expect.arrayContaining(names));
  // what a method asks for and the file lacks is missing, whatever objects inherit
  const wanted = {
    name: 'valueOf',
    shape: [],
    group: 'mask',
    start: { kind: 'constant', value: 0 },
  } as const;
  expect(() => stateFor([wanted], read)).toThrow(/"valueOf" should be .* is missing/);
  const header = `{"__metadata__":{},"__proto__":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}`;
  const length = new Uint8Array(8);
  new DataView(length.buffer).setBigUint64(0, BigInt(header.length), true);
  const file = joined(length, new TextEncoder().encode(header), Uint8Array.of(1));
  expect(() => parseSafetensors(file, 'The file')).toThrow(UserError);
});

test.each([
  '../../../etc/passwd',
  '..\\..\\boot.ini',
  '/etc/passwd',
  'https://elsewhere.example/x',
  'a/b',
  '%2e%2e%2f',
])('the recorded lab names no file but one beside it: %s', (path) => {
  const lab = tinyRunFiles.recordedLab();
  const spoilt = withText(lab, 'default.pictures.safetensors.gz', path);
  expect(() => decodeRecordedLab(spoilt)).toThrow(/The recorded lab is damaged/);
});

test.each(['../../secret', 'slide/../../x', '<script>'])('a deck has no slide or part named %s', (name) => {
  const slide = { id: 'one', title: 'A' };
  const deck = (slides: unknown) =>
    JSON.stringify({ format: 'smm-deck', version: 1, title: 'A', language: 'en', slides });
  expect(() => readDeck(deck([{ ...slide, id: name }]))).toThrow(/The deck cannot be read/);
  expect(() => readDeck(deck([{ ...slide, shows: [name] }]))).toThrow(/The deck cannot be read/);
  expect(() => readDeck(deck([{ ...slide, link: `https://elsewhere.example/${name}` }]))).toThrow(
    /cannot be read/,
  );
});

test('names longer than anybody writes are refused, and the sentence stays short', () => {
  const classes = ['x'.repeat(100_000), 'b', 'c'];
  for (const spoilt of [{ classes }, { provenance: { ...tinyCapsule.provenance, device: classes[0]! } }]) {
    const file = encodeCapsule({ ...tinyCapsule, ...spoilt });
    expect(() => decodeCapsule(file)).toThrow(UserError);
    expect(() => decodeCapsule(file)).toThrow(/^.{20,300}$/);
  }
  const entry = { dtype: 'F32', shape: [2], data_offsets: [0, 4] };
  const file = rawFile({ ['y'.repeat(50_000)]: entry }, new Uint8Array(4));
  expect(() => parseSafetensors(file, 'The file')).toThrow(/^.{20,300}$/);
});

/** The file with one text of its header exchanged. */
function withText(file: Uint8Array<ArrayBuffer>, text: string, other: string): Uint8Array<ArrayBuffer> {
  const length = Number(new DataView(file.buffer).getBigUint64(0, true));
  const header = new TextDecoder().decode(file.subarray(8, 8 + length));
  expect(header).toContain(text);
  return rawFile(
    JSON.parse(header.replaceAll(text, JSON.stringify(other).slice(1, -1))),
    file.slice(8 + length),
  );
}
