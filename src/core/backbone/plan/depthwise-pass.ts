import type { Activation } from '../../kernels/fused';
import { depthwiseBackProgram } from '../../kernels/webgpu/depthwise-back';
import { repeated } from '../../kernels/webgpu/program';
import type { Operand, Pass } from '../../plan/pass';
import { gateReader, type GateBits } from './gate-bits';
import { pixelRuns, type Geometry } from './pixel-run';

interface Depthwise {
  /** [n, side, side, channels], four divides the channels */
  readonly x: Operand;
  /** [k, k, channels, 1] */
  readonly filter: Operand;
  /** [channels] */
  readonly bias: Operand;
  readonly activation: Activation;
  readonly bits: GateBits | null;
}

/** A thread takes four channels of a few neighbouring outputs: what their windows share is read once. */
export function depthwisePass(
  { x, filter, bias, activation, bits }: Depthwise,
  geometry: Geometry,
  result: Operand,
): Pass {
  const { stride } = geometry;
  const kernel = filter.shape[0]!;
  const runs = pixelRuns(result, geometry);
  const { run, workgroups, integers } = runs;
  return {
    program: {
      name: 'depthwise',
      inputs: {
        x: { tensor: x, lanes: 4 },
        kernel: { tensor: filter, lanes: 4 },
        bias: { tensor: bias, lanes: 4 },
      },
      shape: result.shape,
      lanes: 4,
      workgroups,
      integers,
      trips: kernel * kernel * run,
      source: `
        ${runs.functions({ activation, bits })}
        fn xAt(start : i32, column : i32, c : i32) -> vec4<f32> {
          if (column < 0 || column >= uniforms.side) { return vec4<f32>(0.0); }
          return x[(start + column) * uniforms.groups + c];
        }
        fn main(index : i32) {
          ${runs.begin}
          for (var tap = 0; tap < ${kernel}; tap++) {
            if (top + tap < 0 || top + tap >= uniforms.side) { continue; }
            let start = (picture + top + tap) * uniforms.side;
            let weights = tap * ${kernel} * uniforms.groups + c;
            ${repeated(kernel, (tap) => `let w${tap} = kernel[weights + ${tap} * uniforms.groups];`)}
            ${alongRow({ run, kernel, stride })}
          }
          ${runs.end({ activation, bits })}
        }`,
    },
    result,
    ...runs.also({ bits }),
    needed: runs.outputs * kernel * kernel,
  };
}

/** Each value of the row is read once, and added wherever a tap of an output meets it. */
function alongRow({ run, kernel, stride }: { run: number; kernel: number; stride: number }): string {
  return repeated((run - 1) * stride + kernel, (column) => {
    const outputs = Array.from({ length: run }, (_, output) => ({ output, tap: column - output * stride }));
    const met = outputs.filter(({ tap }) => tap >= 0 && tap < kernel);
    if (met.length === 0) return '';
    return `let x${column} = xAt(start, left + ${column}, c);
      ${met.map(({ output, tap }) => `sum${output} += x${column} * w${tap};`).join(' ')}`;
  });
}

interface DepthwiseBack {
  /** by the output, ahead of its activation */
  readonly gradient: Operand;
  readonly filter: Operand;
  /** the gradient that reaches the input by other layers, on top */
  readonly addend: Operand | null;
  /** through which the sum goes */
  readonly gate: GateBits | null;
}

/** Gradient by the input of a depthwise convolution. */
export function depthwiseBackPass(
  { gradient, filter, addend, gate }: DepthwiseBack,
  geometry: Geometry,
  result: Operand,
): Pass {
  const reader = gate && gateReader(gate);
  const program = depthwiseBackProgram({ gradient, filter }, geometry, (value) =>
    [addend && `${value} += addend[at];`, reader && `${value} = passed(${value}, pixel, c);`].join(' '),
  );
  const [batch, outSide, , channels] = gradient.shape as [number, number, number, number];
  return {
    program: {
      ...program,
      inputs: {
        ...program.inputs,
        ...(addend && { addend: { tensor: addend, lanes: 4 } }),
        ...reader?.inputs,
      },
      integers: { ...program.integers, ...reader?.integers },
      source: (reader?.functions ?? '') + program.source,
    },
    result,
    needed: batch * outSide * outSide * channels * filter.shape[0]! ** 2,
  };
}
