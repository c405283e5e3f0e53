import type { TensorInfo } from '../../tf';
import { channelwise } from './channelwise';
import { columnSumsApart } from './column-sums';
import { registerWebGPUKernel, typeOf, WORKGROUP, type Lanes } from './program';

interface Normalised {
  readonly x: TensorInfo;
  readonly moments: TensorInfo;
}
interface Passed extends Normalised {
  readonly y: TensorInfo;
  readonly dy: TensorInfo;
}
interface Epsilon {
  readonly epsilon: number;
}

/** 1 / √(σ² + ε) of channel group c. */
const inverse = (lanes: Lanes): string =>
  `inverseSqrt(moments[uniforms.columns + c] + ${typeOf(lanes)}(uniforms.epsilon))`;

registerWebGPUKernel<Normalised & { scale: TensorInfo; shift: TensorInfo }, Epsilon>(
  'SmmBatchNormRelu',
  ({ inputs: { x, moments, scale, shift }, attributes: { epsilon }, run }) => {
    const { lanes, values, columns, bound } = channelwise(x);
    return run({
      name: 'batchNormRelu',
      inputs: bound({ x, moments, scale, shift }),
      shape: x.shape,
      lanes,
      workgroups: Math.ceil(values / WORKGROUP),
      integers: { values, columns },
      floats: { epsilon },
      trips: 1,
      source: `
        fn main(index : i32) {
          if (index >= uniforms.values) { return; }
          let c = index % uniforms.columns;
          let y = (x[index] - moments[c]) * (scale[c] * ${inverse(lanes)}) + shift[c];
          result[index] = max(y, ${typeOf(lanes)}(0.0));
        }`,
    });
  },
);

registerWebGPUKernel<Passed & { scale: TensorInfo }, Epsilon & { inPlace?: boolean }>(
  'SmmBatchNormReluGradients',
  ({ inputs: { x, y, dy, moments, scale }, attributes: { epsilon, inPlace }, run, several, free }) => {
    const { lanes, values, columns, bound } = channelwise(x);
    const type = typeOf(lanes);
    const [byShift, byScale] = columnSumsApart(
      { run, several, free },
      {
        name: 'batchNormReluSums',
        inputs: bound({ x, y, dy, moments }),
        rows: values / columns,
        columns,
        lanes,
        floats: { epsilon },
        add: `
          let c = column;
          let g = select(${type}(0.0), dy[at], y[at] > ${type}(0.0));
          sum0 += g;
          sum1 += g * ((x[at] - moments[c]) * ${inverse(lanes)});`,
      },
    );
    const input = run({
      name: 'batchNormReluBack',
      inputs: bound({ ...(!inPlace && { x }), y, dy, moments, byShift, byScale, scale }),
      over: inPlace ? x : null,
      shape: x.shape,
      lanes,
      workgroups: Math.ceil(values / WORKGROUP),
      integers: { values, columns },
      floats: { epsilon, share: columns / values },
      trips: 1,
      source: `
        fn main(index : i32) {
          if (index >= uniforms.values) { return; }
          let c = index % uniforms.columns;
          let inverse = ${inverse(lanes)};
          let g = select(${type}(0.0), dy[index], y[index] > ${type}(0.0));
          let normalised = (${inPlace ? 'result' : 'x'}[index] - moments[c]) * inverse;
          let mean = byShift[c] * uniforms.share;
          let slope = byScale[c] * uniforms.share;
          result[index] = scale[c] * inverse * (g - mean - normalised * slope);
        }`,
    });
    return [input, byShift, byScale];
  },
);
