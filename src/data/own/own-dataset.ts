/** Imported pictures as the method sees them: views on the blocks, in the order of an arrangement. */
import { nativeSideOf, type Dataset, type Split } from '../dataset';
import type { Raster } from '../raster';
import type { ArrangedHalf, Arrangement } from './arrange';
import type { PictureBlock } from './picture-block';

/** @param name what it is called in capsules and on the page */
export function ownDataset(
  name: string,
  blocks: readonly PictureBlock[],
  { classes, train, test, hash }: Arrangement,
): Dataset {
  const pictures = new PackedPictures(blocks);
  return {
    name,
    title: name,
    classes,
    nativeSide: nativeSideOf(pictures.longestOf([train, test])),
    train: splitOf(train, pictures),
    test: splitOf(test, pictures),
    licence: 'your own',
    notice: `Pictures of your own, from ${name}.`,
    hash,
  };
}

function splitOf({ pictures: order, labels }: ArrangedHalf, pictures: PackedPictures): Split {
  return { count: labels.length, labels, raster: (index) => pictures.raster(order[index]!) };
}

/** Where each picture lies: arrays of numbers, a few bytes a picture. */
export class PackedPictures {
  readonly #blocks: readonly PictureBlock[];
  readonly #block: Uint32Array;
  readonly #place: Uint32Array;
  readonly #offset: Uint32Array;

  constructor(blocks: readonly PictureBlock[]) {
    const count = blocks.reduce((sum, block) => sum + block.count, 0);
    this.#blocks = blocks;
    this.#block = new Uint32Array(count);
    this.#place = new Uint32Array(count);
    this.#offset = new Uint32Array(count);
    let picture = 0;
    for (const [number, block] of blocks.entries()) {
      let offset = 0;
      for (let place = 0; place < block.count; place++, picture++) {
        this.#block[picture] = number;
        this.#place[picture] = place;
        this.#offset[picture] = offset;
        offset += block.widths[place]! * block.heights[place]! * block.channels[place]!;
      }
    }
  }

  /** @returns a view on the block's memory */
  raster(picture: number): Raster {
    const block = this.#blocks[this.#block[picture]!]!;
    const place = this.#place[picture]!;
    const [width, height] = [block.widths[place]!, block.heights[place]!];
    const channels = block.channels[place] === 1 ? 1 : 3;
    const offset = this.#offset[picture]!;
    return {
      width,
      height,
      channels,
      data: block.pixels.subarray(offset, offset + width * height * channels),
    };
  }

  /** The longest side of the pictures that are used. */
  longestOf(halves: readonly ArrangedHalf[]): number {
    let longest = 0;
    for (const { pictures } of halves) {
      for (const picture of pictures) {
        const { width, height } = this.raster(picture);
        longest = Math.max(longest, width, height);
      }
    }
    return longest;
  }
}
