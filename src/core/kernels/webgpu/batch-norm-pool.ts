import type { TensorInfo } from '../../tf';
import { channelwise } from './channelwise';
import { columnSumsApart } from './column-sums';
import { registerWebGPUKernel, repeated, typeOf, WORKGROUP, type Lanes, type Program } from './program';

interface Normalised {
  readonly x: TensorInfo;
  readonly moments: TensorInfo;
  readonly scale: TensorInfo;
  readonly shift: TensorInfo;
}
interface Pooled extends Normalised {
  readonly dy: TensorInfo;
}
interface Epsilon {
  readonly epsilon: number;
}

/**
 * WGSL for all three kernels, `of` being what holds x: `activated(at, c)` is relu(γ x̂ + β), and `windowAt(window, c)`
 * where the upper left pixel of a window lies, both counted in channel groups.
 */
function pooling({
  of = 'x',
  columns,
  rows,
  lanes,
}: {
  of?: string;
  columns: string;
  rows: string;
  lanes: Lanes;
}) {
  const type = typeOf(lanes);
  return `
    fn inverseOf(c : i32) -> ${type} {
      return inverseSqrt(moments[uniforms.columns + c] + ${type}(uniforms.epsilon));
    }
    fn activated(at : i32, c : i32) -> ${type} {
      let y = (${of}[at] - moments[c]) * (scale[c] * inverseOf(c)) + shift[c];
      return max(y, ${type}(0.0));
    }
    fn windowAt(window : i32, c : i32) -> i32 {
      let column = window % ${columns};
      let row = (window / ${columns}) % ${rows};
      let sample = window / (${columns} * ${rows});
      return ((sample * uniforms.xHeight + 2 * row) * uniforms.xWidth + 2 * column) * uniforms.columns + c;
    }`;
}

/** The pixels of a window in reading order, from its upper left one. */
const CORNERS = ['0', 'uniforms.columns', 'below', 'below + uniforms.columns'];

const BELOW = 'let below = uniforms.xWidth * uniforms.columns;';

registerWebGPUKernel<Normalised, Epsilon>(
  'SmmBatchNormReluPool',
  ({ inputs: { x, moments, scale, shift }, attributes: { epsilon }, run }) => {
    const { lanes, columns, bound } = channelwise(x);
    const [batch, height, width, channels] = x.shape as [number, number, number, number];
    const [rows, across] = [Math.floor(height / 2), Math.floor(width / 2)];
    const values = batch * rows * across * columns;
    return run({
      name: 'batchNormReluPool',
      inputs: bound({ x, moments, scale, shift }),
      shape: [batch, rows, across, channels],
      lanes,
      workgroups: Math.ceil(values / WORKGROUP),
      integers: { values, columns, rows, across, xHeight: height, xWidth: width },
      floats: { epsilon },
      trips: 4,
      source: `
        ${pooling({ columns: 'uniforms.across', rows: 'uniforms.rows', lanes })}
        fn main(index : i32) {
          if (index >= uniforms.values) { return; }
          let c = index % uniforms.columns;
          let at = windowAt(index / uniforms.columns, c);
          ${BELOW}
          result[index] = max(
            max(activated(at + ${CORNERS[0]}, c), activated(at + ${CORNERS[1]}, c)),
            max(activated(at + ${CORNERS[2]}, c), activated(at + ${CORNERS[3]}, c)));
        }`,
    });
  },
);

/** WGSL: shares `rest` among the corners of the window `at` as g0 … g3: the first maximum takes it, where positive. */
const shared = (lanes: Lanes): string => {
  const type = typeOf(lanes);
  const zero = `${type}(0.0)`;
  return `
    ${CORNERS.map((corner, index) => `let y${index} = activated(at + ${corner}, c);`).join('\n')}
    let most = max(max(y0, y1), max(y2, y3));
    rest = select(${zero}, rest, most > ${zero});
    ${repeated(4, (index) => `g${index} = select(${zero}, rest, y${index} == most); rest -= g${index};`)}`;
};

registerWebGPUKernel<Pooled, Epsilon & { inPlace?: boolean }>(
  'SmmBatchNormReluPoolGradients',
  ({ inputs, attributes, run, several, free }) => {
    const [byShift, byScale] = sumsOf({ run, several, free }, inputs, attributes);
    return [run(backProgram({ ...inputs, byShift, byScale }, attributes)), byShift, byScale];
  },
);

