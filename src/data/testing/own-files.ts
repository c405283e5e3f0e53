/** Small files of every format, made where they are needed. */
import { encode } from 'fast-png';
import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js/lib/zip-core-custom.js';
import type { Bytes } from '../../lib/byte-stream';
import { createImageDecoder } from '../decode-image';
import { memoryFile, type DatasetSource } from '../formats/source-file';
import { importIntoMemory, type DataOptions, type OwnData } from '../own/import-into-memory';

const none = () => Promise.reject(new Error('not needed'));

/** PNG only. */
export const pngDecoder = createImageDecoder({ jpeg: none, webp: none });

/** A square that is filled with one grey. */
export function square(value: number, side = 8): Bytes {
  return Uint8Array.from(
    encode({ width: side, height: side, channels: 1, data: new Uint8Array(side * side).fill(value) }),
  );
}

export const textFile = (text: string): Bytes => new TextEncoder().encode(text);

export type Files = Readonly<Record<string, number | Bytes>>;

/** A folder of these files; a number is the grey that a picture is filled with. */
export function sourceOf(files: Files, { name = 'pets', side = 8 } = {}): DatasetSource {
  return {
    name,
    files: Object.entries(files).map(([path, content]) =>
      memoryFile(path, typeof content === 'number' ? square(content, side) : content),
    ),
  };
}

export function importFiles(files: Files, options: DataOptions = {}): Promise<OwnData> {
  return importIntoMemory({ source: sourceOf(files), decode: pngDecoder, options });
}

export async function zipOf(files: Files, { password }: { password?: string } = {}): Promise<Bytes> {
  const zip = new ZipWriter(new Uint8ArrayWriter(), {
    useWebWorkers: false,
    ...(password !== undefined && { password }),
  });
  for (const [path, content] of Object.entries(files)) {
    const bytes = typeof content === 'number' ? square(content) : content;
    await zip.add(path, new Uint8ArrayReader(bytes));
  }
  return Uint8Array.from(await zip.close());
}

/** Records of CIFAR: labels, and planes that are filled with each record's number. */
export function cifarBatch(labels: readonly (readonly number[])[], first = 0): Bytes {
  const record = (labels[0]?.length ?? 0) + 3072;
  const bytes = new Uint8Array(record * labels.length);
  for (const [index, codes] of labels.entries()) {
    bytes.set(codes, index * record);
    bytes.fill(first + index, index * record + codes.length, (index + 1) * record);
  }
  return bytes;
}

/** An IDX file of bytes that count up. */
export function idxFile(dimensions: readonly number[], values?: readonly number[]): Bytes {
  const length = dimensions.reduce((product, size) => product * size, 1);
  const bytes = new Uint8Array(4 + dimensions.length * 4 + length);
  bytes.set([0, 0, 8, dimensions.length]);
  const view = new DataView(bytes.buffer);
  dimensions.forEach((size, axis) => view.setUint32(4 + axis * 4, size));
  const start = 4 + dimensions.length * 4;
  for (let i = 0; i < length; i++) bytes[start + i] = values?.[i] ?? i % 251;
  return bytes;
}
