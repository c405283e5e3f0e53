import type { TensorInfo } from '../../tf';
import {
  fourWritten,
  lanesOf,
  registerWebGPUKernel,
  repeated,
  WORKGROUP,
  type Program,
  type Shaped,
} from './program';

interface Geometry {
  /** of the forward pass's input */
  readonly side: number;
  readonly stride: number;
  /** rows of padding ahead of the first one */
  readonly before: number;
}

registerWebGPUKernel<{ gradient: TensorInfo; filter: TensorInfo }, Geometry>(
  'SmmStridedConvolutionBack',
  ({ inputs: { gradient, filter }, attributes: { side, stride, before }, run }) =>
    run(stridedConvolutionBackProgram({ gradient, filter }, { side, stride, before })),
);

/**
 * Gradient by the input of a dense convolution with a stride [B, side, side, in]. A thread takes four input channels
 * of a pixel and visits the outputs that have seen it, no others: nothing is stuffed with zeros, nothing interleaved
 * afterwards.
 * @param inputs.gradient by the output, ahead of its activation [B, ⌈side/stride⌉, ⌈side/stride⌉, out]
 * @param inputs.filter [k, k, in, out]
 */
export function stridedConvolutionBackProgram<Operand extends Shaped>(
  { gradient, filter }: { readonly gradient: Operand; readonly filter: Operand },
  { side, stride, before }: Geometry,
): Program<Operand> {
  const [batch, outSide, , outputs] = gradient.shape as [number, number, number, number];
  const [kernel, , inputs] = filter.shape as [number, number, number, number];
  const lanes = lanesOf(outputs);
  const groups = Math.ceil(inputs / 4);
  const shape = [batch, side, side, inputs];
  const threads = batch * side * side * groups;
  const product = (a: string, b: string): string => (lanes === 4 ? `dot(${a}, ${b})` : `${a} * ${b}`);
  return {
    name: 'stridedConvolutionBack',
    variant: [kernel, stride, before],
    inputs: { gradient: { tensor: gradient, lanes }, kernel: { tensor: filter, lanes } },
    shape,
    lanes: lanesOf(inputs),
    workgroups: Math.ceil(threads / WORKGROUP),
    integers: { threads, side, outSide, inputs, groups, outputs: outputs / lanes },
    trips: (Math.ceil(kernel / stride) ** 2 * outputs) / lanes,
    source: `
        ${fourWritten(lanesOf(inputs))}
        fn main(index : i32) {
          if (index >= uniforms.threads) { return; }
          let input = 4 * (index % uniforms.groups);
          let pixel = index / uniforms.groups;
          let column = pixel % uniforms.side;
          let row = (pixel / uniforms.side) % uniforms.side;
          let sample = pixel / (uniforms.side * uniforms.side);
          var sum = vec4<f32>(0.0);
          for (var up = (row + ${before}) % ${stride}; up < ${kernel}; up += ${stride}) {
            let outRow = (row + ${before} - up) / ${stride};
            if (row + ${before} < up || outRow >= uniforms.outSide) { continue; }
            for (var left = (column + ${before}) % ${stride}; left < ${kernel}; left += ${stride}) {
              let outColumn = (column + ${before} - left) / ${stride};
              if (column + ${before} < left || outColumn >= uniforms.outSide) { continue; }
              let outPixel = (sample * uniforms.outSide + outRow) * uniforms.outSide + outColumn;
              let weights = ((up * ${kernel} + left) * uniforms.inputs + input) * uniforms.outputs;
              for (var k = 0; k < uniforms.outputs; k++) {
                let g = gradient[outPixel * uniforms.outputs + k];
                ${repeated(
                  4,
                  (lane) => `
                    if (input + ${lane} < uniforms.inputs) {
                      sum[${lane}] += ${product('g', `kernel[weights + ${lane} * uniforms.outputs + k]`)};
                    }`,
                )}
              }
            }
          }
          write(pixel, input, uniforms.inputs, sum);
        }`,
  };
}
