import type { Activation } from '../../kernels/fused';
import { repeated, WORKGROUP } from '../../kernels/webgpu/program';
import { stridedConvolutionBackProgram } from '../../kernels/webgpu/strided-convolution-back';
import { ACTIVATED } from '../../kernels/webgpu/tiled-product';
import type { Operand, Pass } from '../../plan/pass';
import { bitsFunction, runOf, type GateBits } from './gate-bits';

interface Geometry {
  /** of the input */
  readonly side: number;
  readonly stride: 1 | 2;
  /** rows of padding ahead of the first one */
  readonly before: number;
}

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
  { side, stride, before }: Geometry,
  result: Operand,
): Pass {
  const [batch, outSide, , channels] = result.shape as [number, number, number, number];
  const [kernel, , inputs] = filter.shape as [number, number, number];
  const groups = channels / 4;
  const run = runOf(outSide);
  const across = Math.ceil(outSide / run);
  const threads = batch * outSide * across * groups;
  const workgroups = Math.ceil(threads / WORKGROUP);
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
      integers: { threads, side, outSide, across, groups },
      trips: terms,
      multiplyAdds: workgroups * WORKGROUP * run * 4 * terms,
      source: `
        ${bits && activation !== 'linear' ? bitsFunction(activation) : ''}
        fn main(index : i32) {
          if (index >= uniforms.threads) { return; }
          let c = index % uniforms.groups;
          let column = ((index / uniforms.groups) % uniforms.across) * ${run};
          let line = index / (uniforms.groups * uniforms.across);
          let top = (line % uniforms.outSide) * ${stride} - ${before};
          let picture = (line / uniforms.outSide) * uniforms.side;
          let left = column * ${stride} - ${before};
          ${repeated(run, (turn) => `var sum${turn} = bias[c];`)}
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
          ${bits ? 'var word = 0u;' : ''}
          ${repeated(
            run,
            (turn) => `
              if (column + ${turn} < uniforms.outSide) {
                var value = sum${turn};
                ${ACTIVATED[activation]}
                ${bits ? `word |= opened(value) << ${4 * turn}u;` : ''}
                result[(line * uniforms.outSide + column + ${turn}) * uniforms.groups + c] = value;
              }`,
          )}
          ${bits ? 'bits[index] = word;' : ''}
        }`,
    },
    result,
    ...(bits && { also: { bits: { tensor: bits.operand, lanes: 1 } } }),
    needed: batch * outSide * outSide * channels * terms,
  };
}

/** Gradient by the pictures. @param gradient by the output, ahead of its activation */
export function stemBackPass(
  { gradient, filter }: { gradient: Operand; filter: Operand },
  geometry: Geometry,
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