function sumsOf(
  call: Parameters<typeof columnSumsApart>[0],
  { x, dy, moments, scale, shift }: Pooled,
  { epsilon }: Epsilon,
): [TensorInfo, TensorInfo] {
  const { lanes, columns, bound } = channelwise(x);
  const type = typeOf(lanes);
  const [batch, rows, across] = dy.shape as [number, number, number];
  const [, xHeight, xWidth] = x.shape as [number, number, number];
  return columnSumsApart(call, {
    name: 'batchNormReluPoolSums',
    inputs: bound({ x, dy, moments, scale, shift }),
    rows: batch * rows * across,
    columns,
    lanes,
    integers: { xHeight, xWidth, poolRows: rows, poolColumns: across },
    floats: { epsilon },
    functions: pooling({ columns: 'uniforms.poolColumns', rows: 'uniforms.poolRows', lanes }),
    add: `
      let c = column;
      var rest = dy[at];
      let window = windowAt(row, c);
      {
        let at = window;
        ${BELOW}
        ${repeated(4, (index) => `var g${index} : ${type};`)}
        ${shared(lanes)}
        ${CORNERS.map(
          (corner, index) => `
            sum0 += g${index};
            sum1 += g${index} * ((x[at + ${corner}] - moments[c]) * inverseOf(c));`,
        ).join('\n')}
      }`,
  });
}

/** A thread takes a window, of up to four channels; those past the last one an odd last row or column. */
function backProgram(
  { x, dy, moments, scale, shift, byShift, byScale }: Pooled & { byShift: TensorInfo; byScale: TensorInfo },
  { epsilon, inPlace }: Epsilon & { inPlace?: boolean },
): Program {
  const { lanes, values, columns, bound } = channelwise(x);
  const type = typeOf(lanes);
  const [batch, height, width] = x.shape as [number, number, number];
  const [, poolRows, poolColumns] = dy.shape as [number, number, number];
  const [rows, across] = [Math.ceil(height / 2), Math.ceil(width / 2)];
  const threads = batch * rows * across * columns;
  const of = inPlace ? 'result' : 'x';
  return {
    name: 'batchNormReluPoolBack',
    inputs: bound({ ...(!inPlace && { x }), dy, moments, scale, shift, byShift, byScale }),
    over: inPlace ? x : null,
    shape: x.shape,
    lanes,
    workgroups: Math.ceil(threads / WORKGROUP),
    integers: { threads, columns, rows, across, poolRows, poolColumns, xHeight: height, xWidth: width },
    floats: { epsilon, share: columns / values },
    trips: 4,
    source: `
      ${pooling({ of, columns: 'uniforms.across', rows: 'uniforms.rows', lanes })}
      fn back(at : i32, c : i32, g : ${type}) {
        let inverse = inverseOf(c);
        let normalised = (${of}[at] - moments[c]) * inverse;
        let mean = byShift[c] * uniforms.share;
        let slope = byScale[c] * uniforms.share;
        result[at] = scale[c] * inverse * (g - mean - normalised * slope);
      }
      fn main(index : i32) {
        if (index >= uniforms.threads) { return; }
        let c = index % uniforms.columns;
        let window = index / uniforms.columns;
        let column = window % uniforms.across;
        let row = (window / uniforms.across) % uniforms.rows;
        let sample = window / (uniforms.across * uniforms.rows);
        let at = windowAt(window, c);
        ${BELOW}
        ${repeated(4, (index) => `var g${index} = ${type}(0.0);`)}
        if (row < uniforms.poolRows && column < uniforms.poolColumns) {
          let pooled = (sample * uniforms.poolRows + row) * uniforms.poolColumns + column;
          var rest = dy[pooled * uniforms.columns + c];
          ${shared(lanes)}
        }
        let wide = 2 * column + 1 < uniforms.xWidth;
        let high = 2 * row + 1 < uniforms.xHeight;
        back(at, c, g0);
        if (wide) { back(at + ${CORNERS[1]}, c, g1); }
        if (high) { back(at + ${CORNERS[2]}, c, g2); }
        if (wide && high) { back(at + ${CORNERS[3]}, c, g3); }
      }`,
  };
}
