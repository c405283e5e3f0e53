import { describe, expect, it } from 'vitest';
import { columnsFor, outlinePath, sheetOf, sheetPixels, tileArea, tileAt } from './map-sheet';

// three channels of 2 × 2 cells in two columns, one cell apart: 5 × 5 cells
const map = { width: 2, height: 2, channels: 3, values: new Float32Array(12).fill(1) };
const sheet = sheetOf(map, 2);

describe('a sheet of channels', () => {
  it('is as large as its tiles and the gaps between them', () => {
    expect(sheet).toMatchObject({ rows: 2, gap: 1, width: 5, height: 5 });
  });

  it('leaves gaps and unused places transparent', () => {
    const { data } = sheetPixels(map, sheet, { limit: 1, theme: 'light' });
    const opaque = Array.from({ length: 25 }, (_, cell) => Number(data[cell * 4 + 3] === 255));
    expect(opaque.join('')).toBe(['11011', '11011', '00000', '11000', '11000'].join(''));
  });

  it('finds the tile under a place and the place in the tile, and nothing in a gap', () => {
    expect(tileAt(sheet, { x: 4 / 5, y: 1 / 5 })).toEqual({ channel: 1, place: { x: 0.5, y: 0.5 } });
    expect(tileAt(sheet, { x: 0.1, y: 0.9 })!.channel).toBe(2);
    expect(tileAt(sheet, { x: 2.5 / 5, y: 0.1 })).toBeNull();
    expect(tileAt(sheet, { x: 0.9, y: 0.9 })).toBeNull();
    const area = tileArea(sheet, 2);
    expect(tileAt(sheet, { x: area.x + area.width / 2, y: area.y + area.height / 2 })!.channel).toBe(2);
  });

  it('outlines the same cells in every tile, cut at its border', () => {
    const span = { top: -3, left: 1, bottom: 0, right: 9 };
    expect(outlinePath(sheet, span)).toBe('M1,0H2V1H1ZM4,0H5V1H4ZM1,3H2V4H1Z');
  });

  it('is about as wide as asked for', () => {
    expect([columnsFor(64, 1), columnsFor(8, 2), columnsFor(3, 9)]).toEqual([8, 4, 3]);
  });
});
