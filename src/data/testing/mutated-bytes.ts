/** Files as an attacker, a bad disk or a cut connection makes them: real ones, changed in a few places. */
import fc from 'fast-check';

type Bytes = Uint8Array<ArrayBuffer>;

/** One change. Positions are shares of 2³², so that the same change fits a file of any length. */
interface Change {
  readonly how: number;
  readonly at: number;
  readonly size: number;
  readonly value: number;
}

/** Numbers that length fields lie with. */
const lies = [0, 1, 0x7f, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff] as const;

type Edit = (bytes: Bytes, change: { at: number; size: number; value: number; other: Bytes }) => Bytes;

const edits: readonly Edit[] = [
  // one bit
  (bytes, { at, value }) => withBytes(bytes, at, [(bytes[at] ?? 0) ^ (1 << (value & 7))]),
  // one byte
  (bytes, { at, value }) => withBytes(bytes, at, [value]),
  // cut short
  (bytes, { at }) => bytes.slice(0, at),
  // a piece gone
  (bytes, { at, size }) => joined(bytes.subarray(0, at), bytes.subarray(at + size)),
  // a piece twice
  (bytes, { at, size }) => joined(bytes.subarray(0, at + size), bytes.subarray(at)),
  // a piece of another file
  (bytes, { at, size, other }) =>
    joined(bytes.subarray(0, at), other.subarray(at, at + size), bytes.subarray(at)),
  // one byte many times
  (bytes, { at, size, value }) =>
    joined(bytes.subarray(0, at), new Uint8Array(size * 8).fill(value), bytes.subarray(at)),
  // a length that is not so, either way round
  (bytes, { at, value }) => {
    const lie = lies[value % lies.length]!;
    const parts = [lie & 255, (lie >>> 8) & 255, (lie >>> 16) & 255, lie >>> 24];
    return withBytes(bytes, at, value & 128 ? parts : parts.reverse());
  },
  // two pieces change places
  (bytes, { at, size }) =>
    joined(
      bytes.subarray(0, at),
      bytes.subarray(at + size, at + 2 * size),
      bytes.subarray(at, at + size),
      bytes.subarray(at + 2 * size),
    ),
];

const share = fc.integer({ min: 0, max: 0xffffffff });
const change = fc.record<Change>({
  how: fc.nat(edits.length - 1),
  at: share,
  size: share,
  value: fc.nat(255),
});

/**
 * @param files real files of one format
 * @param options.most changes in one file
 */
export function mutatedBytes(
  files: readonly Bytes[],
  { most = 4 }: { most?: number } = {},
): fc.Arbitrary<Bytes> {
  const file = fc.nat(files.length - 1);
  return fc
    .tuple(file, file, fc.array(change, { minLength: 1, maxLength: most }))
    .map(([one, other, changes]) => changed(files[one]!, changes, files[other]!));
}

function changed(file: Bytes, changes: readonly Change[], other: Bytes): Bytes {
  let bytes = file.slice();
  for (const { how, at, size, value } of changes) {
    bytes = edits[how]!(bytes, {
      at: scaled(at, bytes.length),
      size: 1 + scaled(size, Math.min(bytes.length, 512)),
      value,
      other,
    });
  }
  return bytes;
}

function scaled(part: number, whole: number): number {
  return Math.floor((part / 2 ** 32) * whole);
}

function withBytes(bytes: Bytes, at: number, values: readonly number[]): Bytes {
  const result = bytes.slice();
  result.set(values.slice(0, Math.max(0, result.length - at)), Math.min(at, result.length));
  return result;
}

export function joined(...parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
