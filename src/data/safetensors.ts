/**
 * The safetensors format (https://github.com/huggingface/safetensors): 8 bytes header length, a JSON header,
 * then the values of all tensors without a gap. What is written here opens with
 * `safetensors.torch.load_file`; what is read is checked before anything of its stated size is allocated.
 * Values are little-endian, as on every device that TensorFlow.js runs on.
 */
import { unpackHalf } from '../lib/half-float';
import { parseJson, parseWith, z } from '../lib/schema';
import { UserError } from '../lib/user-error';

const BYTES_OF = { I64: 8, F32: 4, I32: 4, F16: 2, BF16: 2, I8: 1, U8: 1 } as const;

export type Dtype = keyof typeof BYTES_OF;

/** What the header says of a tensor. */
export interface TensorEntry {
  readonly dtype: Dtype;
  readonly shape: readonly number[];
}

export interface StoredTensor extends TensorEntry {
  /** the values as stored; a view on the file, not necessarily aligned */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface SafetensorsFile {
  readonly tensors: ReadonlyMap<string, StoredTensor>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** What a file may ask of us. */
export const LIMITS = {
  /** bytes of JSON, also the most that Python's reader accepts for much larger files */
  header: 16 * 2 ** 20,
  tensors: 10_000,
  dimensions: 8,
} as const;

const whole = z.int().check(z.nonnegative());
const entrySchema = z.strictObject({
  dtype: z.enum(Object.keys(BYTES_OF) as [Dtype, ...Dtype[]]),
  shape: z.array(whole).check(z.maxLength(LIMITS.dimensions)),
  data_offsets: z.tuple([whole, whole]),
});
const headerSchema = z.looseObject({ __metadata__: z.optional(z.record(z.string(), z.string())) });

/** A tensor's place among the values that follow the header, in bytes. */
interface PlacedEntry extends TensorEntry {
  readonly begin: number;
  readonly end: number;
}

export interface SafetensorsHeader {
  readonly entries: ReadonlyMap<string, PlacedEntry>;
  readonly metadata: Readonly<Record<string, string>>;
  /** where the values begin */
  readonly start: number;
}

/**
 * @param what the file in words, as its error sentences should begin: "The run capsule", say
 * @throws UserError when the bytes are not a whole and valid file
 */
export function parseSafetensors(bytes: Uint8Array<ArrayBuffer>, what: string): SafetensorsFile {
  const { entries, metadata, start } = parseHeader(bytes, { total: bytes.length, what });
  const tensors = new Map<string, StoredTensor>();
  for (const [name, { dtype, shape, begin, end }] of entries) {
    tensors.set(name, { dtype, shape, bytes: bytes.subarray(start + begin, start + end) });
  }
  return { tensors, metadata };
}

/** How many bytes from the beginning hold the header, by the first eight. @throws UserError where there are too many */
export function headerEnd(bytes: Uint8Array<ArrayBuffer>, what: string): number {
  const broken = `${what} is damaged or not a .safetensors file; save or download it again.`;
  if (bytes.length < 8) throw new UserError(`${broken} (${bytes.length} bytes)`);
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0, true));
  if (length > LIMITS.header) throw new UserError(`${broken} (its header claims ${length} bytes)`);
  return 8 + length;
}

/**
 * What a file holds, from its beginning alone.
 * @param bytes at least the first `headerEnd(…)` of the file
 * @param options.total bytes of the whole file
 */
export function parseHeader(
  bytes: Uint8Array<ArrayBuffer>,
  { total, what }: { readonly total: number; readonly what: string },
): SafetensorsHeader {
  const broken = `${what} is damaged or not a .safetensors file; save or download it again.`;
  const start = headerEnd(bytes, what);
  if (start > bytes.length) throw new UserError(`${broken} (it ends inside its header)`);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(8, start));
  } catch {
    throw new UserError(`${broken} (its header is not text)`);
  }
  const header = parseJson(headerSchema, text, broken);
  const length = total - start;
  const entries = new Map<string, PlacedEntry>();
  const ranges: [number, number][] = [];
  const names = Object.keys(header).filter((name) => name !== '__metadata__');
  if (names.length > LIMITS.tensors) throw new UserError(`${broken} (${names.length} tensors)`);
  for (const name of names) {
    const where = `${broken} In ${JSON.stringify(name.slice(0, 80))}:`;
    const { dtype, shape, data_offsets } = parseWith(entrySchema, header[name], where);
    const [begin, end] = data_offsets;
    if (end > length) throw new UserError(`${where} it ends outside the file, which was cut short.`);
    // A product beyond 2^53 is rounded, but stays far from any length that a file can have.
    const size = shape.reduce((product, side) => product * side, 1) * BYTES_OF[dtype];
    if (end - begin !== size) throw new UserError(`${where} its shape and its bytes do not agree.`);
    ranges.push([begin, end]);
    entries.set(name, { dtype, shape, begin, end });
  }
  checkTiling(ranges, length, broken);
  return { entries, metadata: header.__metadata__ ?? {}, start };
}

