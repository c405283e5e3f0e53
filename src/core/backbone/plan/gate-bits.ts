/**
 * Where a relu or relu6 lets a gradient through, one bit per value: all that the way back needs of an activation, in a
 * thirty-second of its size. A word holds four channels of up to eight neighbouring pixels, what one thread of the
 * program behind the activation computes, so each word is written once and nothing is put together from threads.
 */
import { work, type Operand } from '../../plan/pass';
import type { GateKind } from '../../kernels/relu-gate';

export interface GateBits {
  readonly operand: Operand;
  /** fours of channels */
  readonly groups: number;
  /** neighbouring pixels in a word */
  readonly run: 4 | 8;
  /** pixels after which a new word begins in any case: a row of the picture, or all there are */
  readonly line: number;
}

/** For programs whose threads take eight pixels each of all pixels in a row, wherever pictures end. */
export function bitsOfPixels(pixels: number, channels: number): GateBits {
  return gateBits({ pixels, channels, run: 8, line: pixels });
}

/** For programs whose threads stay in a row of a picture. */
export function bitsOfRows({ pixels, side }: { pixels: number; side: number }, channels: number): GateBits {
  return gateBits({ pixels, channels, run: runOf(side), line: side });
}

/** Pixels of a row that a thread takes: as many as leave the least of it idle. */
export function runOf(side: number): 4 | 8 {
  return Math.ceil(side / 4) % 2 === 1 ? 4 : 8;
}

function gateBits({
  pixels,
  channels,
  run,
  line,
}: Pick<GateBits, 'run' | 'line'> & { pixels: number; channels: number }): GateBits {
  const groups = channels / 4;
  const words = (pixels / line) * Math.ceil(line / run);
  return { operand: work([words, groups], 'uint32'), groups, run, line };
}

/** WGSL `opened(y)`: the four bits of an output y of the activation, none where it stands at a corner. */
export function bitsFunction(of: GateKind): string {
  const zero = 'vec4<f32>(0.0)';
  const open = of === 'relu6' ? `(y > ${zero}) & (y < vec4<f32>(6.0))` : `y > ${zero}`;
  return `
    fn opened(y : vec4<f32>) -> u32 {
      return dot(select(vec4<u32>(0u), vec4<u32>(1u, 2u, 4u, 8u), ${open}), vec4<u32>(1u));
    }`;
}

/** What a program needs to send a gradient through a gate: WGSL `passed(value, pixel, c)`, of channel group c. */
export function gateReader(gate: GateBits) {
  const { operand, groups, run, line } = gate;
  return {
    variant: ['gate', run],
    inputs: { gate: { tensor: operand, lanes: 1 } },
    integers: { gateGroups: groups, gateLine: line, gateAcross: Math.ceil(line / run) },
    functions: `
      fn passed(value : vec4<f32>, pixel : i32, c : i32) -> vec4<f32> {
        let line = pixel / uniforms.gateLine;
        let column = pixel - line * uniforms.gateLine;
        let word = gate[(line * uniforms.gateAcross + column / ${run}) * uniforms.gateGroups + c];
        let four = vec4<u32>(word >> u32(4 * (column % ${run}))) & vec4<u32>(1u, 2u, 4u, 8u);
        return select(vec4<f32>(0.0), value, four != vec4<u32>(0u));
      }`,
  } as const;
}
