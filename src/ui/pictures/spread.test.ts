import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spread } from './spread';

const room = { gap: 3, low: 0, high: 100 };

describe('spread', () => {
  it('leaves labels alone that are far enough apart', () => {
    expect(spread([50, 10, 90], room)).toEqual([50, 10, 90]);
  });

  it('parts two labels evenly round where they belong', () => {
    expect(spread([50, 51], room)).toEqual([49, 52]);
  });

  it('keeps labels inside the line', () => {
    expect(spread([0, 0, 0], room)).toEqual([0, 3, 6]);
    expect(spread([100, 100], room)).toEqual([97, 100]);
  });

  it('keeps the order and the gap for any labels that fit', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { maxLength: 20 }), (wanted) => {
        const placed = spread(wanted, room);
        const order = wanted.map((_, i) => i).sort((a, b) => wanted[a]! - wanted[b]! || a - b);
        order.slice(1).forEach((index, i) => {
          expect(placed[index]! - placed[order[i]!]!).toBeGreaterThanOrEqual(room.gap - 1e-9);
        });
        for (const position of placed) {
          expect(position).toBeGreaterThanOrEqual(-1e-9);
          expect(position).toBeLessThanOrEqual(100 + 1e-9);
        }
      }),
    );
  });
});
