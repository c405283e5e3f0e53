import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Field } from './field';
import { coarse, enlarge, fine, interpolated, productOf, promptedOf, rowOf } from './prompt-values';

function field(side: number, value: (i: number) => number): Field {
  return {
    width: side,
    height: side,
    values: Float32Array.from({ length: side * side * 3 }, (_, i) => value(i)),
  };
}

const row = (of: Field, i: number, channel = 0) =>
  Array.from({ length: of.width }, (_, j) => of.values[(i * of.width + j) * 3 + channel]!);

describe('enlarge (eq. 3)', () => {
  it('repeats every coarse value patch × patch times where the patch divides the side', () => {
    const mask = field(2, (i) => i);
    const full = enlarge(mask, { side: 4, patch: 2 });
    expect(row(full, 0)).toEqual([0, 0, 3, 3]);
    expect(row(full, 1)).toEqual([0, 0, 3, 3]);
    expect(row(full, 3, 2)).toEqual([8, 8, 11, 11]);
  });

  it('copies the last row and column into the strip where it does not: side 30, patch 8 → 8, 8, 14', () => {
    const mask = field(3, (i) => Math.floor(i / 3) % 3);
    const first = row(enlarge(mask, { side: 30, patch: 8 }), 0);
    expect([0, 1, 2].map((cell) => first.filter((value) => value === cell).length)).toEqual([8, 8, 14]);
  });

  it('is the identity for patches of one pixel', () => {
    const mask = field(5, (i) => Math.sin(i));
    expect(enlarge(mask, { side: 5, patch: 1 }).values).toEqual(mask.values);
  });

  it('agrees with the index rule for any side and patch', () => {
    fc.assert(
      fc.property(fc.integer({ min: 8, max: 70 }), fc.integer({ min: 0, max: 3 }), (side, l) => {
        const h = side >> l;
        const mask = field(h, (i) => i);
        const full = enlarge(mask, { side, patch: 2 ** l });
        for (const [i, j] of [
          [0, 0],
          [side - 1, side - 1],
          [side >> 1, side - 1],
        ] as const) {
          const from = (Math.min(i >> l, h - 1) * h + Math.min(j >> l, h - 1)) * 3;
          expect(full.values[(i * side + j) * 3 + 1]).toBe(mask.values[from + 1]);
        }
      }),
    );
  });
});

describe('coarse and fine', () => {
  it('are each other’s inverse: every fine row belongs to the cell that claims it', () => {
    const grid = { side: 30, patch: 8, cells: 3 };
    for (let cell = 0; cell < 3; cell += 1) {
      const [from, to] = fine(cell, grid);
      for (let i = from; i < to; i += 1) expect(coarse(i, 8, 3)).toBe(cell);
    }
    expect(fine(2, grid)).toEqual([16, 30]);
  });
});

describe('the prompt (eq. 1)', () => {
  const resized = field(4, (i) => Math.cos(i));
  const pattern = field(4, (i) => 0.01 * Math.sin(i));
  const mask = field(4, (i) => i - 20);

  it('is r(x) + δ ⊙ m(x) in every value', () => {
    const product = productOf(pattern, mask);
    const prompted = promptedOf(resized, product);
    prompted.values.forEach((value, i) => {
      expect(value).toBeCloseTo(resized.values[i]! + pattern.values[i]! * mask.values[i]!, 6);
    });
  });

  it('is r(x) itself while δ is zero, and without a prompt', () => {
    const zero = field(4, () => 0);
    expect(promptedOf(resized, productOf(zero, mask)).values).toEqual(resized.values);
    expect(promptedOf(resized, null)).toBe(resized);
  });

  it('takes the pattern whole without a mask, and on the frame only with a frame', () => {
    expect(productOf(pattern, null).values).toEqual(pattern.values);
    const frame = Uint8Array.from({ length: 16 }, (_, i) => (i < 4 ? 1 : 0));
    const product = productOf(pattern, frame);
    expect(product.values.subarray(0, 12)).toEqual(pattern.values.subarray(0, 12));
    expect(product.values.subarray(12).every((value) => value === 0)).toBe(true);
  });
});

describe('other interpolations', () => {
  it('are two products with the matrix of one axis', () => {
    const mask = { width: 2, height: 2, values: Float32Array.from([0, 0, 0, 2, 2, 2, 4, 4, 4, 6, 6, 6]) };
    const weights = Float32Array.of(1, 0, 0.5, 0.5, 0, 1);
    const red = interpolated(mask, 3, weights).values.filter((_, i) => i % 3 === 0);
    expect([...red]).toEqual([0, 1, 2, 2, 3, 4, 4, 5, 6]);
  });

  it('equal copied patches where the matrix copies', () => {
    const mask = { width: 2, height: 2, values: Float32Array.from({ length: 12 }, (_, i) => i / 7) };
    const weights = Float32Array.of(1, 0, 1, 0, 0, 1, 0, 1);
    expect(interpolated(mask, 4, weights).values).toEqual(enlarge(mask, { side: 4, patch: 2 }).values);
  });
});

describe('a field of a batch', () => {
  it('is its own row, or the one that is for all', () => {
    const batch = Float32Array.from({ length: 24 }, (_, i) => i);
    expect(rowOf(batch, 1, 2).values[0]).toBe(12);
    expect(rowOf(batch.subarray(0, 12), 1, 2).values[0]).toBe(0);
  });
});
