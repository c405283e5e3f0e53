/** A block of kept pictures as a file, to be taken along; read back it is checked like anything from elsewhere. */
import { parseJson, z } from '../../lib/schema';
import { UserError } from '../../lib/user-error';
import { IMPORT_LIMITS } from '../formats/import-limits';
import {
  expectTensor,
  integersOf,
  parseSafetensors,
  serialiseSafetensors,
  type Dtype,
  type WritableTensor,
} from '../safetensors';
import { HASH_BYTES, pictureHash, type PictureBlock } from './picture-block';

type Bytes = Uint8Array<ArrayBuffer>;

const what = 'A block of pictures';
const damaged = `${what} is damaged; save it again where it was made.`;
const mostSide = 512;

const names = z.array(z.string().check(z.maxLength(1000))).check(z.maxLength(IMPORT_LIMITS.pictures));

export function writeBlock(block: PictureBlock): Bytes {
  const integers = (data: ArrayLike<number>): WritableTensor => ({
    dtype: 'I32',
    shape: [data.length],
    data: Int32Array.from(data),
  });
  const bytes = (data: Uint8Array): WritableTensor => ({ dtype: 'U8', shape: [data.length], data });
  return serialiseSafetensors(
    {
      widths: integers(block.widths),
      heights: integers(block.heights),
      labels: integers(block.labels),
      indices: integers(block.indices),
      channels: bytes(block.channels),
      halves: bytes(block.halves),
      hashes: bytes(block.hashes),
      pixels: bytes(block.pixels),
    },
    { labels: JSON.stringify(block.labelNames), paths: JSON.stringify(block.paths) },
  );
}

/** @throws UserError where it contradicts itself, or its pictures are not those that they claim to be */
export function readBlock(file: Bytes): PictureBlock {
  const { tensors, metadata } = parseSafetensors(file, what);
  const paths = parseJson(names, metadata['paths'] ?? '', damaged);
  const labelNames = parseJson(names, metadata['labels'] ?? '', damaged);
  const count = paths.length;
  const tensor = (name: string, dtype: Dtype, length: number) =>
    expectTensor({ tensors, metadata }, name, { dtype, shape: [length], what });
  const integers = (name: string) => integersOf(tensor(name, 'I32', count));
  const bytes = (name: string, length: number): Bytes => tensor(name, 'U8', length).bytes.slice();
  const [widths, heights] = [integers('widths'), integers('heights')];
  const block: PictureBlock = {
    count,
    widths: Uint16Array.from(widths),
    heights: Uint16Array.from(heights),
    channels: bytes('channels', count),
    halves: bytes('halves', count),
    labels: integers('labels'),
    labelNames,
    paths,
    indices: integers('indices'),
    hashes: bytes('hashes', count * HASH_BYTES),
    pixels: bytes('pixels', -1),
  };
  const sides = [...widths, ...heights];
  const sound =
    sides.every((side) => side >= 1 && side <= mostSide) &&
    block.channels.every((channels) => channels === 1 || channels === 3) &&
    block.halves.every((half) => half <= 2) &&
    block.labels.every((label) => label >= -1 && label < labelNames.length) &&
    block.indices.every((index) => index >= 0);
  if (!sound || !hasItsPictures(block)) throw new UserError(damaged);
  return block;
}

function hasItsPictures({ count, widths, heights, channels, hashes, pixels }: PictureBlock): boolean {
  let at = 0;
  for (let i = 0; i < count; i++) {
    const [width, height] = [widths[i]!, heights[i]!];
    const depth = channels[i] === 1 ? 1 : 3;
    const data = pixels.subarray(at, at + width * height * depth);
    if (data.length < width * height * depth) return false;
    const hash = pictureHash({ width, height, channels: depth, data });
    if (!hash.every((byte, place) => byte === hashes[i * HASH_BYTES + place])) return false;
    at += data.length;
  }
  return at === pixels.length;
}
