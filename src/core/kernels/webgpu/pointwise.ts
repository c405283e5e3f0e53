import { util, type TensorInfo } from '../../tf';
import type { Activation } from '../fused';
import type { GateKind } from '../relu-gate';
import { fourAt, fourWritten, gated, lanesOf, registerWebGPUKernel, repeated, type Program } from './program';
import { ACTIVATED, productSource, tilesOf } from './tiled-product';

interface PointwiseInputs {
  readonly x: TensorInfo;
  readonly filter: TensorInfo;
  readonly bias: TensorInfo | null;
  readonly addend: TensorInfo | null;
  readonly gate: TensorInfo | null;
}

interface PointwiseAttributes {
  readonly activation: Activation;
  readonly gateOf: GateKind;
  readonly turned?: boolean;
  readonly inPlace?: boolean;
}

/** x·W for every pixel, and in the same pass bias, relu6, a sum with another tensor, the gate of a relu6 ahead. */
registerWebGPUKernel<PointwiseInputs, PointwiseAttributes>('SmmPointwise', ({ inputs, attributes, run }) =>
  run(program(inputs, attributes)),
);

function program(
  inputs: PointwiseInputs,
  { activation, gateOf, turned = false, inPlace }: PointwiseAttributes,
): Program {
  const { x, filter, bias, addend, gate } = inputs;
  const [first, second] = filter.shape as [number, number];
  const [depth, columns] = turned ? [second, first] : [first, second];
  const rows = util.sizeFromShape(x.shape) / depth;
  const lanes = lanesOf(columns);
  const over = inPlace ? (gate ?? addend) : null;
  const apart = (tensor: TensorInfo | null): TensorInfo | null => (tensor === over ? null : tensor);
  const read = (name: string, tensor: TensorInfo | null): string =>
    tensor === over ? 'resultAt(at, column, uniforms.columns)' : `${name}At(at, column, uniforms.columns)`;
  return {
    name: 'pointwise',
    variant: [activation, turned, !!bias, !!addend, gate ? gateOf : false],
    inputs: {
      x: { tensor: x, lanes: lanesOf(depth) },
      weight: { tensor: filter, lanes: turned ? 1 : lanes },
      ...(bias && { bias: { tensor: bias, lanes } }),
      ...(apart(addend) && { addend: { tensor: addend!, lanes } }),
      ...(apart(gate) && { gate: { tensor: gate!, lanes } }),
    },
    over,
    shape: [...x.shape.slice(0, -1), columns],
    lanes,
    ...tilesOf({ rows, depth, columns }, 4),
    source: `
      ${fourAt('x', lanesOf(depth))}
      ${turned ? turnedWeightAt : fourAt('weight', lanes)}
      ${bias ? fourAt('bias', lanes) : ''}
      ${apart(addend) ? fourAt('addend', lanes) : ''}
      ${apart(gate) ? fourAt('gate', lanes) : ''}
      ${over ? fourAt('result', lanes) : ''}
      ${fourWritten(lanes)}
      ${productSource({
        ofThread: 4,
        turned,
        stored: () => `
          ${bias ? 'value += biasAt(0, column, uniforms.columns);' : ''}
          ${ACTIVATED[activation]}
          ${addend ? `value += ${read('addend', addend)};` : ''}
          ${gate ? `let y = ${read('gate', gate)}; value = ${gated({ type: 'vec4<f32>', of: gateOf, value: 'value', y: 'y' })};` : ''}
          write(at, column, uniforms.columns, value);`,
      })}`,
  };
}

/** The filter where it lies [columns, depth]: four columns of a row are far apart. */
const turnedWeightAt = `
  fn weightAt(row : i32, column : i32, columns : i32) -> vec4<f32> {
    var four = vec4<f32>(0.0);
    ${repeated(
      4,
      (lane) =>
        `if (column + ${lane} < columns) { four[${lane}] = weight[(column + ${lane}) * uniforms.depth + row]; }`,
    )}
    return four;
  }`;
