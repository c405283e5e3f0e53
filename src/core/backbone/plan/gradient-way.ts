/**
 * How gradients travel between the layers of a planned network: in floats, or in halves.
 *
 * In halves each picture's gradient is multiplied by a power of two where it enters the network from behind, and
 * divided by it where it leaves: a picture that is classified well has a tiny gradient, which halves would take for
 * nothing. So each goes through the layers as if its largest error were between one and two. Both are exact.
 */
import { WORKGROUP } from '../../kernels/webgpu/program';
import { halves, work, type Operand, type Pass } from '../../plan/pass';
import type { GradientStorage } from './gradient-storage';

export interface GradientWay {
  /** makes the operand for a gradient */
  between(shape: readonly number[]): Operand;
  /** [n], what each picture's gradient is multiplied by; null = by nothing */
  readonly scales: Operand | null;
  /** that write them */
  readonly passes: readonly Pass[];
}

export const inFloats: GradientWay = { between: (shape) => work(shape), scales: null, passes: [] };

/**
 * What gradients are stored times beside that. With errors below two those of EfficientNet-Lite0 then reach about 750
 * of the 65,504 that halves can hold.
 */
const SCALE = 2 ** 6;

/** @param errors [n, k + 1], the loss last, which all gradients come from */
export function gradientWay(storage: GradientStorage, errors: Operand): GradientWay {
  if (storage === 'floats') return inFloats;
  const scales = work([errors.shape[0]!]);
  return {
    between: (shape) => halves(shape, { scale: SCALE }),
    scales,
    passes: [pictureScalesPass(errors, scales)],
  };
}

function pictureScalesPass(errors: Operand, result: Operand): Pass {
  const [count, width] = errors.shape as [number, number];
  return {
    program: {
      name: 'pictureScales',
      inputs: { errors: { tensor: errors, lanes: 1 } },
      shape: result.shape,
      lanes: 1,
      workgroups: Math.ceil(count / WORKGROUP),
      integers: { count, width },
      trips: width - 1,
      source: `
        fn main(index : i32) {
          if (index >= uniforms.count) { return; }
          var most = 0.0;
          for (var k = 0; k < uniforms.width - 1; k++) { most = max(most, abs(errors[index * uniforms.width + k])); }
          // two to the power of minus its exponent; where there is next to no error, one
          let exponent = bitcast<u32>(most) & 0x7f800000u;
          result[index] = select(1.0, bitcast<f32>(0x7f000000u - exponent), exponent >= 0x10000000u);
        }`,
    },
    result,
  };
}

/** WGSL: one over a power of two, to the bit, which a division need not be. */
export function oneOver(power: string): string {
  return `bitcast<f32>(0x7f000000u - bitcast<u32>(${power}))`;
}
