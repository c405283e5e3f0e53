/** PNGs with chunks changed and their checksums right again: what is behind the checksums is reached. */
import fc from 'fast-check';
import { pngChunks } from '../png';
import { joined, mutatedBytes } from './mutated-bytes';

type Bytes = Uint8Array<ArrayBuffer>;

interface Chunk {
  readonly type: string;
  readonly data: Bytes;
}

/** @param files sound ones */
export function mutatedPng(files: readonly Bytes[]): fc.Arbitrary<Bytes> {
  const all = files.map((file) =>
    Array.from(pngChunks(file), ({ type, data, length }) => ({
      type,
      data: file.slice(data, data + length),
    })),
  );
  const index = fc.nat(30);
  const contents = mutatedBytes(all.flat().map(({ data }) => (data.length > 0 ? data : Uint8Array.of(0))));
  const edit = fc.record({
    how: fc.nat(4),
    at: index,
    other: index,
    data: contents,
    type: fc.constantFrom(...types),
  });
  return fc
    .tuple(fc.nat(files.length - 1), fc.array(edit, { minLength: 1, maxLength: 3 }))
    .map(([which, edits]) => {
      const chunks: Chunk[] = [...all[which]!];
      for (const { how, at, other, data, type } of edits) {
        const place = at % Math.max(1, chunks.length);
        const there = chunks[place];
        if (how === 0 && there) chunks[place] = { ...there, data };
        if (how === 1 && there) chunks.splice(other % chunks.length, 0, there);
        if (how === 2) chunks.splice(place, 1);
        if (how === 3) chunks.splice(place, 0, { type, data });
        // one byte of the header: depth, colour type, interlacing, a side
        if (how === 4 && there) chunks[place] = { ...there, data: withByte(there.data, other, data[0] ?? 0) };
      }
      return pngOf(chunks);
    });
}

const types = ['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND', 'eXIf', 'acTL', 'iCCP'];

function withByte(data: Bytes, at: number, value: number): Bytes {
  const result = data.slice();
  if (result.length > 0) result[at % result.length] = value % 20;
  return result;
}

/** A PNG file of these chunks. */
export function pngOf(chunks: readonly Chunk[]): Bytes {
  return joined(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), ...chunks.map(chunkBytes));
}

function chunkBytes({ type, data }: Chunk): Bytes {
  const body = joined(new TextEncoder().encode(type), data);
  let checksum = 0xffffffff;
  for (const byte of body) checksum = table[(checksum ^ byte) & 255]! ^ (checksum >>> 8);
  const chunk = new Uint8Array(body.length + 8);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, data.length);
  chunk.set(body, 4);
  view.setUint32(body.length + 4, ~checksum >>> 0);
  return chunk;
}

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
  return value;
});
