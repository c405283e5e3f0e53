import type { Activation } from '../../kernels/fused';
import { repeated, WORKGROUP } from '../../kernels/webgpu/program';
import { stridedConvolutionBackProgram } from '../../kernels/webgpu/strided-convolution-back';
import type { Operand, Pass } from '../../plan/pass';
import type { GateBits } from './gate-bits';
import { pixelRuns, type Geometry } from './pixel-run';

type StemGeometry = Geometry & { readonly stride: 1 | 2 };

interface Stem {
  /** pictures [n, side, side, in]: few channels, any number of them */
  readonly x: Operand;
  /** [k, k, in, out], four divides `out` */
  readonly filter: Operand;
  /** [out] */
  readonly bias: Operand;
  readonly activation: Activation;
  readonly bits: GateBits | null;
}

/** The dense convolution that pictures enter by. A thread takes four outputs of a few neighbouring pixels. */
export function stemPass(
  { x, filter, bias, activation, bits }: Stem,
  geometry: StemGeometry,
  result: Operand,
): Pass {
  const { stride } = geometry;
  const [kernel, , inputs] = filter.shape as [number, number, number];
  const runs = pixelRuns(result, geometry);
  const { run, workgroups, integers } = runs;
  const terms = kernel * kernel * inputs;
  return {
    program: {
      name: 'stem',
      inputs: {
        x: { tensor: x, lanes: 1 },
        kernel: { tensor: filter, lanes: 4 },
        bias: { tensor: bias, lanes: 4 },
      },
      shape: result.shape,
      lanes: 4,
      workgroups,
      integers,
      trips: terms,
      multiplyAdds: workgroups * WORKGROUP * run * 4 * terms,
      source: `
        ${runs.functions({ activation, bits })}
        fn main(index : i32) {
          ${runs.begin}
          for (var down = 0; down < ${kernel}; down++) {
            let row = top + down;
            if (row < 0 || row >= uniforms.side) { continue; }
            for (var right = 0; right < ${kernel}; right++) {
              for (var input = 0; input < ${inputs}; input++) {
                let w = kernel[((down * ${kernel} + right) * ${inputs} + input) * uniforms.groups + c];
                ${repeated(
                  run,
                  (turn) => `
                    let column${turn} = left + right + ${turn * stride};
                    if (column${turn} >= 0 && column${turn} < uniforms.side) {
                      sum${turn} += x[((picture + row) * uniforms.side + column${turn}) * ${inputs} + input] * w;
                    }`,
                )}
              }
            }
          }
          ${runs.end({ activation, bits })}
        }`,
    },
    result,
    ...runs.also({ bits }),
    needed: runs.outputs * terms,
  };
}

/** Gradient by the pictures. @param gradient by the output, ahead of its activation */
export function stemBackPass(
  { gradient, filter }: { gradient: Operand; filter: Operand },
  geometry: StemGeometry,
  result: Operand,
): Pass {
  const [kernel, , inputs] = filter.shape as [number, number, number];
  const [batch, outSide, , channels] = gradient.shape as [number, number, number, number];
  return {
    program: stridedConvolutionBackProgram({ gradient, filter }, geometry),
    result,
    needed: batch * outSide * outSide * channels * kernel * kernel * inputs,
  };
}
