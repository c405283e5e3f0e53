/**
 * The product of two matrices in tiles, with all that happens to a value of it while it is still in a register. A
 * workgroup takes a tile of rows × columns whose width divides the columns, so that even a network of 16, 24 or 40
 * channels leaves hardly a thread idle. The width is a number, not part of the source: of sources there is one for each
 * thing that happens to a product, and compiling is dear.
 */
import type { Activation } from '../fused';
import { repeated } from './program';

/** Threads of a workgroup; most tile widths divide it. */
export const THREADS = 96;

/** Width of a tile, in fours of columns, and its height in threads. */
const MOST_ACROSS = 12;
const MOST_DOWN = 24;

/** Terms of a tile, in fours. */
const DEEP = 4;

/** Rows of the product that a thread computes, of four columns each. */
export type RowsOfThread = 4 | 8;

interface Product {
  readonly rows: number;
  /** terms of each sum */
  readonly depth: number;
  readonly columns: number;
}

/** What a product asks of the device, and the numbers that its source reads. */
export function tilesOf({ rows, depth, columns }: Product, ofThread: RowsOfThread) {
  const across = largestDivisor(Math.ceil(columns / 4), MOST_ACROSS);
  const down = Math.min(MOST_DOWN, Math.floor(THREADS / across));
  const blocks = Math.ceil(columns / 4 / across);
  const tiles = Math.ceil(depth / 4 / DEEP);
  const workgroups = blocks * Math.ceil(rows / (down * ofThread));
  return {
    workgroup: THREADS,
    workgroups,
    integers: { rows, depth, columns, across, down, blocks, tiles },
    trips: tiles * DEEP * 4,
    multiplyAdds: workgroups * THREADS * ofThread * 4 * tiles * DEEP * 4,
  };
}

/**
 * WGSL `main`. There have to be `xAt(row, k, depth)` and `weightAt(k, column, columns)`, fours of both factors.
 * @param stored what becomes of `value`, four neighbours of row `at` from `column` on; `turn` counts a thread's rows
 * @param turned a column of the filter lies in one piece: neighbours there go to neighbouring threads
 * @param ahead declares what `stored` shares between a thread's rows; `after` comes behind the last
 */
export function productSource({
  ofThread,
  turned,
  stored,
  ahead = '',
  after = '',
}: {
  ofThread: RowsOfThread;
  turned: boolean;
  stored: (turn: number) => string;
  ahead?: string;
  after?: string;
}): string {
  return `
    var<workgroup> ofX : array<vec4<f32>, ${MOST_DOWN * ofThread * DEEP}>;
    var<workgroup> ofWeight : array<vec4<f32>, ${4 * DEEP * MOST_ACROSS}>;
    fn main(index : i32) {
      let local = i32(localIndex);
      let group = index / ${THREADS};
      let across = uniforms.across;
      let high = uniforms.down * ${ofThread};
      let left = (group % uniforms.blocks) * across * 4;
      let top = (group / uniforms.blocks) * high;
      let place = local % across;
      let busy = local < across * uniforms.down;
      let under = select(0, (local / across) * ${ofThread}, busy);
      ${repeated(ofThread, (row) => `var sum${row} = vec4<f32>(0.0);`)}
      for (var tile = 0; tile < uniforms.tiles; tile++) {
        let start = tile * ${4 * DEEP};
        for (var at = local; at < high * ${DEEP}; at += ${THREADS}) {
          var four = vec4<f32>(0.0);
          let row = top + at / ${DEEP};
          let k = start + 4 * (at % ${DEEP});
          if (row < uniforms.rows && k < uniforms.depth) { four = xAt(row, k, uniforms.depth); }
          ofX[at] = four;
        }
        for (var at = local; at < ${4 * DEEP} * across; at += ${THREADS}) {
          var four = vec4<f32>(0.0);
          let down = ${turned ? `at % ${4 * DEEP}` : 'at / across'};
          let right = ${turned ? `at / ${4 * DEEP}` : 'at % across'};
          let row = start + down;
          if (row < uniforms.depth) { four = weightAt(row, left + 4 * right, uniforms.columns); }
          ofWeight[down * across + right] = four;
        }
        workgroupBarrier();
        for (var k = 0; k < ${DEEP}; k++) {
          ${repeated(4, (lane) => `let w${lane} = ofWeight[(4 * k + ${lane}) * across + place];`)}
          ${repeated(
            ofThread,
            (row) => `
              let a${row} = ofX[(under + ${row}) * ${DEEP} + k];
              sum${row} += a${row}.x * w0 + a${row}.y * w1 + a${row}.z * w2 + a${row}.w * w3;`,
          )}
        }
        workgroupBarrier();
      }
      let column = left + 4 * place;
      if (!busy || column >= uniforms.columns) { return; }
      ${ahead}
      ${repeated(
        ofThread,
        (row) => `
          if (top + under + ${row} < uniforms.rows) {
            let at = top + under + ${row};
            var value = sum${row};
            ${stored(row)}
          }`,
      )}
      ${after}
    }`;
}

/** WGSL: what becomes of a value of the product. */
export const ACTIVATED: Readonly<Record<Activation, string>> = {
  relu: 'value = max(value, vec4<f32>(0.0));',
  relu6: 'value = clamp(value, vec4<f32>(0.0), vec4<f32>(6.0));',
  linear: '',
};

/** The largest divisor up to `most`, or `most` itself where the count has none worth having. */
function largestDivisor(count: number, most: number): number {
  for (let divisor = Math.min(count, most); 2 * divisor > Math.min(count, most); divisor--) {
    if (count % divisor === 0) return divisor;
  }
  return Math.min(count, most);
}
