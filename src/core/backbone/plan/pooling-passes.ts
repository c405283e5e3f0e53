/** Between the body and the last layer, on the way back. */
import { readingOf } from '../../kernels/webgpu/halves';
import { WORKGROUP } from '../../kernels/webgpu/program';
import type { Operand, Pass } from '../../plan/pass';
import { gateReader, type GateBits } from './gate-bits';

/**
 * Back through the mean over pixels [n, h, w, features]: an equal share for each, through the gate of what was pooled.
 * @param byFeatures [n, features], four divides the features
 */
export function pooledBackPass(
  { byFeatures, gate }: { readonly byFeatures: Operand; readonly gate: GateBits | null },
  result: Operand,
): Pass {
  const [count, height, width, channels] = result.shape as [number, number, number, number];
  const groups = channels / 4;
  const pixels = height * width;
  const threads = count * pixels * groups;
  const reader = gate && gateReader(gate);
  return {
    program: {
      name: 'pooledBack',
      inputs: { gradient: { tensor: byFeatures, lanes: 4 }, ...reader?.inputs },
      shape: result.shape,
      lanes: 4,
      workgroups: Math.ceil(threads / WORKGROUP),
      integers: { threads, groups, pixels, ...reader?.integers },
      floats: { share: 1 / pixels },
      trips: 1,
      source: `
        ${reader ? reader.functions : ''}
        fn main(index : i32) {
          if (index >= uniforms.threads) { return; }
          let pixel = index / uniforms.groups;
          let c = index - pixel * uniforms.groups;
          var value = gradient[(pixel / uniforms.pixels) * uniforms.groups + c] * uniforms.share;
          ${reader ? 'value = passed(value, pixel, c);' : ''}
          result[index] = value;
        }`,
    },
    result,
  };
}

/**
 * Of each picture the classifier's row of one class [n, features].
 * @param rows [classes, features]
 * @param sources [n] int32
 */
export function pickedRowsPass(
  { rows, sources }: { readonly rows: Operand; readonly sources: Operand },
  result: Operand,
): Pass {
  const [count, features] = result.shape as [number, number];
  const groups = features / 4;
  const threads = count * groups;
  const row = readingOf('rows', rows);
  return {
    program: {
      name: 'pickedRows',
      inputs: { rows: { tensor: rows, lanes: 4 }, sources: { tensor: sources, lanes: 1 } },
      shape: result.shape,
      lanes: 4,
      workgroups: Math.ceil(threads / WORKGROUP),
      integers: { threads, groups },
      trips: 1,
      source: `
        fn main(index : i32) {
          if (index >= uniforms.threads) { return; }
          let picture = index / uniforms.groups;
          let at = sources[picture] * uniforms.groups + index - picture * uniforms.groups;
          result[index] = ${row('at')};
        }`,
    },
    result,
  };
}
