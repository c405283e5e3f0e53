import type { TensorInfo } from '../../tf';
import type { GateKind } from '../relu-gate';
import {
  gated,
  lanesOf,
  registerWebGPUKernel,
  repeated,
  typeOf,
  WORKGROUP,
  type Program,
  type Shaped,
} from './program';

interface DepthwiseBackInputs {
  readonly gradient: TensorInfo;
  readonly filter: TensorInfo;
  readonly gate: TensorInfo | null;
}

/** Of the forward pass. */
interface Geometry {
  /** of its input */
  readonly side: number;
  readonly stride: number;
  /** rows of padding ahead of the first one */
  readonly before: number;
}

/** Pixels of a row that a thread computes: it reads what their windows share once. A stride divides it. */
const PIXELS = 4;

registerWebGPUKernel<DepthwiseBackInputs, Geometry & { gateOf: GateKind; inPlace?: boolean }>(
  'SmmDepthwiseBack',
  ({ inputs: { gradient, filter, gate }, attributes: { gateOf, inPlace, ...geometry }, run }) => {
    const type = typeOf(lanesOf(gradient.shape[3]!));
    const program = depthwiseBackProgram({ gradient, filter }, geometry, (value) =>
      gate
        ? `let y = ${inPlace ? 'result' : 'gate'}[at]; ${value} = ${gated({ type, of: gateOf, value, y: 'y' })};`
        : '',
    );
    return run({
      ...program,
      variant: [...program.variant, gate ? gateOf : false],
      inputs: {
        ...program.inputs,
        ...(gate && !inPlace && { gate: { tensor: gate, lanes: program.lanes } }),
      },
      over: inPlace ? gate : null,
    });
  },
);

/**
 * Gradient by the input of a depthwise convolution [B, side, side, channels]. Only taps that meet an output are there
 * at all: which they are along a row is settled when the source is written, so a stride of 2 costs nothing.
 * @param inputs.gradient by the output, ahead of its activation [B, ⌈side/stride⌉, ⌈side/stride⌉, channels]
 * @param inputs.filter [k, k, channels, 1]
 * @param passed WGSL that takes a sum through the gate ahead: of channel group `c` at `pixel` of the whole batch, where
 * `at` counts the groups
 */
export function depthwiseBackProgram<Operand extends Shaped>(
  { gradient, filter }: { readonly gradient: Operand; readonly filter: Operand },
  { side, stride, before }: Geometry,
  passed: (value: string) => string,
) {
  const [batch, outSide, , channels] = gradient.shape as [number, number, number, number];
  const kernel = filter.shape[0]!;
  const lanes = lanesOf(channels);
  const type = typeOf(lanes);
  const groups = channels / lanes;
  const across = Math.ceil(side / PIXELS);
  const threads = batch * side * across * groups;
  return {
    name: 'depthwiseBack',
    variant: [kernel, stride, before],
    inputs: { gradient: { tensor: gradient, lanes }, kernel: { tensor: filter, lanes } },
    shape: [batch, side, side, channels],
    lanes,
    workgroups: Math.ceil(threads / WORKGROUP),
    integers: { threads, side, outSide, across, groups },
    trips: kernel * kernel * PIXELS,
    source: `
      fn gradientAt(row : i32, column : i32, c : i32) -> ${type} {
        if (column < 0 || column >= uniforms.outSide) { return ${type}(0.0); }
        return gradient[(row + column) * uniforms.groups + c];
      }
      fn main(index : i32) {
        if (index >= uniforms.threads) { return; }
        let c = index % uniforms.groups;
        let column = ((index / uniforms.groups) % uniforms.across) * ${PIXELS};
        let line = index / (uniforms.groups * uniforms.across);
        let row = line % uniforms.side;
        let sample = line / uniforms.side;
        let outColumn = column / ${stride};
        ${repeated(PIXELS, (pixel) => `var sum${pixel} = ${type}(0.0);`)}
        for (var tap = 0; tap < ${kernel}; tap++) {
          let distance = row + ${before} - tap;
          let outRow = distance / ${stride};
          if (distance < 0 || outRow * ${stride} != distance || outRow >= uniforms.outSide) { continue; }
          let start = (sample * uniforms.outSide + outRow) * uniforms.outSide;
          let weights = tap * ${kernel} * uniforms.groups + c;
          ${alongRow({ kernel, stride, before })}
        }
        ${repeated(
          PIXELS,
          (turn) => `
            if (column + ${turn} < uniforms.side) {
              let pixel = line * uniforms.side + column + ${turn};
              let at = pixel * uniforms.groups + c;
              ${passed(`sum${turn}`)}
              result[at] = sum${turn};
            }`,
        )}
      }`,
  } satisfies Program<Operand>;
}

/** Every pair of a pixel and a tap that meets an output: outputs and weights read once, then multiplied. */
function alongRow({ kernel, stride, before }: { kernel: number; stride: number; before: number }): string {
  const pairs = Array.from({ length: PIXELS * kernel }, (_, index) => {
    const [pixel, tap] = [Math.floor(index / kernel), index % kernel];
    return { pixel, tap, output: (pixel + before - tap) / stride };
  }).filter(({ output }) => Number.isInteger(output));
  const outputs = [...new Set(pairs.map(({ output }) => output))];
  const name = (output: number): string => `g${output < 0 ? `m${-output}` : output}`;
  return [
    ...outputs.map((output) => `let ${name(output)} = gradientAt(start, outColumn + ${output}, c);`),
    repeated(kernel, (tap) => `let w${tap} = kernel[weights + ${tap} * uniforms.groups];`),
    ...pairs.map(({ pixel, tap, output }) => `sum${pixel} += ${name(output)} * w${tap};`),
  ].join('\n');
}
