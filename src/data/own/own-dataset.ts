/** Imported pictures as the method sees them: views on the blocks, in the order of an arrangement. */
import { nativeSideOf, type Dataset, type Split } from '../dataset';
import type { Raster } from '../raster';
import type { ArrangedHalf, Arrangement } from './arrange';
import type { PictureBlock } from './picture-block';
import { PictureIndex, type PlaceInBlock } from './picture-index';

/** @param name what it is called in capsules and on the page */
export function ownDataset(
  name: string,
  blocks: readonly PictureBlock[],
  { classes, train, test, hash }: Arrangement,
): Dataset {
  const index = new PictureIndex(blocks);
  const splitOf = ({ pictures, labels }: ArrangedHalf): Split => ({
    count: labels.length,
    labels,
    raster: (place) => {
      const there = index.at(pictures[place]!);
      return rasterIn(blocks[there.block]!.pixels, there);
    },
  });
  return {
    name,
    title: name,
    classes,
    nativeSide: nativeSideOf(index.longestOf([train, test])),
    train: splitOf(train),
    test: splitOf(test),
    licence: 'your own',
    notice: `Pictures of your own, from ${name}.`,
    hash,
  };
}

/** A view on the memory of a block. */
export function rasterIn(
  pixels: PictureBlock['pixels'],
  { offset, width, height, channels }: PlaceInBlock,
): Raster {
  return { width, height, channels, data: pixels.subarray(offset, offset + width * height * channels) };
}
