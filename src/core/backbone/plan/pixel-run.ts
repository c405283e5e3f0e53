/**
 * What convolutions have in common whose threads each take four channels of a few neighbouring outputs in a row: how
 * outputs are dealt out, and how they are written, with the bits of their gates.
 */
import type { Activation } from '../../kernels/fused';
import { repeated, WORKGROUP } from '../../kernels/webgpu/program';
import { ACTIVATED } from '../../kernels/webgpu/tiled-product';
import type { Operand } from '../../plan/pass';
import { bitsFunction, runOf, type GateBits } from './gate-bits';

/** Of a square convolution. */
export interface Geometry {
  /** of the input */
  readonly side: number;
  readonly stride: number;
  /** rows of padding ahead of the first one */
  readonly before: number;
}

interface Activated {
  readonly activation: Activation;
  readonly bits: GateBits | null;
}

/** @param result [n, outSide, outSide, channels], four divides the channels */
export function pixelRuns(result: Operand, { side, stride, before }: Geometry) {
  const [batch, outSide, , channels] = result.shape as [number, number, number, number];
  const groups = channels / 4;
  const run = runOf(outSide);
  const across = Math.ceil(outSide / run);
  const threads = batch * outSide * across * groups;
  return {
    outputs: batch * outSide * outSide * channels,
    run,
    workgroups: Math.ceil(threads / WORKGROUP),
    integers: { threads, side, outSide, across, groups },
    /** WGSL: channel group `c`, the window's `top` and `left` of the first output, and a `sum` for each */
    begin: `
      if (index >= uniforms.threads) { return; }
      let c = index % uniforms.groups;
      let column = ((index / uniforms.groups) % uniforms.across) * ${run};
      let line = index / (uniforms.groups * uniforms.across);
      let top = (line % uniforms.outSide) * ${stride} - ${before};
      let picture = (line / uniforms.outSide) * uniforms.side;
      let left = column * ${stride} - ${before};
      ${repeated(run, (turn) => `var sum${turn} = bias[c];`)}`,
    /** WGSL: functions ahead of `main` */
    functions: ({ activation, bits }: Activated) =>
      bits && activation !== 'linear' ? bitsFunction(activation) : '',
    /** WGSL: the sums through their activation, to where they belong */
    end: ({ activation, bits }: Activated) => `
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
      ${bits ? 'bits[index] = word;' : ''}`,
    /** where the bits go, beside the result */
    also: ({ bits }: Pick<Activated, 'bits'>) =>
      bits && { also: { bits: { tensor: bits.operand, lanes: 1 as const } } },
  };
}
