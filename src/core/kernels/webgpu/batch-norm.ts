import type { TensorInfo } from '../../tf';
import { channelwise } from './channelwise';
import { columnSums } from './column-sums';
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

registerWebGPUKernel<Passed, Epsilon>(
  'SmmBatchNormReluSums',
  ({ inputs: { x, y, dy, moments }, attributes: { epsilon }, run, free }) => {
    const { lanes, values, columns, bound } = channelwise(x);
    return columnSums(
      { run, free },
      {
        name: 'batchNormReluSums',
        inputs: bound({ x, y, dy, moments }),
        rows: values / columns,
        columns,
        lanes,
        sums: 2,
        floats: { epsilon },
        add: `
          let c = column;
          let g = select(${typeOf(lanes)}(0.0), dy[at], y[at] > ${typeOf(lanes)}(0.0));
          sum0 += g;
          sum1 += g * ((x[at] - moments[c]) * ${inverse(lanes)});`,
      },
    );
  },
);

registerWebGPUKernel<Passed & { sums: TensorInfo; scale: TensorInfo }, Epsilon & { inPlace?: boolean }>(
  'SmmBatchNormReluBack',
  ({ inputs: { x, y, dy, moments, sums, scale }, attributes: { epsilon, inPlace }, run }) => {
    const { lanes, values, columns, bound } = channelwise(x);
    return run({
      name: 'batchNormReluBack',
      inputs: bound({ ...(!inPlace && { x }), y, dy, moments, sums, scale }),
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
          let g = select(${typeOf(lanes)}(0.0), dy[index], y[index] > ${typeOf(lanes)}(0.0));
          let normalised = (${inPlace ? 'result' : 'x'}[index] - moments[c]) * inverse;
          let mean = sums[c] * uniforms.share;
          let slope = sums[uniforms.columns + c] * uniforms.share;
          result[index] = scale[c] * inverse * (g - mean - normalised * slope);
        }`,
    });
  },
);

registerWebGPUKernel<
  { running: TensorInfo; moments: TensorInfo },
  { row: 0 | 1; factor: number; momentum: number }
>('SmmMovingAverage', ({ inputs: { running, moments }, attributes: { row, factor, momentum }, run }) => {
  const channels = running.shape[0]!;
  return run({
    name: 'movingAverage',
    inputs: { running: { tensor: running, lanes: 1 }, moments: { tensor: moments, lanes: 1 } },
    shape: [channels],
    lanes: 1,
    workgroups: Math.ceil(channels / WORKGROUP),
    integers: { channels, start: row * channels },
    floats: { factor, keep: 1 - momentum, take: momentum },
    trips: 1,
    source: `
      fn main(index : i32) {
        if (index >= uniforms.channels) { return; }
        let current = moments[uniforms.start + index] * uniforms.factor;
        result[index] = running[index] * uniforms.keep + current * uniforms.take;
      }`,
  });
});
