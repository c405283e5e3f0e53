import { describe, expect, it } from 'vitest';
import { printLayout, type Print, type PrintedPicture } from './print';

const pixels = { width: 12, height: 12, data: new Uint8ClampedArray(576), clipped: 0 };
const picture = (symbol: string, diverging: boolean): PrintedPicture => ({
  symbol,
  note: 'note',
  pixels,
  diverging,
});
const print = (...pictures: PrintedPicture[]): Print => ({
  heading: 'SMM, step 310',
  pictures,
  side: 96,
  limit: 15,
  theme: 'light',
});
const measure = (text: string) => 6 * text.length;

describe('a print', () => {
  it.each([1, 2, 4, 8])('draws every picture at a whole multiple of its pixels, at %s', (scale) => {
    const { pictures } = printLayout(print(picture('r(x)', false), picture('m(x)', true)), {
      scale,
      measure,
    });
    for (const { x, y, width, height } of pictures) {
      expect([width, height]).toEqual([96 * scale, 96 * scale]);
      expect([x, y].every(Number.isInteger)).toBe(true);
    }
  });

  it('keeps pictures, words and scale inside the sheet, and apart', () => {
    const { width, height, pictures, ramp } = printLayout(
      print(picture('δ', false), picture('a very long symbol that is wider', true), picture('x̃', false)),
      { scale: 1, measure },
    );
    const [first, second, third] = pictures;
    expect(second!.x).toBeGreaterThan(first!.x + first!.width);
    expect(third!.x).toBeGreaterThanOrEqual(second!.x + 1.4 * measure('a very long symbol that is wider'));
    expect(width).toBeGreaterThan(third!.x + third!.width);
    expect(ramp!.y).toBeGreaterThan(second!.y + second!.height);
    expect(height).toBeGreaterThan(ramp!.y + ramp!.height);
  });

  it('puts the scale under the pictures that have it, and leaves it out where none has', () => {
    const { pictures, ramp } = printLayout(
      print(picture('δ', false), picture('m', true), picture('m', true)),
      {
        scale: 4,
        measure,
      },
    );
    expect(ramp).toMatchObject({ x: pictures[1]!.x, width: pictures[2]!.x + 384 - pictures[1]!.x });
    expect(printLayout(print(picture('δ', false)), { scale: 4, measure }).ramp).toBeNull();
  });

  it('is wide enough for its heading', () => {
    const { width } = printLayout(
      { ...print(picture('δ', false)), heading: 'x'.repeat(100) },
      { scale: 1, measure },
    );
    expect(width).toBeGreaterThan(600);
  });
});
