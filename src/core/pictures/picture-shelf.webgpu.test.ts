import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { PlanBackend } from '../plan/plan-backend';
import { resizeBatch } from '../resize';
import { useBackend } from '../testing/backends';
import { dispatched } from '../testing/dispatched';
import { bitsOf, furthest, greyLevels, picture, reference } from '../testing/pictures';
import { startWebGPU } from '../testing/webgpu';
import * as tf from '../tf';
import { gather } from './gather-pictures';
import type { Picture } from './picture';
import { PictureShelf, type PictureSource } from './picture-shelf';

const missing = await startWebGPU();
if (missing) console.warn(missing);

function sourceOf(pictures: readonly Picture[]): PictureSource {
  return { count: pictures.length, raster: (index) => pictures[index]! };
}

/** Off the shelf, once the device has said that there is room. */
function placed(
  shelf: PictureShelf,
  source: PictureSource,
  count: number,
  indices: readonly number[],
): Promise<readonly Picture[]> {
  return vi.waitFor(
    () => {
      const pictures = shelf.pictures(source, count, indices);
      expect(pictures.map(({ place }) => place)).not.toContain(undefined);
      return pictures;
    },
    { interval: 1 },
  );
}

describe.skipIf(missing)('the shelf', () => {
  beforeAll(() => useBackend('webgpu'));

  const options = { side: 16, normalisation: greyLevels };
  const device = () => (tf.backend() as unknown as PlanBackend).device;
  const memory = () => tf.memory() as tf.MemoryInfo & { numBytesInGPU: number };

  test('shows a picture that is to the last bit the same as alone and among strangers', async () => {
    const one = picture(28, 20, 3);
    const options = { side: 32, normalisation: greyLevels };
    const strangers = [picture(9, 40, 1), picture(28, 20, 3, 'other'), one];
    const [shelf, source] = [new PictureShelf(), sourceOf(strangers)];
    const alone = await bitsOf(resizeBatch([one], options));
    const mixed = await bitsOf(resizeBatch(strangers, options));
    const shelved = await bitsOf(resizeBatch(await placed(shelf, source, 3, [2, 0, 2]), options));
    expect(mixed.subarray(2 * alone.length)).toEqual(alone);
    expect(shelved.subarray(0, alone.length)).toEqual(alone);
    expect(shelved.subarray(2 * alone.length)).toEqual(alone);
    const both = [one, ...(await placed(shelf, source, 3, [2, 1])), one];
    const { result, programs } = dispatched(() => resizeBatch(both, options));
    expect(programs).toEqual(Array(3).fill('gatherPictures'));
    const values = await bitsOf(result);
    for (const index of [0, 1, 3]) {
      expect(values.subarray(index * alone.length, (index + 1) * alone.length)).toEqual(alone);
    }
    result.dispose();
    shelf.dispose();
  });

  test('is asked for any pictures in any order, some again, and shows them all', async () => {
    // bytes that four does not divide
    const pictures = [picture(5, 3, 1), picture(7, 1, 3), picture(3, 3, 3), picture(13, 1, 1)];
    const [shelf, source] = [new PictureShelf(), sourceOf(pictures)];
    for (const indices of [[2], [3, 0, 3], [1, 2, 0, 3]]) {
      const result = resizeBatch(await placed(shelf, source, 4, indices), options);
      const expected = indices.flatMap((index) => reference(pictures[index]!, 16));
      expect(furthest(await result.data(), expected)).toBeLessThan(1e-4);
      result.dispose();
    }
    shelf.dispose();
  });

  test('keeps one place for a split, makes it larger when more is asked for, and gives all of it back', async () => {
    const pictures = Array.from({ length: 6 }, (_, index) => picture(16, 16, 3, `picture ${index}`));
    const source = sourceOf(pictures);
    const shelf = new PictureShelf();
    const resized = async (count: number, indices: readonly number[]): Promise<Float32Array> => {
      const result = resizeBatch(await placed(shelf, source, count, indices), options);
      const bits = await bitsOf(result);
      result.dispose();
      return bits;
    };
    const first = await resized(2, [1, 0]);
    const [place] = shelf.pictures(source, 2, [0]);
    expect(await resized(2, [1, 0])).toEqual(first);
    expect(shelf.pictures(source, 1, [0])[0]!.place!.bytes).toBe(place!.place!.bytes);
    const tensors = memory().numTensors;
    expect((await resized(6, [1, 0, 5])).subarray(0, first.length)).toEqual(first);
    expect(memory().numTensors).toBe(tensors);
    shelf.dispose();
    expect(memory().numTensors).toBe(tensors - 1);
    // all that a batch of three leaves is in the pool now, and the same place once more adds nothing to it
    const pool = memory().numBytesInGPU;
    expect(await resized(6, [1, 0, 5])).toHaveLength(3 * 16 * 16 * 3);
    shelf.dispose();
    expect(memory().numBytesInGPU).toBe(pool);
  });

  test('frees a place only after the passes that are recorded and still read it', async () => {
    const pictures = Array.from({ length: 3 }, (_, index) => picture(16, 16, 3, `picture ${index}`));
    const source = sourceOf(pictures);
    const shelf = new PictureShelf();
    const small = resizeBatch(await placed(shelf, source, 2, [0, 1]), options);
    const large = resizeBatch(await placed(shelf, source, 3, [2, 1]), options);
    shelf.dispose();
    for (const [result, indices] of [
      [small, [0, 1]],
      [large, [2, 1]],
    ] as const) {
      const expected = indices.flatMap((index) => reference(pictures[index]!, 16));
      expect(furthest(await result.data(), expected)).toBeLessThan(1e-4);
      result.dispose();
    }
  });

  test('leaves a split that is not of bytes, or too large, where it is', async () => {
    const shelf = new PictureShelf();
    const floats = { ...picture(4, 4, 1), data: new Float32Array(16) };
    const large = { width: 8192, height: 8192, channels: 3 as const, data: new Uint8Array(3 * 8192 ** 2) };
    const [ofFloats, ofLarge] = [sourceOf([floats]), { count: 2, raster: () => large }];
    await placed(shelf, sourceOf([picture(4, 4, 1)]), 1, [0]);
    for (let call = 0; call < 2; call++) {
      expect(shelf.pictures(ofFloats, 1, [0])).toEqual([floats]);
      expect(shelf.pictures(ofLarge, 2, [1])[0]!.place).toBeUndefined();
      await device().queue.onSubmittedWorkDone();
    }
    shelf.dispose();
  });

  test('keeps nothing where nothing is gathered', async () => {
    const [shelf, source] = [new PictureShelf(), sourceOf([picture(4, 4, 1)])];
    const before = memory().numTensors;
    const kernel = tf.getKernel(gather.kernel, 'webgpu');
    tf.unregisterKernel(gather.kernel, 'webgpu');
    try {
      expect(shelf.pictures(source, 1, [0])).toEqual([source.raster(0)]);
      expect(memory().numTensors).toBe(before);
    } finally {
      tf.registerKernel(kernel);
    }
    await placed(shelf, source, 1, [0]);
    shelf.dispose();
  });

  test('keeps the pictures that it has where more of them are too many', async () => {
    const large = { width: 4096, height: 4096, channels: 3 as const, data: new Uint8Array(3 * 4096 ** 2) };
    const source = { count: 6, raster: () => large };
    const shelf = new PictureShelf();
    expect(shelf.pictures(source, 6, [0])[0]!.place).toBeUndefined();
    const [alone] = await placed(shelf, source, 1, [0]);
    const [first, last] = shelf.pictures(source, 6, [0, 5]);
    expect(first!.place!.bytes).toBe(alone!.place!.bytes);
    expect(last!.place).toBeUndefined();
    shelf.dispose();
  });

  test('lets pictures travel that the device has no memory for, and asks for fewer when fewer will do', async () => {
    const pictures = [picture(16, 16, 1), picture(20, 16, 1), picture(16, 20, 3)];
    const source = sourceOf(pictures);
    const shelf = new PictureShelf();
    const before = memory();
    const answer = vi.spyOn(device(), 'popErrorScope');
    answer.mockImplementationOnce(async () => {
      await device().popErrorScope();
      return new GPUOutOfMemoryError('');
    });
    for (let call = 0; call < 3; call++) {
      expect(shelf.pictures(source, 3, [2])).toEqual([pictures[2]]);
      await device().queue.onSubmittedWorkDone();
    }
    expect(answer).toHaveBeenCalledTimes(2);
    answer.mockRestore();
    expect(memory()).toMatchObject({ numTensors: before.numTensors, numBytesInGPU: before.numBytesInGPU });
    await placed(shelf, source, 2, [1, 0]);
    shelf.dispose();
  });
});
