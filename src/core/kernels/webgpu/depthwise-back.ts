import type { TensorInfo } from '../../tf';
import type { GateKind } from '../relu-gate';
import { gated, lanesOf, registerWebGPUKernel, repeated, typeOf, WORKGROUP } from './program';

interface DepthwiseBackInputs {
  readonly gradient: TensorInfo;
  readonly filter: TensorInfo;
  readonly gate: TensorInfo | null;
}

/** Pixels of a row that a thread computes: it reads what their windows share once. A stride divides it. */
const PIXELS = 4;

/**
 * Gradient by the input of a depthwise convolution, gated by the relu6 ahead of it. Only taps that meet an output
 * are there at all: which they are along a row is settled when the source is written, so a stride of 2 costs nothing.
 */
registerWebGPUKernel<
  DepthwiseBackInputs,
  { side: number; stride: number; before: number; gateOf: GateKind; inPlace?: boolean }
>(
  'SmmDepthwiseBack',
  ({ inputs: { gradient, filter, gate }, attributes: { side, stride, before, gateOf, inPlace }, run }) => {
    const [batch, outSide, , channels] = gradient.shape as [number, number, number, number];
    const kernel = filter.shape[0]!;
    const lanes = lanesOf(channels);
    const type = typeOf(lanes);
    const groups = channels / lanes;
    const across = Math.ceil(side / PIXELS);
    const threads = batch * side * across * groups;
    const over = inPlace ? gate : null;
    return run({
      name: 'depthwiseBack',
      variant: [kernel, stride, before, gate ? gateOf : false],
      inputs: {
        gradient: { tensor: gradient, lanes },
        kernel: { tensor: filter, lanes },
        ...(gate && !over && { gate: { tensor: gate, lanes } }),
      },
      over,
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
            (pixel) => `
              if (column + ${pixel} < uniforms.side) {
                let at = (line * uniforms.side + column + ${pixel}) * uniforms.groups + c;
                ${gate ? `let y = ${over ? 'result' : 'gate'}[at]; sum${pixel} = ${gated({ type, of: gateOf, value: `sum${pixel}`, y: 'y' })};` : ''}
                result[at] = sum${pixel};
              }`,
          )}
        }`,
    });
  },
);

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
