/** Run files (data/run-file.ts) with header, document, tensors or plain bytes changed. */
import fc from 'fast-check';
import { parseSafetensors } from '../safetensors';
import { joined, mutatedBytes } from './mutated-bytes';
import { mutatedJson } from './mutated-json';

type Bytes = Uint8Array<ArrayBuffer>;

interface Parts {
  readonly header: Readonly<Record<string, unknown>>;
  readonly document: unknown;
  readonly data: Bytes;
}

/** @param files sound ones */
export function mutatedRunFile(files: readonly Bytes[]): fc.Arbitrary<Bytes> {
  const parts = files.map(partsOf);
  const one = fc.nat(parts.length - 1);
  const document = fc
    .tuple(one, mutatedJson(parts.map((part) => part.document)))
    .map(([index, changed]) => whole({ ...parts[index]!, document: changed }));
  const header = fc
    .tuple(one, mutatedJson(parts.map((part) => part.header)))
    .map(([index, changed]) => rawFile(changed, parts[index]!.data));
  return fc.oneof(
    { weight: 4, arbitrary: document },
    { weight: 3, arbitrary: header },
    { weight: 2, arbitrary: mutatedBytes(files) },
    { weight: 2, arbitrary: emptied(parts) },
  );
}

/** One tensor of no values whose other sides are enormous: no byte has to be there for it. */
function emptied(parts: readonly Parts[]): fc.Arbitrary<Bytes> {
  const side = fc.constantFrom(null, null, 0, 1, 3, 1_000_000, 2 ** 40, 2 ** 52);
  const sides = fc.array(side, { minLength: 5, maxLength: 5 });
  return fc.tuple(fc.nat(parts.length - 1), fc.nat(), sides, fc.nat()).map(([index, which, wild, zero]) => {
    const { header, data } = parts[index]!;
    const names = Object.keys(header).filter((name) => name !== '__metadata__');
    const name = names[which % names.length]!;
    const { dtype, shape, data_offsets: offsets } = header[name] as Entry;
    const [begin, end] = offsets;
    // null: as it was
    const changed = shape.map((real, axis) => wild[axis] ?? real);
    if (!changed.includes(0)) changed[zero % changed.length] = 0;
    const others = Object.entries(header).map(([other, entry]) =>
      other === '__metadata__' ? [other, entry] : [other, moved(entry as Entry, end, begin - end)],
    );
    const emptiedHeader = {
      ...Object.fromEntries(others),
      [name]: { dtype, shape: changed, data_offsets: [begin, begin] },
    };
    return rawFile(emptiedHeader, joined(data.subarray(0, begin), data.subarray(end)));
  });
}

interface Entry {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [begin: number, end: number];
}

function moved(entry: Entry, from: number, by: number): Entry {
  const [begin, end] = entry.data_offsets;
  return begin >= from ? { ...entry, data_offsets: [begin + by, end + by] } : entry;
}

function partsOf(file: Bytes): Parts {
  const length = Number(new DataView(file.buffer, file.byteOffset).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(file.subarray(8, 8 + length))) as Parts['header'];
  const run = parseSafetensors(file, 'The file').metadata['run'] ?? 'null';
  return { header, document: JSON.parse(run), data: file.slice(8 + length) };
}

function whole({ header, document, data }: Parts): Bytes {
  const metadata = { ...(header['__metadata__'] as object), run: JSON.stringify(document) };
  return rawFile({ ...header, __metadata__: metadata }, data);
}

/** A .safetensors file of this header, whatever it says. */
export function rawFile(header: unknown, data: Uint8Array): Bytes {
  const text = new TextEncoder().encode(JSON.stringify(header));
  const length = new Uint8Array(8);
  new DataView(length.buffer).setBigUint64(0, BigInt(text.length), true);
  return joined(length, text, data);
}
