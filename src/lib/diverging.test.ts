import { lab, rgb } from 'd3-color';
import { describe, expect, it } from 'vitest';
import { divergingTable, tableRow, tableSize, type Theme } from './diverging';

const middle = (tableSize - 1) / 2;

function lightnesses(theme: Theme): number[] {
  const table = divergingTable(theme);
  return Array.from(
    { length: tableSize },
    (_, i) => lab(rgb(table[i * 3]!, table[i * 3 + 1]!, table[i * 3 + 2]!)).l,
  );
}

describe.each(['light', 'dark'] as const)('the diverging map on a %s page', (theme) => {
  const levels = lightnesses(theme);
  const away = theme === 'light' ? -1 : 1;

  it('moves one way in lightness from the middle to either end', () => {
    // bytes round, so neighbours may be level; over four entries the direction is certain
    for (let i = 4; i <= middle; i += 1) {
      expect(Math.sign(levels[middle + i]! - levels[middle + i - 4]!)).toBe(away);
      expect(Math.sign(levels[middle - i]! - levels[middle - i + 4]!)).toBe(away);
    }
  });

  it('gives equal magnitudes equal lightness, so it holds in greyscale', () => {
    for (let i = 0; i <= middle; i += 1) {
      expect(Math.abs(levels[middle + i]! - levels[middle - i]!)).toBeLessThan(0.8);
    }
  });

  it('is neutral in the middle and wide from there to the ends', () => {
    const table = divergingTable(theme);
    const { a, b } = lab(rgb(table[middle * 3]!, table[middle * 3 + 1]!, table[middle * 3 + 2]!));
    expect(Math.hypot(a, b)).toBeLessThan(1);
    expect(Math.abs(levels[0]! - levels[middle]!)).toBeGreaterThan(55);
  });

  it('keeps its two ends apart for red-green and blue-yellow colour-blind eyes', () => {
    // b* (blue to yellow) separates the ends for protanopes and deuteranopes, a* for tritanopes
    const table = divergingTable(theme);
    const at = (i: number) => lab(rgb(table[i * 3]!, table[i * 3 + 1]!, table[i * 3 + 2]!));
    expect(at(tableSize - 1).b - at(0).b).toBeGreaterThan(30);
    expect(at(tableSize - 1).a - at(0).a).toBeGreaterThan(30);
  });
});

describe('tableRow', () => {
  it('puts zero in the middle and ±limit at the ends', () => {
    expect([-3, 0, 3].map((value) => tableRow(value, 3))).toEqual([0, middle, tableSize - 1]);
  });

  it('gives values beyond the limit the end colour, and everything the middle without a limit', () => {
    expect(tableRow(-9, 3)).toBe(0);
    expect(tableRow(9, 3)).toBe(tableSize - 1);
    expect(tableRow(9, 0)).toBe(middle);
  });
});
