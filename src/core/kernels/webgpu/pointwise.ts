import { util, type TensorInfo } from '../../tf';
import type { Activation } from '../fused';
import type { GateKind } from '../relu-gate';
import { fourAt, fourWritten, gated, lanesOf, registerWebGPUKernel, repeated, type Program } from './program';

interface PointwiseInputs {
  readonly x: TensorInfo;
  readonly filter: TensorInfo;
  readonly bias: TensorInfo | null;
  readonly addend: TensorInfo | null;
  readonly gate: TensorInfo | null;
}

interface PointwiseAttributes {
  readonly activation: Activation;
  readonly gateOf: GateKind;
  readonly turned?: boolean;
  readonly inPlace?: boolean;
}

/** Rows of the product that a thread computes, of four columns each. */
const ROWS = 4;

/** Threads of a workgroup; most tile widths divide it. */
const THREADS = 96;

/** Width of a tile, in fours of channels, and its height in threads. */
const MOST_ACROSS = 12;
const MOST_DOWN = 24;

/** Inputs of a tile, in fours. */
const DEEP = 4;

/**
 * x·W for every pixel, with all that happens to the product while it is still in registers: bias, relu6, a sum with
 * another tensor, the gate of a relu6 ahead. Workgroups take tiles of pixels × channels whose width divides the
 * channels, so that even a network of 16, 24 or 40 channels leaves hardly a thread idle. The width is a number, not
 * part of the source: of sources there is one for each thing that happens to a product, and compiling is dear.
 */
registerWebGPUKernel<PointwiseInputs, PointwiseAttributes>('SmmPointwise', ({ inputs, attributes, run }) =>
  run(program(inputs, attributes)),
);

function program(
  inputs: PointwiseInputs,
  { activation, gateOf, turned = false, inPlace }: PointwiseAttributes,
): Program {
  const { x, filter, bias, addend, gate } = inputs;
  const [first, second] = filter.shape as [number, number];
  const [depth, columns] = turned ? [second, first] : [first, second];
  const rows = util.sizeFromShape(x.shape) / depth;
  const across = largestDivisor(Math.ceil(columns / 4), MOST_ACROSS);
  const down = Math.min(MOST_DOWN, Math.floor(THREADS / across));
  const blocks = Math.ceil(columns / 4 / across);
  const tiles = Math.ceil(depth / 4 / DEEP);
  const lanes = lanesOf(columns);
  const over = inPlace ? (gate ?? addend) : null;
  const apart = (tensor: TensorInfo | null): TensorInfo | null => (tensor === over ? null : tensor);
  const read = (name: string, tensor: TensorInfo | null): string =>
    tensor === over ? 'resultAt(at, column, uniforms.columns)' : `${name}At(at, column, uniforms.columns)`;
  const workgroups = blocks * Math.ceil(rows / (down * ROWS));
  return {
    name: 'pointwise',
    variant: [activation, turned, !!bias, !!addend, gate ? gateOf : false],
    inputs: {
      x: { tensor: x, lanes: lanesOf(depth) },
      weight: { tensor: filter, lanes: turned ? 1 : lanes },
      ...(bias && { bias: { tensor: bias, lanes } }),
      ...(apart(addend) && { addend: { tensor: addend!, lanes } }),
      ...(apart(gate) && { gate: { tensor: gate!, lanes } }),
    },
    over,
    shape: [...x.shape.slice(0, -1), columns],
    lanes,
    workgroup: THREADS,
    workgroups,
    integers: { rows, depth, columns, across, down, blocks, tiles },
    trips: tiles * DEEP * 4,
    multiplyAdds: workgroups * THREADS * ROWS * 4 * tiles * DEEP * 4,
    source: `
      ${fourAt('x', lanesOf(depth))}
      ${turned ? turnedWeightAt : fourAt('weight', lanes)}
      ${bias ? fourAt('bias', lanes) : ''}
      ${apart(addend) ? fourAt('addend', lanes) : ''}
      ${apart(gate) ? fourAt('gate', lanes) : ''}
      ${over ? fourAt('result', lanes) : ''}
      ${fourWritten(lanes)}
      var<workgroup> ofX : array<vec4<f32>, ${MOST_DOWN * ROWS * DEEP}>;
      var<workgroup> ofWeight : array<vec4<f32>, ${4 * DEEP * MOST_ACROSS}>;
      fn main(index : i32) {
        let local = i32(localIndex);
        let group = index / ${THREADS};
        let across = uniforms.across;
        let high = uniforms.down * ${ROWS};
        let left = (group % uniforms.blocks) * across * 4;
        let top = (group / uniforms.blocks) * high;
        let place = local % across;
        let busy = local < across * uniforms.down;
        let under = select(0, (local / across) * ${ROWS}, busy);
        ${repeated(ROWS, (row) => `var sum${row} = vec4<f32>(0.0);`)}
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
            // neighbours in the filter go to neighbouring threads
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
              ROWS,
              (row) => `
                let a${row} = ofX[(under + ${row}) * ${DEEP} + k];
                sum${row} += a${row}.x * w0 + a${row}.y * w1 + a${row}.z * w2 + a${row}.w * w3;`,
            )}
          }
          workgroupBarrier();
        }
        let column = left + 4 * place;
        if (!busy || column >= uniforms.columns) { return; }
        ${repeated(
          ROWS,
          (row) => `
            if (top + under + ${row} < uniforms.rows) {
              let at = top + under + ${row};
              var value = sum${row};
              ${bias ? 'value += biasAt(0, column, uniforms.columns);' : ''}
              ${ACTIVATED[activation]}
              ${addend ? `value += ${read('addend', addend)};` : ''}
              ${gate ? `let y = ${read('gate', gate)}; value = ${gated({ type: 'vec4<f32>', of: gateOf, value: 'value', y: 'y' })};` : ''}
              write(at, column, uniforms.columns, value);
            }`,
        )}
      }`,
  };
}

/** The filter where it lies [columns, depth]: four columns of a row are far apart. */
const turnedWeightAt = `
  fn weightAt(row : i32, column : i32, columns : i32) -> vec4<f32> {
    var four = vec4<f32>(0.0);
    ${repeated(
      4,
      (lane) =>
        `if (column + ${lane} < columns) { four[${lane}] = weight[(column + ${lane}) * uniforms.depth + row]; }`,
    )}
    return four;
  }`;

/** WGSL: what becomes of a value of the product. */
const ACTIVATED: Readonly<Record<Activation, string>> = {
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
