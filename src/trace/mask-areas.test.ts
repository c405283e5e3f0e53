import { describe, expect, it } from 'vitest';
import { maskAreas } from './mask-areas';

describe('maskAreas', () => {
  it('outlines the patch that eq. (3) reads, among equal cells', () => {
    const areas = maskAreas({ row: 9, column: 95 }, { grid: 'coarse', side: 96, patch: 8, cells: 12 });
    expect(areas.cell).toEqual({ x: 11 / 12, y: 1 / 12, width: 1 / 12, height: 1 / 12 });
  });

  it('widens the last patch in pixels where the patch does not divide the side', () => {
    const { cell } = maskAreas({ row: 29, column: 0 }, { grid: 'full', side: 30, patch: 8, cells: 3 });
    expect(cell).toEqual({ x: 0, y: 16 / 30, width: 8 / 30, height: 14 / 30 });
  });

  it('marks the pixel itself among pixels', () => {
    const { probe } = maskAreas({ row: 29, column: 3 }, { grid: 'full', side: 30, patch: 8, cells: 3 });
    expect(probe).toEqual({ x: 3 / 30, y: 29 / 30, width: 1 / 30, height: 1 / 30 });
  });
});
