import { beforeAll, describe, expect, test, vi } from 'vitest';
import { integers } from '../kernels/integers';
import { runOperation } from '../kernels/operation';
import type { BackendProgram } from '../kernels/webgpu/program';
import { borderBatch, resizeBatch } from '../resize';
import { leakedTensors, useBackend } from '../testing/backends';
import { dispatched } from '../testing/dispatched';
import { bitsOf, furthest, greyLevels, picture, reference } from '../testing/pictures';
import { startWebGPU } from '../testing/webgpu';
import * as tf from '../tf';
import { gather, type GatherAttributes } from './gather-pictures';
import type { Picture } from './picture';

interface ProgramRunner {
  runWebGPUProgram(program: BackendProgram, ...rest: unknown[]): unknown;
}

const missing = await startWebGPU();
if (missing) console.warn(missing);

describe.skipIf(missing)('pictures gathered on the device', () => {
  beforeAll(() => useBackend('webgpu'));

  test.each<[number, number, number]>([
    [1, 1, 32],
    [28, 28, 96],
    [28, 28, 224],
    [33, 7, 96],
    [96, 96, 96],
    [97, 131, 96],
    [256, 171, 224],
    [500, 333, 32],
    [2, 1001, 17],
  ])('%i × %i on %i² are what plain numbers make of them, grey and RGB', async (width, height, side) => {
    const pictures = [picture(width, height, 1), picture(width, height, 3)];
    const { result, programs } = dispatched(() => resizeBatch(pictures, { side, normalisation: greyLevels }));
    expect(programs).toEqual(['gatherPictures']);
    expect(result.shape).toEqual([2, side, side, 3]);
    const expected = pictures.flatMap((one) => reference(one, side));
    expect(furthest(await result.data(), expected)).toBeLessThan(1e-4);
    result.dispose();
  });

  test('windows of a larger picture, mirrored or not, each picture of a size of its own', async () => {
    const [side, resized] = [32, 37];
    const pictures = [picture(28, 28, 1), picture(50, 33, 3), picture(9, 64, 3), picture(31, 31, 1)];
    const windows = [
      { left: 0, top: 5, flip: false },
      { left: 5, top: 0, flip: true },
      { left: 3, top: 2, flip: true },
      { left: 1, top: 4, flip: false },
    ].map((window) => ({ ...window, width: side, height: side }));
    const options = { side, normalisation: greyLevels, augmentation: { side: resized, windows } };
    const { result, programs } = dispatched(() => resizeBatch(pictures, options));
    expect(programs).toEqual(['gatherPictures']);
    const expected = pictures.flatMap((one, index) => reference(one, resized, windows[index]));
    expect(furthest(await result.data(), expected)).toBeLessThan(1e-4);
    result.dispose();
  });

  test('each channel has its own mean and deviation', async () => {
    const [shift, divisor] = [
      [0.485, 0.456, 0.406],
      [0.229, 0.224, 0.225],
    ] as const;
    const one = picture(40, 30, 3);
    const result = resizeBatch([one], { side: 24, normalisation: { scale: 1, shift, divisor } });
    const expected = reference(one, 24).map((value, i) => (value / 255 - shift[i % 3]!) / divisor[i % 3]!);
    expect(furthest(await result.data(), expected)).toBeLessThan(1e-4 / 255 / 0.224 + 2e-7);
    result.dispose();
  });

  test('Pad’s pictures lie in the middle of exact zeros', async () => {
    const pictures = [picture(7, 7, 1), picture(30, 20, 3)];
    const { result, programs } = dispatched(() => borderBatch(pictures, { side: 32, nativeSide: 7 }));
    expect(programs).toEqual(['gatherPictures']);
    const values = await bitsOf(result);
    for (const [index, one] of pictures.entries()) {
      const native = reference(one, 7);
      for (let i = 0; i < 32 * 32 * 3; i++) {
        const [y, x] = [Math.floor(i / 96) - 13, Math.floor((i % 96) / 3) - 13];
        const inside = y >= 0 && x >= 0 && y < 7 && x < 7;
        const value = values[index * 32 * 32 * 3 + i]!;
        if (inside) expect(value).toBeCloseTo(native[(y * 7 + x) * 3 + (i % 3)]! / 255, 6);
        else expect(value).toBe(0);
      }
    }
    result.dispose();
  });

  test('the kernel and its portable twin read the same table', async () => {
    const inputs = {
      bytes: integers(Int32Array.of(0x04030201, 0x08070605, -1, 0x0c0b0a09)),
      // 2 × 3 in grey from the first integer; 1 × 1 in RGB from the third, mirrored
      table: integers(Int32Array.of(0, 2 | (3 << 16), 1 | (2 << 16), 1, 2, 1 | (1 << 16), 0, 3 | (1 << 16))),
    };
    const attributes: GatherAttributes = {
      ...{ side: 6, before: 1, shown: 4, resized: 7 },
      ...{ gain: [1, 0.5, 2], offset: [0, -1, 1], taps: 4 },
    };
    const { result, programs } = dispatched(() => runOperation(gather, inputs, attributes));
    expect(programs).toEqual(['gatherPictures']);
    const values = { bytes: await inputs.bytes.data(), table: await inputs.table.data() };
    await useBackend('cpu');
    const twin = gather.portable(
      { bytes: tf.tensor1d(values.bytes, 'int32'), table: tf.tensor1d(values.table, 'int32') },
      attributes,
    );
    const expected = await twin.data();
    await useBackend('webgpu');
    expect(furthest(await result.data(), expected)).toBeLessThan(1e-4);
    tf.dispose([result, twin, inputs]);
  });

  test('a submission is told how much is computed, as photographs are no small work', () => {
    const run = vi.spyOn(tf.backend() as unknown as ProgramRunner, 'runWebGPUProgram');
    resizeBatch([picture(400, 300, 3), picture(28, 28, 1)], {
      side: 32,
      normalisation: greyLevels,
    }).dispose();
    const [program] = run.mock.lastCall!;
    run.mockRestore();
    // 12.5 and 9.375 pixels to one, and twice as many under the filter
    expect(program.otherMultiplyAdds).toBe(2 * 32 * 32 * (25 * 19) * 4);
    expect(program.multiplyAdds).toBeUndefined();
  });

  test('pictures that are not of bytes are resized the portable way', async () => {
    const { data, ...size } = picture(12, 12, 3);
    const fine = { ...size, data: Float32Array.from(data, (value) => value + 0.25) };
    const { result, programs } = dispatched(() =>
      resizeBatch([fine], { side: 16, normalisation: greyLevels }),
    );
    expect(programs).not.toContain('gatherPictures');
    expect(furthest(await result.data(), reference(fine, 16))).toBeLessThan(1e-3);
    result.dispose();
  });

  test('windows so far out that the device cannot count to them are cut the portable way', async () => {
    const [side, resized] = [8, 20000];
    const wide = picture(65_535, 1, 1);
    const windows = [{ left: resized - side, top: resized - side, width: side, height: side, flip: false }];
    const options = { side, normalisation: greyLevels, augmentation: { side: resized, windows } };
    const result = resizeBatch([wide], options);
    expect(furthest(await result.data(), reference(wide, resized, windows[0]))).toBeLessThan(1e-4);
    result.dispose();
  });

  test.each(['resized', 'cropped', 'bordered'])(
    'one that is not of bytes changes nothing of those beside it, nor they of it (%s)',
    async (way) => {
      // large enough for the matrix products of the portable way to end in other bits
      const large = picture(400, 300, 3);
      const { data, ...size } = picture(20, 20, 3);
      const fine = { ...size, data: Float32Array.from(data, (value) => value + 0.25) };
      const bits = (pictures: readonly Picture[]): Promise<Float32Array> => {
        if (way === 'bordered') return bitsOf(borderBatch(pictures, { side: 32, nativeSide: 28 }));
        const windows = pictures.map(() => ({ left: 3, top: 1, width: 32, height: 32, flip: true }));
        const augmentation = way === 'cropped' ? { side: 37, windows } : null;
        return bitsOf(
          resizeBatch(pictures, { side: 32, normalisation: greyLevels, augmentation, apart: true }),
        );
      };
      const [own, others] = [await bits([large]), await bits([fine])];
      const mixed = await bits([large, fine, fine, large]);
      [own, others, others, own].forEach((alone, index) =>
        expect(mixed.subarray(index * alone.length, (index + 1) * alone.length)).toEqual(alone),
      );
    },
  );

  test('nothing is left behind', async () => {
    const options = { side: 16, normalisation: greyLevels };
    expect(await leakedTensors(() => resizeBatch([picture(8, 8, 1), picture(5, 8, 3)], options))).toBe(0);
    const fine = { ...picture(4, 4, 1), data: new Float32Array(16) };
    expect(await leakedTensors(() => resizeBatch([picture(8, 8, 1), fine], options))).toBe(0);
  });
});
