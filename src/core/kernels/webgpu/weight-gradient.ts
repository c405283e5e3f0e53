import type { TensorInfo } from '../../tf';
import { sumOfRows } from './column-sums';
import {
  fourAt,
  fourWritten,
  lanesOf,
  registerWebGPUKernel,
  repeated,
  WORKGROUP,
  type Program,
} from './program';

/** Threads that keep a large GPU busy; each leaves 48 partial sums behind. */
const THREADS = 32_768;

/** Most pixels that a thread walks along. */
const MOST_PIXELS = 4096;

/**
 * ∂loss/∂weight of a 3×3 convolution, in two programs. In the first each thread holds four inputs and four outputs of
 * one filter row in registers, 48 sums, and walks along a strip of image rows with a window of three pixels: 48
 * multiply-adds for eight values read. The second adds up the strips.
 */
registerWebGPUKernel<{ x: TensorInfo; dy: TensorInfo }>(
  'SmmWeightGradient',
  ({ inputs: { x, dy }, run, free }) => {
    const program = stripsProgram(x, dy);
    const strips = run(program);
    const [count] = program.shape as [number];
    const lanes = lanesOf(dy.shape[3]!);
    const shape = [3, 3, x.shape[3]!, dy.shape[3]!];
    const gradient = sumOfRows({ run, free }, { tensor: strips, lanes }, count, shape);
    free(strips);
    return gradient;
  },
);

/** [strips, 3, 3, in, out] */
function stripsProgram(x: TensorInfo, dy: TensorInfo): Program {
  const [batch, height, width, inputs] = x.shape as [number, number, number, number];
  const outputs = dy.shape[3]!;
  const [xLanes, dyLanes] = [lanesOf(inputs), lanesOf(outputs)];
  const patches = 3 * Math.ceil(inputs / 4) * Math.ceil(outputs / 4);
  const rows = batch * height;
  const wanted = Math.min(rows, Math.max(1, Math.floor(THREADS / patches)));
  const strip = Math.max(1, Math.min(Math.ceil(rows / wanted), Math.floor(MOST_PIXELS / width)));
  const strips = Math.ceil(rows / strip);
  return {
    name: 'weightGradientOfStrips',
    inputs: { x: { tensor: x, lanes: xLanes }, dy: { tensor: dy, lanes: dyLanes } },
    shape: [strips, 3, 3, inputs, outputs],
    lanes: dyLanes,
    workgroups: Math.ceil((strips * patches) / WORKGROUP),
    integers: { rows, strip, strips },
    trips: strip * width,
    multiplyAdds: Math.ceil((strips * patches) / WORKGROUP) * WORKGROUP * strip * width * 48,
    source: `
      ${fourAt('x', xLanes)}
      ${fourAt('dy', dyLanes)}
      ${fourWritten(dyLanes)}
      fn main(index : i32) {
        let inputs = uniforms.xShape.w;
        let outputs = uniforms.dyShape.w;
        let height = uniforms.xShape.y;
        let width = uniforms.xShape.z;
        let groupsIn = (inputs + 3) / 4;
        let groupsOut = (outputs + 3) / 4;
        let output = 4 * (index % groupsOut);
        let input = 4 * ((index / groupsOut) % groupsIn);
        let tap = (index / (groupsOut * groupsIn)) % 3;
        let strip = index / (groupsOut * groupsIn * 3);
        if (strip >= uniforms.strips) { return; }
        ${repeated(12, (sum) => `var sum${sum} = vec4<f32>(0.0);`)}
        let end = min((strip + 1) * uniforms.strip, uniforms.rows);
        for (var row = strip * uniforms.strip; row < end; row++) {
          let y = row % height + tap - 1;
          if (y < 0 || y >= height) { continue; }
          let start = (row + tap - 1) * width;
          var left = vec4<f32>(0.0);
          var here = xAt(start, input, inputs);
          for (var column = 0; column < width; column++) {
            var right = vec4<f32>(0.0);
            if (column + 1 < width) { right = xAt(start + column + 1, input, inputs); }
            let g = dyAt(row * width + column, output, outputs);
            ${repeated(4, (lane) => `sum${lane} += left[${lane}] * g;`)}
            ${repeated(4, (lane) => `sum${4 + lane} += here[${lane}] * g;`)}
            ${repeated(4, (lane) => `sum${8 + lane} += right[${lane}] * g;`)}
            left = here;
            here = right;
          }
        }
        let base = (strip * 3 + tap) * 3 * inputs;
        ${repeated(12, (sum) => written(Math.floor(sum / 4), sum % 4))}
      }`,
  };
}

/** Writes the sums of one tap of the row and one input. */
function written(tap: number, lane: number): string {
  const row = `base + ${tap} * inputs + input + ${lane}`;
  return `if (input + ${lane} < inputs) { write(${row}, output, outputs, sum${4 * tap + lane}); }`;
}
