import '../testing/allocations';
import { expect, test } from 'vitest';
import { expectHeld } from '../testing/held';
import { mutatedBytes } from '../testing/mutated-bytes';
import { readBlock, writeBlock } from './block-file';
import { BlockPacker, pictureHash } from './picture-block';

function block() {
  const packer = new BlockPacker();
  for (let i = 0; i < 3; i++) {
    const data = Uint8Array.from({ length: 6 }, (_, at) => at * 9 + i);
    const raster = { width: 2, height: 1, channels: 3, data } as const;
    const label = i === 1 ? null : `class ${i}`;
    packer.add({ raster, hash: pictureHash(raster), path: `a/${i}.png`, index: i, half: 'test', label });
  }
  return packer.take();
}

test('a block of pictures comes back to the last bit', () => {
  expect(readBlock(writeBlock(block()))).toEqual(block());
});

test('pictures that are not those that they claim to be are refused', () => {
  const { pixels, ...rest } = block();
  const other = pixels.slice();
  other[7]! ^= 1;
  expect(() => readBlock(writeBlock({ ...rest, pixels: other }))).toThrow(/A block of pictures is damaged/);
  expect(() => readBlock(writeBlock({ ...rest, pixels: pixels.slice(1) }))).toThrow(/damaged/);
});

test('whatever happens to it, it is read or refused', async () => {
  await expectHeld(mutatedBytes([writeBlock(block())]), readBlock);
});
