/** Between the body and the last layer, on the way back. */
import { accessTo } from '../../kernels/webgpu/halves';
import { WORKGROUP } from '../../kernels/webgpu/program';
import type { Operand, Pass } from '../../plan/pass';
import { gateReader, type GateBits } from './gate-bits';

/**
 * Back through the mean over pixels [n, h, w, features]: an equal share for each, through the gate of what was pooled.
 * @param byFeatures [n, features], four divides the features
 * @param scales [n], which each picture's gradient is multiplied by
 */
export function pooledBackPass(
  {
    byFeatures,
    gate,
    scales,
  }: { readonly byFeatures: Operand; readonly gate: GateBits | null; readonly scales: Operand | null },
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
      inputs: {
        gradient: { tensor: byFeatures, lanes: 4 },
        ...(scales && { scales: { tensor: scales, lanes: 1 } }),
        ...reader?.inputs,
      },
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
          ${scales ? 'value *= scales[pixel / uniforms.pixels];' : ''}
          ${reader ? 'value = passed(value, pixel, c);' : ''}
          ${accessTo('result', result).write('index', 'value')}
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
  const row = accessTo('rows', rows).read(
    'sources[picture] * uniforms.groups + index - picture * uniforms.groups',
  );
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
          result[index] = ${row};
        }`,
    },
    result,
  };
}
