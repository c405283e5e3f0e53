/** Kept pictures in blocks of a few megabytes: fifty thousand small ones are a dozen objects, not fifty thousand. */
import type { Bytes } from '../../lib/byte-stream';
import { digest } from '../../lib/sha256';
import type { Half } from '../formats/format';
import type { Raster } from '../raster';

/** What is known of the pictures of a block, by picture; pixels lie one picture behind the other. */
export interface PictureBlock {
  readonly count: number;
  readonly widths: Uint16Array<ArrayBuffer>;
  readonly heights: Uint16Array<ArrayBuffer>;
  readonly channels: Uint8Array<ArrayBuffer>;
  /** 0 = not said, 1 = train, 2 = test */
  readonly halves: Uint8Array<ArrayBuffer>;
  /** index into `labelNames`; −1 = none */
  readonly labels: Int32Array<ArrayBuffer>;
  readonly labelNames: readonly string[];
  readonly paths: readonly string[];
  /** place in the file of that path */
  readonly indices: Int32Array<ArrayBuffer>;
  /** SHA-256 of each picture's size and pixels, [count, 32] */
  readonly hashes: Bytes;
  readonly pixels: Bytes;
}

/** What is told of a picture when it is put into a block. */
export interface PlacedPicture {
  readonly raster: Raster & { readonly data: Uint8Array };
  readonly hash: Bytes;
  readonly path: string;
  readonly index: number;
  readonly half: Half | null;
  readonly label: string | null;
}

/** One object for a browser's database to write, and as much as a cancelled import may lose. */
export const BLOCK_BYTES = 4 * 2 ** 20;

export const HASH_BYTES = 32;

/** Identity of a picture as it is kept: what looks the same to training is the same. */
export function pictureHash({ width, height, channels, data }: PlacedPicture['raster']): Bytes {
  return digest([Int32Array.of(width, height, channels), data]);
}

const halves = [null, 'train', 'test'] as const;

export function halfIn({ halves: codes }: Pick<PictureBlock, 'halves'>, index: number): Half | null {
  return halves[codes[index]!] ?? null;
}

/** Gathers pictures until a block is full. */
export class BlockPacker {
  #pictures: PlacedPicture[] = [];
  #bytes = 0;

  get count(): number {
    return this.#pictures.length;
  }

  get isFull(): boolean {
    return this.#bytes >= BLOCK_BYTES;
  }

  add(picture: PlacedPicture): void {
    this.#pictures.push(picture);
    this.#bytes += picture.raster.data.length;
  }

  /** The block so far; an empty one begins. */
  take(): PictureBlock {
    const pictures = this.#pictures;
    const pixels = new Uint8Array(this.#bytes);
    const hashes = new Uint8Array(pictures.length * HASH_BYTES);
    const names = new Map<string, number>();
    const numberOf = (label: string | null): number => {
      if (label === null) return -1;
      const known = names.get(label);
      if (known !== undefined) return known;
      names.set(label, names.size);
      return names.size - 1;
    };
    let at = 0;
    for (const [index, { raster, hash }] of pictures.entries()) {
      pixels.set(raster.data, at);
      hashes.set(hash, index * HASH_BYTES);
      at += raster.data.length;
    }
    this.#pictures = [];
    this.#bytes = 0;
    return {
      count: pictures.length,
      widths: Uint16Array.from(pictures, ({ raster }) => raster.width),
      heights: Uint16Array.from(pictures, ({ raster }) => raster.height),
      channels: Uint8Array.from(pictures, ({ raster }) => raster.channels),
      halves: Uint8Array.from(pictures, ({ half }) => halves.indexOf(half)),
      labels: Int32Array.from(pictures, ({ label }) => numberOf(label)),
      labelNames: [...names.keys()],
      paths: pictures.map(({ path }) => path),
      indices: Int32Array.from(pictures, ({ index }) => index),
      hashes,
      pixels,
    };
  }
}
