import type { TensorInfo } from '../../tf';
import { lanesOf, registerWebGPUKernel, typeOf, WORKGROUP } from './program';

/**
 * A thread writes all four pixels of a window, of up to four channels; which of them is the first maximum follows from
 * the pixels alone. Threads past the last window fill an odd last row or column with zeros.
 */
registerWebGPUKernel<{ x: TensorInfo; dy: TensorInfo }>('SmmMaxPoolBack', ({ inputs: { x, dy }, run }) => {
  const [batch, height, width, channels] = x.shape as [number, number, number, number];
  const lanes = lanesOf(channels);
  const [rows, columns, groups] = [Math.ceil(height / 2), Math.ceil(width / 2), channels / lanes];
  const windows = batch * rows * columns * groups;
  const type = typeOf(lanes);
  return run({
    name: 'maxPoolBack',
    inputs: { x: { tensor: x, lanes }, dy: { tensor: dy, lanes } },
    shape: x.shape,
    lanes,
    workgroups: Math.ceil(windows / WORKGROUP),
    integers: { windows, rows, columns, groups },
    trips: 1,
    source: `
      fn main(index : i32) {
        if (index >= uniforms.windows) { return; }
        let groups = uniforms.groups;
        let c = index % groups;
        let column = (index / groups) % uniforms.columns;
        let row = (index / (groups * uniforms.columns)) % uniforms.rows;
        let sample = index / (groups * uniforms.columns * uniforms.rows);
        let height = uniforms.xShape.y;
        let width = uniforms.xShape.z;
        let below = width * groups;
        let upper = ((sample * height + 2 * row) * width + 2 * column) * groups + c;
        let wide = 2 * column + 1 < width;
        let high = 2 * row + 1 < height;
        if (wide && high) {
          let a = x[upper];
          let b = x[upper + groups];
          let c0 = x[upper + below];
          let d = x[upper + below + groups];
          let most = max(max(a, b), max(c0, d));
          let out = ((sample * uniforms.dyShape.y + row) * uniforms.dyShape.z + column) * groups + c;
          let zero = ${type}(0.0);
          var rest = dy[out];
          result[upper] = select(zero, rest, a == most);
          rest = select(rest, zero, a == most);
          result[upper + groups] = select(zero, rest, b == most);
          rest = select(rest, zero, b == most);
          result[upper + below] = select(zero, rest, c0 == most);
          result[upper + below + groups] = select(rest, zero, c0 == most);
        } else {
          result[upper] = ${type}(0.0);
          if (wide) { result[upper + groups] = ${type}(0.0); }
          if (high) { result[upper + below] = ${type}(0.0); }
        }
      }`,
  });
});
