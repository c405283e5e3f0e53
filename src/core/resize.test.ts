import { beforeAll, describe, expect, test } from 'vitest';
import { resizedPictures } from '../data/resized-pictures';
import type { Picture } from './pictures/picture';
import { borderBatch, resizeBatch } from './resize';
import { leakedTensors, portableBackends, useBackend } from './testing/backends';
import { readFixture } from './testing/fixture';
import { lite0Normalisation, randomValues } from './testing/method';
import { relativeError } from './testing/relative-error';

/** Keeps 0..255 as 0..1. */
const unit = { scale: 1, shift: 0, divisor: 1 };
const fixture = readFixture('resize');

function picture(width: number, height: number, channels: 1 | 3, stream: string): Picture {
  const data = Uint8Array.from(randomValues(width * height * channels, stream), (value) => 128 + 30 * value);
  return { width, height, channels, data };
}

describe.each(portableBackends)('on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  test.each(fixture.names.filter((name) => name.startsWith('input.')))(
    'resizes as PyTorch does with antialias=True: %s',
    async (input) => {
      const [, height, width] = fixture.shape(input) as [number, number, number];
      const output = input.replace('input.', 'output.');
      const side = fixture.shape(output)[1]!;
      const data = fixture.floats(input).map((value) => value * 255);
      const image: Picture = { width, height, channels: 3, data };
      const together = resizeBatch([image], { side, normalisation: unit });
      // PyTorch places its taps in float32, we in float64
      expect(relativeError(await together.data(), fixture.floats(output))).toBeLessThan(1e-5);
      const windows = [{ left: 0, top: 0, width: side, height: side, flip: false }];
      const each = resizeBatch([image], { side, normalisation: unit, augmentation: { side, windows } });
      expect(relativeError(await each.data(), fixture.floats(output))).toBeLessThan(1e-5);
      together.dispose();
      each.dispose();
    },
  );

  test('gives grey pictures three equal channels, in the backbone’s units', async () => {
    const flat: Picture = { width: 5, height: 5, channels: 1, data: new Uint8Array(25).fill(191) };
    const resized = resizeBatch([flat, flat], { side: 32, normalisation: lite0Normalisation });
    expect(resized.shape).toEqual([2, 32, 32, 3]);
    expect(relativeError(await resized.data(), new Float32Array(2 * 32 * 32 * 3).fill(0.5))).toBeLessThan(
      1e-6,
    );
    resized.dispose();
  });

  test('gives each channel its own mean and deviation, to grey pictures as to colour', async () => {
    const normalisation = { scale: 1, shift: [0.485, 0.456, 0.406], divisor: [0.229, 0.224, 0.225] } as const;
    for (const channels of [1, 3] as const) {
      const flat = { width: 5, height: 5, channels, data: new Uint8Array(25 * channels).fill(191) };
      const batch = resizeBatch([flat], { side: 4, normalisation });
      const values = await batch.data<'float32'>();
      const plain = resizedPictures([flat], { side: 4, normalisation });
      values.forEach((value, i) => {
        const { shift, divisor } = normalisation;
        expect(value).toBeCloseTo((191 / 255 - shift[i % 3]!) / divisor[i % 3]!, 5);
        expect(value).toBeCloseTo(plain[i]!, 5);
      });
      batch.dispose();
    }
  });

  test('gives the same picture alone, among its like and among strangers', async () => {
    const one = picture(28, 20, 3, 'one');
    const options = { side: 32, normalisation: lite0Normalisation };
    const alone = resizeBatch([one], options);
    const together = resizeBatch([picture(28, 20, 3, 'two'), one], options);
    const mixed = resizeBatch([picture(9, 40, 1, 'three'), one], options);
    const expected = await alone.data();
    const size = expected.length;
    expect(relativeError((await together.data()).subarray(size), expected)).toBeLessThan(1e-6);
    expect(relativeError((await mixed.data()).subarray(size), expected)).toBeLessThan(1e-6);
    for (const tensor of [alone, together, mixed]) tensor.dispose();
  });

  test('to the last bit, where pictures are resized apart', async () => {
    const one = picture(28, 20, 3, 'one');
    const options = { side: 32, normalisation: lite0Normalisation, apart: true };
    const alone = await resizeBatch([one], options).data();
    const together = await resizeBatch([picture(28, 20, 3, 'two'), one], options).data();
    const mixed = await resizeBatch([picture(9, 40, 1, 'three'), one], options).data();
    expect(together.subarray(alone.length)).toEqual(alone);
    expect(mixed.subarray(alone.length)).toEqual(alone);
  });

  test('lays a native picture in the middle of zeros, larger ones made smaller first', async () => {
    const small = picture(7, 7, 1, 'small');
    const bordered = borderBatch([small, picture(30, 20, 3, 'large')], { side: 32, nativeSide: 7 });
    const values = await bordered.array();
    expect(values[0]![12]![12]).toEqual([0, 0, 0]);
    expect(values[0]![13]![13]![2]).toBeCloseTo(small.data[0]! / 255, 6);
    expect(values[0]![19]![19]![0]).toBeCloseTo(small.data[48]! / 255, 6);
    expect(values[0]![20]![20]).toEqual([0, 0, 0]);
    expect(values[1]![12]![12]).toEqual([0, 0, 0]);
    expect(Math.min(...values[1]![16]![16]!)).toBeGreaterThan(0);
    bordered.dispose();
  });

  test('leaves no tensor behind', async () => {
    const options = { side: 32, normalisation: lite0Normalisation };
    expect(await leakedTensors(() => resizeBatch([picture(8, 8, 1, 'leak')], options))).toBe(0);
    expect(
      await leakedTensors(() => borderBatch([picture(8, 8, 1, 'leak')], { side: 32, nativeSide: 8 })),
    ).toBe(0);
  });
});
