/** Where each picture of an import lies: arrays of numbers, a few bytes a picture. */
import type { ArrangedHalf } from './arrange';
import type { PictureFacts } from './picture-table';

export interface PlaceInBlock {
  readonly block: number;
  /** its place among the block's pictures */
  readonly place: number;
  /** first byte in the block's pixels */
  readonly offset: number;
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
}

export class PictureIndex {
  readonly #blocks: readonly PictureFacts[];
  readonly #block: Uint32Array;
  readonly #place: Uint32Array;
  readonly #offset: Uint32Array;

  constructor(blocks: readonly PictureFacts[]) {
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

  get count(): number {
    return this.#block.length;
  }

  /** @param picture its number in the order of arrival */
  at(picture: number): PlaceInBlock {
    const block = this.#block[picture]!;
    const place = this.#place[picture]!;
    const { widths, heights, channels } = this.#blocks[block]!;
    return {
      block,
      place,
      offset: this.#offset[picture]!,
      width: widths[place]!,
      height: heights[place]!,
      channels: channels[place] === 1 ? 1 : 3,
    };
  }

  /** The longest side of the pictures of these halves. */
  longestOf(halves: readonly ArrangedHalf[]): number {
    let longest = 0;
    for (const { pictures } of halves) {
      for (const picture of pictures) {
        const { width, height } = this.at(picture);
        longest = Math.max(longest, width, height);
      }
    }
    return longest;
  }
}
