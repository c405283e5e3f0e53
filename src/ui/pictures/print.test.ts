import { describe, expect, it } from 'vitest';
import { printLayout, scaleWithin, type Print, type PrintedPicture } from './print';

const pixels = { width: 12, height: 12, data: new Uint8ClampedArray(576), clipped: 0 };
const picture = (symbol: string): PrintedPicture => ({ symbol, note: 'note', pixels });
const print = (...pictures: PrintedPicture[]): Print => ({
  heading: 'SMM, step 310',
  rows: [{ title: '', pictures }],
  side: 96,
  ramps: [{ title: '', limit: 15 }],
  provenance: ['seed 0'],
});
const measure = (text: string) => 6 * text.length;

describe('a print', () => {
  it.each([1, 2, 3, 4])('draws every picture at a whole multiple of its pixels, at %s', (scale) => {
    const { pictures } = printLayout(print(picture('r(x)'), picture('m(x)')), { scale, measure });
    for (const { x, y, width, height } of pictures.flat()) {
      expect([width, height]).toEqual([96 * scale, 96 * scale]);
      expect([x, y].every(Number.isInteger)).toBe(true);
    }
  });

  it('keeps pictures, words and scale inside the sheet, and apart', () => {
    const layout = printLayout(
      print(picture('δ'), picture('a very long symbol that is wider'), picture('x̃')),
      { scale: 1, measure },
    );
    const [first, second, third] = layout.pictures[0]!;
    expect(second!.x).toBeGreaterThan(first!.x + first!.width);
    expect(third!.x).toBeGreaterThanOrEqual(second!.x + 1.4 * measure('a very long symbol that is wider'));
    expect(layout.width).toBeGreaterThan(third!.x + third!.width);
    expect(layout.ramps[0]!.y).toBeGreaterThan(second!.y + second!.height);
    expect(layout.provenance[0]!.y).toBeGreaterThan(layout.ramps[0]!.y + layout.ramps[0]!.height);
    expect(layout.height).toBeGreaterThan(layout.provenance[0]!.y);
  });

  it('stands rows under each other, column by column, behind their names', () => {
    const { rows, ...rest } = print(picture('a symbol wider than a picture'), picture('x̃'));
    const both = {
      ...rest,
      rows: [
        { ...rows[0]!, title: 'A' },
        { title: 'B', pictures: [picture('δ'), picture('x̃')] },
      ],
    };
    const { pictures, titles } = printLayout(both, { scale: 1, measure });
    expect(pictures[1]!.map(({ x }) => x)).toEqual(pictures[0]!.map(({ x }) => x));
    expect(pictures[1]![0]!.y).toBeGreaterThan(pictures[0]![0]!.y + 96);
    expect(pictures[0]![0]!.x).toBeGreaterThan(titles[0]!.x + measure('A'));
  });

  it('wraps a heading that is wider than the pictures', () => {
    const long = { ...print(picture('δ')), heading: 'word '.repeat(40).trim() };
    const { heading, width, pictures } = printLayout(long, { scale: 1, measure });
    expect(heading.length).toBeGreaterThan(1);
    for (const { text } of heading) expect(measure(text)).toBeLessThan(width);
    expect(pictures[0]![0]!.y).toBeGreaterThan(heading.at(-1)!.y);
  });

  it('finds the largest whole scale that fits a width', () => {
    const three = print(picture('a'), picture('b'), picture('c'));
    const scale = scaleWithin(three, 1920, () => measure);
    const widthAt = (at: number) => printLayout(three, { scale: at, measure }).width;
    expect(widthAt(scale)).toBeLessThanOrEqual(1920);
    expect(widthAt(scale + 1)).toBeGreaterThan(1920);
  });
});
