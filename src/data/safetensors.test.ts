import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { UserError } from '../lib/user-error';
import {
  expectTensor,
  floatsOf,
  integersOf,
  LIMITS,
  parseSafetensors,
  serialiseSafetensors,
  type WritableTensor,
} from './safetensors';

/** A file with this header text (or object) and so many bytes of values. */
function fileWith(header: unknown, dataLength = 0): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const file = new Uint8Array(8 + text.length + dataLength);
  new DataView(file.buffer).setBigUint64(0, BigInt(text.length), true);
  file.set(text, 8);
  return file;
}

const sample = (): Uint8Array<ArrayBuffer> =>
  serialiseSafetensors(
    {
      odd: { dtype: 'U8', shape: [3], data: Uint8Array.of(1, 2, 255) },
      signed: { dtype: 'I8', shape: [2], data: Int8Array.of(-128, 127) },
      delta: { dtype: 'F32', shape: [1, 2], data: Float32Array.of(0.1, -1e30) },
      half: { dtype: 'F16', shape: [2], data: Uint16Array.of(0x3c00, 0xc100) },
      brain: { dtype: 'BF16', shape: [1], data: Uint16Array.of(0xbf80) },
      labels: { dtype: 'I32', shape: [2], data: Int32Array.of(-7, 999) },
      long: { dtype: 'I64', shape: [1], data: BigInt64Array.of(-5n) },
      scalar: { dtype: 'F32', shape: [], data: Float32Array.of(3) },
      empty: { dtype: 'F32', shape: [0, 4], data: new Float32Array() },
    },
    { note: 'δ "quoted"' },
  );

test('every type survives writing and reading', () => {
  const { tensors, metadata } = parseSafetensors(sample(), 'It');
  const floats = (name: string): number[] => [...floatsOf(tensors.get(name)!)];
  expect(metadata).toEqual({ note: 'δ "quoted"' });
  expect(floats('delta')).toEqual([Math.fround(0.1), Math.fround(-1e30)]);
  expect(floats('half')).toEqual([1, -2.5]);
  expect(floats('brain')).toEqual([-1]);
  expect(floats('scalar')).toEqual([3]);
  expect(floats('empty')).toEqual([]);
  expect(floats('odd')).toEqual([1, 2, 255]);
  expect(floats('signed')).toEqual([-128, 127]);
  expect(floats('long')).toEqual([-5]);
  expect([...integersOf(tensors.get('labels')!)]).toEqual([-7, 999]);
  expect([...integersOf(tensors.get('long')!)]).toEqual([-5]);
  expect(tensors.get('empty')!.shape).toEqual([0, 4]);
});

test('the same content gives the same bytes, values aligned, whatever the order', () => {
  const a: WritableTensor = { dtype: 'U8', shape: [1], data: Uint8Array.of(1) };
  const b: WritableTensor = { dtype: 'F32', shape: [1], data: Float32Array.of(2) };
  expect(serialiseSafetensors({ a, b })).toEqual(serialiseSafetensors({ b, a }));
  const file = serialiseSafetensors({ a, b });
  const { tensors } = parseSafetensors(file, 'It');
  expect(tensors.get('b')!.bytes.byteOffset % 8).toBe(0);
});

test('a file written by Python is read', async () => {
  const path = new URL('../core/fixtures/frames.safetensors', import.meta.url);
  const { tensors } = parseSafetensors(new Uint8Array(await readFile(path)), 'It');
  expect(tensors.size).toBeGreaterThan(0);
});

test('a shape that does not fit its values is a programming error when writing', () => {
  const tensor: WritableTensor = { dtype: 'F32', shape: [2, 2], data: new Float32Array(3) };
  expect(() => serialiseSafetensors({ tensor })).toThrow(/has 3 values/);
});