/** Every byte belongs to exactly one tensor: no overlap, no gap, nothing left over. */
function checkTiling(ranges: [number, number][], length: number, broken: string): void {
  ranges.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  let expected = 0;
  for (const [begin, end] of ranges) {
    if (begin !== expected) throw new UserError(`${broken} (its tensors overlap or leave a gap)`);
    expected = end;
  }
  if (expected !== length) throw new UserError(`${broken} (${length - expected} bytes belong to no tensor)`);
}

/** A tensor to be written; the array's type must be that of `dtype` (Uint16Array bits for F16 and BF16). */
export type WritableTensor = { readonly shape: readonly number[] } & (
  | { readonly dtype: 'F32'; readonly data: Float32Array }
  | { readonly dtype: 'F16' | 'BF16'; readonly data: Uint16Array }
  | { readonly dtype: 'I32'; readonly data: Int32Array }
  | { readonly dtype: 'I64'; readonly data: BigInt64Array }
  | { readonly dtype: 'I8'; readonly data: Int8Array }
  | { readonly dtype: 'U8'; readonly data: Uint8Array }
);

/** The file's bytes. Wide types first, so every tensor is aligned, then by name: same content, same bytes. */
export function serialiseSafetensors(
  tensors: Readonly<Record<string, WritableTensor>>,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array<ArrayBuffer> {
  const entries = Object.entries(tensors).sort(
    ([a, { dtype: left }], [b, { dtype: right }]) => BYTES_OF[right] - BYTES_OF[left] || (a < b ? -1 : 1),
  );
  const header: Record<string, unknown> = { __metadata__: metadata };
  let offset = 0;
  for (const [name, { dtype, shape, data }] of entries) {
    const size = shape.reduce((product, side) => product * side, 1);
    if (size !== data.length) {
      throw new Error(`${name} has ${data.length} values, its shape [${shape.join(', ')}] says ${size}.`);
    }
    header[name] = { dtype, shape, data_offsets: [offset, offset + data.byteLength] };
    offset += data.byteLength;
  }
  const json = JSON.stringify(header);
  const text = new TextEncoder().encode(json);
  const headerLength = Math.ceil(text.length / 8) * 8;
  const file = new Uint8Array(8 + headerLength + offset);
  new DataView(file.buffer).setBigUint64(0, BigInt(headerLength), true);
  file.fill(0x20, 8, 8 + headerLength);
  file.set(text, 8);
  let position = 8 + headerLength;
  for (const [, { data }] of entries) {
    file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), position);
    position += data.byteLength;
  }
  return file;
}

/** The values as Float32Array, whatever their stored type (I64 beyond 2^24 is rounded). Always a copy. */
export function floatsOf(tensor: StoredTensor): Float32Array<ArrayBuffer> {
  // slice() copies, which also aligns
  const { buffer } = tensor.bytes.slice();
  switch (tensor.dtype) {
    case 'F32':
      return new Float32Array(buffer);
    case 'F16':
      return unpackHalf(new Uint16Array(buffer));
    case 'BF16':
      return new Float32Array(Uint32Array.from(new Uint16Array(buffer), (bits) => bits << 16).buffer);
    case 'I32':
      return Float32Array.from(new Int32Array(buffer));
    case 'I64':
      return Float32Array.from(new BigInt64Array(buffer), Number);
    case 'I8':
      return Float32Array.from(new Int8Array(buffer));
    case 'U8':
      return Float32Array.from(new Uint8Array(buffer));
    default:
      return tensor.dtype satisfies never;
  }
}

/** Integer values as Int32Array (I64 outside 32 bits wraps). Always a copy; floats are a programming error. */
export function integersOf(tensor: StoredTensor): Int32Array<ArrayBuffer> {
  const { buffer } = tensor.bytes.slice();
  switch (tensor.dtype) {
    case 'I32':
      return new Int32Array(buffer);
    case 'I64':
      return Int32Array.from(new BigInt64Array(buffer), Number);
    case 'I8':
      return Int32Array.from(new Int8Array(buffer));
    case 'U8':
      return Int32Array.from(new Uint8Array(buffer));
    default:
      throw new Error(`Integers wanted, but the tensor is stored as ${tensor.dtype}.`);
  }
}

/**
 * The tensor of that name.
 * @param shape −1 stands for any size
 * @throws UserError when it is missing, of another type or of another shape
 */
export function expectTensor(
  file: SafetensorsFile,
  name: string,
  { dtype, shape, what }: { readonly dtype: Dtype; readonly shape: readonly number[]; readonly what: string },
): StoredTensor {
  const tensor = file.tensors.get(name);
  if (tensor === undefined) {
    throw new UserError(`${what} lacks "${name}": it was made by another program or version. Make it anew.`);
  }
  const fits =
    tensor.dtype === dtype &&
    tensor.shape.length === shape.length &&
    shape.every((side, axis) => side === -1 || side === tensor.shape[axis]);
  if (!fits) {
    const wanted = shape.map((side) => (side === -1 ? '?' : side)).join(', ');
    throw new UserError(
      `${what} holds "${name}" as ${tensor.dtype} [${tensor.shape.join(', ')}], but ${dtype} [${wanted}] is needed. Make it anew.`,
    );
  }
  return tensor;
}
