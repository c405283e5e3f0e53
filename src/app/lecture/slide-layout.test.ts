import { describe, expect, it } from 'vitest';
import { partsGrid } from './slide-layout';

describe('the parts of a slide', () => {
  it('have a row each, but for squares, which share one', () => {
    expect(partsGrid(['wide'], 3)).toEqual({ rows: 'auto', spans: [12] });
    expect(partsGrid(['line', 'square', 'square', 'wide'], 3)).toEqual({
      rows: 'auto minmax(17rem, 1fr) auto',
      spans: [12, 6, 6, 12],
    });
    expect(partsGrid(['square', 'square', 'square'], 3).spans).toEqual([4, 4, 4]);
  });

  it('share rows evenly where they are too many for one', () => {
    expect(partsGrid(['square', 'square', 'square', 'square'], 3).spans).toEqual([6, 6, 6, 6]);
    expect(partsGrid(['square', 'square', 'square'], 2).spans).toEqual([6, 6, 12]);
  });

  it('may be none', () => {
    expect(partsGrid([], 2)).toEqual({ rows: '', spans: [] });
  });
});