test.each<[string, Uint8Array<ArrayBuffer>, RegExp]>([
  ['too short', new Uint8Array(7), /7 bytes/],
  ['a text file', new TextEncoder().encode('just some text, nothing else'), /header claims/],
  ['cut inside the header', sample().slice(0, 50), /ends inside its header/],
  ['cut inside the values', sample().slice(0, -1), /cut short/],
  ['not JSON', fileWith('{"a":'), /not JSON/],
  ['not text', fileWith('{"\u0000"}').fill(0xff, 8), /not text/],
  ['an array', fileWith([1]), /Invalid input/],
  ['an unknown type', fileWith({ a: { dtype: 'F8', shape: [], data_offsets: [0, 1] } }, 1), /"a"/],
  ['a negative side', fileWith({ a: { dtype: 'U8', shape: [-1], data_offsets: [0, 1] } }, 1), /"a"/],
  ['a fraction', fileWith({ a: { dtype: 'U8', shape: [1.5], data_offsets: [0, 1] } }, 1), /"a"/],
  ['wrong product', fileWith({ a: { dtype: 'F32', shape: [2], data_offsets: [0, 4] } }, 4), /do not agree/],
  [
    'a huge product',
    fileWith({ a: { dtype: 'U8', shape: [2 ** 40, 2 ** 40], data_offsets: [0, 1] } }, 1),
    /do not/,
  ],
  ['reversed', fileWith({ a: { dtype: 'U8', shape: [1], data_offsets: [1, 0] } }, 1), /do not agree/],
  ['left-over values', fileWith({ a: { dtype: 'U8', shape: [1], data_offsets: [0, 1] } }, 2), /belong to no/],
  ['metadata of numbers', fileWith({ __metadata__: { a: 1 } }), /__metadata__/],
  [
    'overlapping tensors',
    fileWith(
      {
        a: { dtype: 'U8', shape: [2], data_offsets: [0, 2] },
        b: { dtype: 'U8', shape: [2], data_offsets: [1, 3] },
      },
      3,
    ),
    /overlap/,
  ],
  [
    'too many tensors',
    fileWith(
      Object.fromEntries(
        Array.from({ length: LIMITS.tensors + 1 }, (_, i) => [
          i,
          { dtype: 'U8', shape: [0], data_offsets: [0, 0] },
        ]),
      ),
    ),
    /10001 tensors/,
  ],
])('%s is refused with a sentence', (_, bytes, reason) => {
  expect(() => parseSafetensors(bytes, 'The run')).toThrow(UserError);
  expect(() => parseSafetensors(bytes, 'The run')).toThrow(/^The run is damaged/);
  expect(() => parseSafetensors(bytes, 'The run')).toThrow(reason);
});

test('names that mean something to JavaScript do no harm', () => {
  const entry = (begin: number): object => ({ dtype: 'U8', shape: [1], data_offsets: [begin, begin + 1] });
  const harmless = `{"constructor":${JSON.stringify(entry(0))},"toString":${JSON.stringify(entry(1))}}`;
  expect([...parseSafetensors(fileWith(harmless, 2), 'It').tensors.keys()]).toEqual([
    'constructor',
    'toString',
  ]);
  const polluting = `{"__proto__":{"polluted":true},"a":${JSON.stringify(entry(0))}}`;
  try {
    parseSafetensors(fileWith(polluting, 1), 'It');
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
  }
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

test('a missing or misshapen tensor is a sentence', () => {
  const file = parseSafetensors(sample(), 'The run');
  const wanted = { dtype: 'F32', what: 'The run' } as const;
  expect(() => expectTensor(file, 'labels', { ...wanted, shape: [2] })).toThrow(/as I32 \[2\]/);
  expect(expectTensor(file, 'delta', { ...wanted, shape: [-1, 2] }).shape).toEqual([1, 2]);
  expect(() => expectTensor(file, 'mapping', { ...wanted, shape: [10] })).toThrow(/lacks "mapping"/);
  expect(() => expectTensor(file, 'delta', { ...wanted, shape: [-1, 3] })).toThrow(
    /F32 \[1, 2\], but F32 \[\?, 3\]/,
  );
});

test('whatever happens to its bytes, a file is read or refused with a sentence', () => {
  const original = sample();
  const change = fc.record({ at: fc.nat(original.length - 1), to: fc.nat(255) });
  fc.assert(
    fc.property(
      fc.array(change, { minLength: 1, maxLength: 4 }),
      fc.nat(original.length),
      (changes, length) => {
        const bytes = original.slice();
        for (const { at, to } of changes) bytes[at] = to;
        for (const candidate of [bytes, bytes.slice(0, length)]) {
          try {
            for (const tensor of parseSafetensors(candidate, 'It').tensors.values()) floatsOf(tensor);
          } catch (error) {
            expect(error).toBeInstanceOf(UserError);
          }
        }
      },
    ),
    { numRuns: 500, seed: 1 },
  );
});
