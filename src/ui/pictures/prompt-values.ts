import { fieldOf, type Field } from './field';

/**
 * The prompt of one sample, worked out in the page from a view snapshot: U_p (paper.md eq. 3), δ ⊙ m and x̃
 * (eq. 1) on plain values. Snapshots carry the coarse masks and δ only; the rest follows from them.
 * Not the method itself, which is src/core: this draws what the method did.
 */

/**
 * m = U_p(g): every coarse value fills a patch × patch block; where the side is no multiple of the patch, the
 * strip at the right and bottom copies the last column and row.
 * m[i, j] = g[min(i >> l, h − 1), min(j >> l, w − 1)] with patch = 2^l
 * @param mask g [h, w, 3]
 * @returns [side, side, 3]
 */
export function enlarge(
  mask: Field,
  { side, patch }: { readonly side: number; readonly patch: number },
): Field {
  const values = new Float32Array(side * side * 3);
  for (let i = 0; i < side; i += 1) {
    for (let j = 0; j < side; j += 1) {
      const from = (coarse(i, patch, mask.height) * mask.width + coarse(j, patch, mask.width)) * 3;
      const to = (i * side + j) * 3;
      values[to] = mask.values[from]!;
      values[to + 1] = mask.values[from + 1]!;
      values[to + 2] = mask.values[from + 2]!;
    }
  }
  return { width: side, height: side, values };
}

/**
 * m = A g Aᵀ: any other interpolation, by its matrix for one axis.
 * @param mask g [h, h, 3]
 * @param weights A [side, h], row after row
 * @returns [side, side, 3]
 */
export function interpolated(mask: Field, side: number, weights: Float32Array): Field {
  const from = mask.width;
  // columns first: [h, side, 3]
  const wide = new Float32Array(from * side * 3);
  const values = new Float32Array(side * side * 3);
  for (let j = 0; j < side; j += 1) {
    for (let tap = 0; tap < from; tap += 1) {
      const weight = weights[j * from + tap]!;
      if (weight === 0) continue;
      for (let row = 0; row < from; row += 1) {
        for (let channel = 0; channel < 3; channel += 1) {
          wide[(row * side + j) * 3 + channel]! += weight * mask.values[(row * from + tap) * 3 + channel]!;
        }
      }
    }
  }
  for (let i = 0; i < side; i += 1) {
    for (let tap = 0; tap < from; tap += 1) {
      const weight = weights[i * from + tap]!;
      if (weight === 0) continue;
      for (let k = 0; k < side * 3; k += 1) values[i * side * 3 + k]! += weight * wide[tap * side * 3 + k]!;
    }
  }
  return { width: side, height: side, values };
}

/** Row `row` of a batch [N, side, side, 3], or the one field that is for all [side, side, 3]. */
export function rowOf(batch: Float32Array, row: number, side: number): Field {
  const size = side * side * 3;
  return fieldOf(batch, batch.length === size ? 0 : row, side, side);
}

/** The coarse row (or column) that row i of the full mask copies. */
export function coarse(i: number, patch: number, cells: number): number {
  return Math.min(Math.floor(i / patch), cells - 1);
}

/** Rows (or columns) of the full mask that a coarse one fills: [first, behind the last). */
export function fine(
  cell: number,
  { side, patch, cells }: { readonly side: number; readonly patch: number; readonly cells: number },
): readonly [number, number] {
  return [cell * patch, cell === cells - 1 ? side : (cell + 1) * patch];
}

/** δ ⊙ m, with the mask learned for this image (a field), or fixed for all (a frame of ones and zeros, or ones). */
export function productOf(pattern: Field, mask: Field | Uint8Array | null): Field {
  const values = Float32Array.from(pattern.values);
  if (mask instanceof Uint8Array) {
    for (let i = 0; i < values.length; i += 1) values[i] = values[i]! * mask[Math.floor(i / 3)]!;
  } else if (mask) {
    for (let i = 0; i < values.length; i += 1) values[i] = values[i]! * mask.values[i]!;
  }
  return { ...pattern, values };
}

/** x̃ = r(x) + δ ⊙ m(x) */
export function promptedOf(resized: Field, product: Field | null): Field {
  if (!product) return resized;
  return { ...resized, values: resized.values.map((value, i) => value + product.values[i]!) };
}
