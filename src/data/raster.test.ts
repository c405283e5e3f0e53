import { expect, test } from 'vitest';
import { wholeNumbers } from './raster';

test('a picture in whole numbers is rounded, not cut off, and does not share its memory', () => {
  expect([...wholeNumbers(Float32Array.of(0.4, 0.6, 254.7, 255.2))]).toEqual([0, 1, 255, 255]);
  const bytes = Uint8Array.of(1, 2);
  expect(wholeNumbers(bytes)).toEqual(bytes);
  expect(wholeNumbers(bytes).buffer).not.toBe(bytes.buffer);
});
