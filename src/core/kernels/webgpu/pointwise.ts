import { util, type TensorInfo } from '../../tf';
import { fourAt, fourWritten, lanesOf, registerWebGPUKernel, repeated, type Program } from './program';

interface PointwiseInputs {
  readonly x: TensorInfo;
  readonly filter: TensorInfo;
  readonly bias: TensorInfo | null;
  readonly addend: TensorInfo | null;
  readonly gate: TensorInfo | null;
}

interface PointwiseAttributes {
  readonly relu6: boolean;
  readonly inPlace?: boolean;
}

/** Rows of the product that a thread computes, of four columns each. */
const ROWS = 4;

/** Threads of a workgroup, at most: with their tiles they fit the least device. */
const THREADS = 128;

/**
 * x·W for every pixel, with all that happens to the product while it is still in registers: bias, relu6, a sum with
 * another tensor, the gate of a relu6 ahead. Workgroups take tiles of pixels × channels whose width divides the
 * channels, so that even a network of 16, 24 or 40 channels leaves no thread idle.
 */
registerWebGPUKernel<PointwiseInputs, PointwiseAttributes>('SmmPointwise', ({ inputs, attributes, run }) =>
  run(program(inputs, attributes)),
);

function program(inputs: PointwiseInputs, { relu6, inPlace }: PointwiseAttributes): Program {
  const { x, filter, bias, addend, gate } = inputs;
  const [depth, columns] = filter.shape as [number, number];
  const rows = util.sizeFromShape(x.shape) / depth;
  const across = largestDivisor(Math.ceil(columns / 4), 16);
  const down = 2 ** Math.floor(Math.log2(THREADS / across));
  const deep = largestDivisor(Math.ceil(depth / 4), 6);
  const blocks = Math.ceil(columns / 4 / across);
  const tiles = Math.ceil(depth / 4 / deep);
  const lanes = lanesOf(columns);
  const over = inPlace ? (gate ?? addend) : null;
  const apart = (tensor: TensorInfo | null): TensorInfo | null => (tensor === over ? null : tensor);
  const read = (name: string, tensor: TensorInfo | null): string =>
    tensor === over ? 'resultAt(at, column, uniforms.columns)' : `${name}At(at, column, uniforms.columns)`;
  const threads = across * down;
  const high = down * ROWS;
  const workgroups = blocks * Math.ceil(rows / high);
  return {
    name: 'pointwise',
    variant: [
      across,
      down,
      deep,
      relu6,
      ...(['bias', 'addend', 'gate'] as const).map((key) => !!inputs[key]),
    ],
    inputs: {
      x: { tensor: x, lanes: lanesOf(depth) },
      weight: { tensor: filter, lanes },
      ...(bias && { bias: { tensor: bias, lanes } }),
      ...(apart(addend) && { addend: { tensor: addend!, lanes } }),
      ...(apart(gate) && { gate: { tensor: gate!, lanes } }),
    },
    over,
    shape: [...x.shape.slice(0, -1), columns],
    lanes,
    workgroup: threads,
    workgroups,
    integers: { rows, depth, columns, blocks, tiles },
    trips: tiles * deep * 4,
    multiplyAdds: workgroups * threads * ROWS * 4 * tiles * deep * 4,
    source: `
      ${fourAt('x', lanesOf(depth))}
      ${fourAt('weight', lanes)}
      ${bias ? fourAt('bias', lanes) : ''}
      ${apart(addend) ? fourAt('addend', lanes) : ''}
      ${apart(gate) ? fourAt('gate', lanes) : ''}
      ${over ? fourAt('result', lanes) : ''}
      ${fourWritten(lanes)}
      var<workgroup> ofX : array<vec4<f32>, ${high * deep}>;
      var<workgroup> ofWeight : array<vec4<f32>, ${4 * deep * across}>;
      fn main(index : i32) {
        let local = i32(localIndex);
        let group = index / ${threads};
        let across = local % ${across};
        let column = ((group % uniforms.blocks) * ${across} + across) * 4;
        let top = (group / uniforms.blocks) * ${high};
        let under = (local / ${across}) * ${ROWS};
        ${repeated(ROWS, (row) => `var sum${row} = vec4<f32>(0.0);`)}
        for (var tile = 0; tile < uniforms.tiles; tile++) {
          let start = tile * ${4 * deep};
          for (var at = local; at < ${high * deep}; at += ${threads}) {
            var four = vec4<f32>(0.0);
            let row = top + at / ${deep};
            if (row < uniforms.rows) { four = xAt(row, start + 4 * (at % ${deep}), uniforms.depth); }
            ofX[at] = four;
          }
          for (var at = local; at < ${4 * deep * across}; at += ${threads}) {
            var four = vec4<f32>(0.0);
            let row = start + at / ${across};
            if (row < uniforms.depth) {
              four = weightAt(row, column + 4 * (at % ${across} - across), uniforms.columns);
            }
            ofWeight[at] = four;
          }
          workgroupBarrier();
          for (var k = 0; k < ${deep}; k++) {
            ${repeated(4, (lane) => `let w${lane} = ofWeight[(4 * k + ${lane}) * ${across} + across];`)}
            ${repeated(
              ROWS,
              (row) => `
                let a${row} = ofX[(under + ${row}) * ${deep} + k];
                sum${row} += a${row}.x * w0 + a${row}.y * w1 + a${row}.z * w2 + a${row}.w * w3;`,
            )}
          }
          workgroupBarrier();
        }
        if (column >= uniforms.columns) { return; }
        ${repeated(
          ROWS,
          (row) => `
            if (top + under + ${row} < uniforms.rows) {
              let at = top + under + ${row};
              var value = sum${row};
              ${bias ? 'value += biasAt(0, column, uniforms.columns);' : ''}
              ${relu6 ? 'value = clamp(value, vec4<f32>(0.0), vec4<f32>(6.0));' : ''}
              ${addend ? `value += ${read('addend', addend)};` : ''}
              ${gate ? `let y = ${read('gate', gate)}; value = ${gated('value', 'y')};` : ''}
              write(at, column, uniforms.columns, value);
            }`,
        )}
      }`,
  };
}

/** relu6's way back: zero where y stands at either corner. */
function gated(value: string, y: string): string {
  return `select(vec4<f32>(0.0), ${value}, (${y} > vec4<f32>(0.0)) & (${y} < vec4<f32>(6.0)))`;
}

/** The largest divisor up to `most`, or `most` itself where the count has none worth having. */
function largestDivisor(count: number, most: number): number {
  for (let divisor = Math.min(count, most); 2 * divisor > Math.min(count, most); divisor--) {
    if (count % divisor === 0) return divisor;
  }
  return Math.min(count, most);
}
