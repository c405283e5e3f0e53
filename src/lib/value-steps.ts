/**
 * Colour maps as steps: where, along all 32-bit floats in their order, a rule that never falls takes its next value.
 * Whoever looks a value up among the steps, by comparing integers, gets what the rule gives to the bit, on any device:
 * nothing is divided or rounded there. A rule itself would not do: WGSL allows a division to be off by 2.5 units in
 * the last place, and a sum to be fused with a product.
 */

const bits = new Int32Array(1);
const float = new Float32Array(bits.buffer);

/** Integers in the order of the floats that they stand for: −∞ first, −0 just before 0, ∞ last. */
export function keyOf(value: number): number {
  float[0] = value;
  return turned(bits[0]!);
}

function valueOf(key: number): number {
  bits[0] = turned(key);
  return float[0]!;
}

/** Negative floats grow as their bits do, downwards. Its own inverse. */
function turned(pattern: number): number {
  return pattern ^ ((pattern >> 31) & 0x7fffffff);
}

const first = keyOf(-Infinity);
const last = keyOf(Infinity);

/**
 * For each row from 1 on, the key of the least float that the rule puts into it or a later one; behind the last float
 * where there is none.
 * @param rule from a float to its row 0 … rows − 1; never falls
 */
export function stepsOf(rule: (value: number) => number, rows: number): Int32Array {
  const steps = new Int32Array(rows - 1);
  let from = first;
  for (let row = 1; row < rows; row += 1) {
    let below = from;
    let above = last + 1;
    while (below < above) {
      const middle = Math.floor((below + above) / 2);
      if (rule(valueOf(middle)) >= row) above = middle;
      else below = middle + 1;
    }
    steps[row - 1] = below;
    from = below;
  }
  return steps;
}

/** How one channel of a colour comes from a value: 0 the first of its cell, 1 the second, 2 the third. */
export interface ColourLine {
  readonly channel: number;
  /** see `stepsOf` */
  readonly steps: Int32Array;
  /** 0..255 of each row */
  readonly bytes: Uint8Array | Uint8ClampedArray;
  /** of what is no number */
  readonly otherwise: number;
}

/** Red, green and blue. */
export type ColourLines = readonly [ColourLine, ColourLine, ColourLine];

/** Integers ahead of the steps of a line. */
export const LINE_HEAD = 3;

/**
 * All three lines as integers: where each begins, then of each its channel, the number of its steps, its byte for what
 * is no number, its steps and its bytes.
 */
export function packedLines(lines: ColourLines): Int32Array {
  const sizes = lines.map(({ steps, bytes }) => LINE_HEAD + steps.length + bytes.length);
  const packed = new Int32Array(lines.length + sizes.reduce((sum, size) => sum + size, 0));
  let at = lines.length;
  lines.forEach(({ channel, steps, bytes, otherwise }, index) => {
    packed[index] = at;
    packed.set([channel, steps.length, otherwise], at);
    packed.set(steps, at + LINE_HEAD);
    packed.set(bytes, at + LINE_HEAD + steps.length);
    at += sizes[index]!;
  });
  return packed;
}
