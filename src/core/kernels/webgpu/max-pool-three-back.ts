import type { TensorInfo } from '../../tf';
import { lanesOf, registerWebGPUKernel, typeOf, WORKGROUP } from './program';

/**
 * A thread takes a pixel and asks each of the up to four windows that cover it whether it is their first maximum: equal
 * to it, with nothing equal ahead of it.
 */
registerWebGPUKernel<{ x: TensorInfo; y: TensorInfo; dy: TensorInfo }>(
  'SmmMaxPoolThreeBack',
  ({ inputs: { x, y, dy }, run }) => {
    const [batch, height, width, channels] = x.shape as [number, number, number, number];
    const lanes = lanesOf(channels);
    const groups = channels / lanes;
    const type = typeOf(lanes);
    const truth = lanes === 4 ? 'vec4<bool>' : 'bool';
    const threads = batch * height * width * groups;
    return run({
      name: 'maxPoolThreeBack',
      inputs: { x: { tensor: x, lanes }, y: { tensor: y, lanes }, dy: { tensor: dy, lanes } },
      shape: x.shape,
      lanes,
      workgroups: Math.ceil(threads / WORKGROUP),
      integers: { threads, height, width, rows: y.shape[1]!, columns: y.shape[2]!, groups },
      trips: 36,
      source: `
        fn main(index : i32) {
          if (index >= uniforms.threads) { return; }
          let groups = uniforms.groups;
          let c = index % groups;
          let column = (index / groups) % uniforms.width;
          let row = (index / (groups * uniforms.width)) % uniforms.height;
          let sample = index / (groups * uniforms.width * uniforms.height);
          let value = x[index];
          var sum = ${type}(0.0);
          for (var r = row / 2; r <= (row + 1) / 2 && r < uniforms.rows; r++) {
            for (var q = column / 2; q <= (column + 1) / 2 && q < uniforms.columns; q++) {
              let out = ((sample * uniforms.rows + r) * uniforms.columns + q) * groups + c;
              let most = y[out];
              var first = value == most;
              for (var up = max(0, 2 * r - 1); up <= row; up++) {
                let end = select(min(uniforms.width, 2 * q + 2), column, up == row);
                for (var left = max(0, 2 * q - 1); left < end; left++) {
                  let earlier = x[((sample * uniforms.height + up) * uniforms.width + left) * groups + c];
                  first = first & (earlier != most);
                }
              }
              sum += select(${type}(0.0), dy[out], ${truth}(first));
            }
          }
          result[index] = sum;
        }`,
    });
  },
);
