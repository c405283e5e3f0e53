import { describe, expect, test } from 'vitest';
import { resampleImage, resampleMatrix } from './resample';

const picture = { width: 3, height: 2, channels: 1, data: [0, 30, 60, 90, 120, 150] };

describe('resampling', () => {
  test('leaves a picture of the right size as it is', () => {
    expect([...resampleImage(picture, { width: 3, height: 2 })]).toEqual([...picture.data]);
  });

  test('grows between half-pixel centres and holds the edge', () => {
    expect([
      ...resampleImage({ width: 2, height: 1, channels: 1, data: [0, 100] }, { width: 4, height: 1 }),
    ]).toEqual([0, 25, 75, 100]);
  });

  test('shrinks with a widened triangle, so every pixel counts', () => {
    const shrunk = resampleMatrix(8, 2);
    expect(shrunk.slice(0, 8).every((weight, index) => weight > 0 === index < 6)).toBe(true);
  });

  test('keeps a constant picture constant at any size', () => {
    for (const side of [1, 2, 5, 17]) {
      const flat = { width: 7, height: 5, channels: 3, data: new Uint8Array(105).fill(200) };
      expect(resampleImage(flat, { width: side, height: side }).every((value) => value === 200)).toBe(true);
    }
  });

  test('cuts a window out of the resized picture, and mirrors it', () => {
    const size = { width: 6, height: 4 };
    const whole = resampleImage(picture, size);
    const window = { left: 1, top: 2, width: 3, height: 2, flip: false };
    const cut = resampleImage(picture, size, window);
    expect([...cut]).toEqual([...whole.slice(13, 16), ...whole.slice(19, 22)]);
    const mirrored = resampleImage(picture, size, { ...window, flip: true });
    expect([...mirrored]).toEqual([...whole.slice(13, 16).reverse(), ...whole.slice(19, 22).reverse()]);
  });
});
