// Kernels that TensorFlow.js' wasm backend lacks, in AssemblyScript, working in place on its heap.
// Addresses are bytes, counts are float32 values; nothing is allocated here.
// After a change: npx tsx scripts/wasm/compile.ts
// Here are those of the backbone; the generator's are beside it.
import { whereWithin } from './heap-kernels-lanes';

export * from './heap-kernels-batch-norm';
export * from './heap-kernels-gelu';
export * from './heap-kernels-max-pool';
export * from './heap-kernels-product';
export * from './heap-kernels-weight-gradient';

/** out[i] = gradient[i] where 0 < activation[i] < ceiling, else 0 */
export function reluGate(gradient: usize, activation: usize, out: usize, count: usize, ceiling: f32): void {
  const whole = count & ~3;
  let i: usize = 0;
  for (; i < whole; i += 4) {
    const at = i << 2;
    v128.store(out + at, whereWithin<v128>(ceiling, v128.load(activation + at), v128.load(gradient + at)));
  }
  for (; i < count; i++) {
    const at = i << 2;
    store<f32>(out + at, whereWithin<f32>(ceiling, load<f32>(activation + at), load<f32>(gradient + at)));
  }
}

/**
 * Depthwise convolution, forwards: out[y, x, c] = activation(bias[c] + Σ filter[t, u, c] · input[y·stride − before + t, …, c]),
 * relu with that ceiling, or nothing where the ceiling is 0.
 * Taps that fall into the padding are left out, which on the late, small maps are more than half of them.
 * Layout: [batch, side, side, channels], filter [kernel, kernel, channels].
 */
export function depthwise(
  input: usize, filter: usize, bias: usize, out: usize,
  batch: i32, side: i32, outSide: i32, channels: i32, kernel: i32, stride: i32, before: i32, ceiling: f32,
): void {
  const pixel: usize = <usize>channels << 2;
  for (let sample = 0; sample < batch; sample++) {
    const image = input + <usize>(sample * side * side) * pixel;
    for (let y = 0; y < outSide; y++) {
      const top = y * stride - before;
      const firstRow = max(0, -top);
      const rows = min(kernel, side - top) - firstRow;
      for (let x = 0; x < outSide; x++) {
        const left = x * stride - before;
        const firstColumn = max(0, -left);
        const columns = min(kernel, side - left) - firstColumn;
        window(
          image + <usize>((top + firstRow) * side + left + firstColumn) * pixel, <isize>side * pixel, pixel,
          filter + <usize>(firstRow * kernel + firstColumn) * pixel, <usize>kernel * pixel, pixel,
          rows, columns, channels, out, bias, 0, ceiling,
        );
        out += pixel;
      }
    }
  }
}

/**
 * Its gradient by the input, gated by the relu ahead of it:
 * out[i, j, c] = [0 < activation[i, j, c] < ceiling] · Σ filter[t, u, c] · gradient[(i + before − t) / stride, …, c].
 * Only the taps that divide are visited: no zeros are inserted for stride 2.
 * @param activation 0 = no gate
 */
export function depthwiseBack(
  gradient: usize, filter: usize, activation: usize, out: usize,
  batch: i32, side: i32, outSide: i32, channels: i32, kernel: i32, stride: i32, before: i32, ceiling: f32,
): void {
  const pixel: usize = <usize>channels << 2;
  for (let sample = 0; sample < batch; sample++) {
    const image = gradient + <usize>(sample * outSide * outSide) * pixel;
    for (let i = 0; i < side; i++) {
      const firstRow = firstTap(i + before, stride, outSide);
      const row = (i + before - firstRow) / stride;
      const rows = min((kernel - firstRow + stride - 1) / stride, row + 1);
      for (let j = 0; j < side; j++) {
        const firstColumn = firstTap(j + before, stride, outSide);
        const column = (j + before - firstColumn) / stride;
        const columns = min((kernel - firstColumn + stride - 1) / stride, column + 1);
        window(
          image + <usize>(row * outSide + column) * pixel, -<isize>outSide * <isize>pixel, -<isize>pixel,
          filter + <usize>(firstRow * kernel + firstColumn) * pixel,
          <usize>(stride * kernel) * pixel, <usize>stride * pixel,
          rows, columns, channels, out, 0, activation, activation ? ceiling : 0,
        );
        out += pixel;
        if (activation) activation += pixel;
      }
    }
  }
}

/** The smallest tap t ≥ 0 with t ≡ position (mod stride) whose output (position − t) / stride exists. */
@inline
function firstTap(position: i32, stride: i32, outSide: i32): i32 {
  return max(position % stride, position - stride * (outSide - 1));
}

/** All channels of one pixel: a window of the source times a window of the filter, each walked in steps of its own. */
function window(
  source: usize, sourceRow: isize, sourceColumn: isize,
  filter: usize, filterRow: usize, filterColumn: usize,
  rows: i32, columns: i32, channels: i32,
  out: usize, bias: usize, activation: usize, ceiling: f32,
): void {
  const zero = f32x4.splat(0);
  const top = f32x4.splat(ceiling);
  const end = <usize>channels << 2;
  let c: usize = 0;
  for (; c + 64 <= end; c += 64) {
    let s0 = zero, s1 = zero, s2 = zero, s3 = zero;
    if (bias) {
      s0 = v128.load(bias + c); s1 = v128.load(bias + c, 16); s2 = v128.load(bias + c, 32); s3 = v128.load(bias + c, 48);
    }
    let from = source + c;
    let weight = filter + c;
    for (let t = 0; t < rows; t++) {
      let p = from;
      let w = weight;
      for (let u = 0; u < columns; u++) {
        s0 = f32x4.add(s0, f32x4.mul(v128.load(p), v128.load(w)));
        s1 = f32x4.add(s1, f32x4.mul(v128.load(p, 16), v128.load(w, 16)));
        s2 = f32x4.add(s2, f32x4.mul(v128.load(p, 32), v128.load(w, 32)));
        s3 = f32x4.add(s3, f32x4.mul(v128.load(p, 48), v128.load(w, 48)));
        p += sourceColumn;
        w += filterColumn;
      }
      from += sourceRow;
      weight += filterRow;
    }
    if (ceiling && !activation) {
      // in this order NaN stays NaN
      s0 = f32x4.pmin(f32x4.pmax(s0, zero), top); s1 = f32x4.pmin(f32x4.pmax(s1, zero), top);
      s2 = f32x4.pmin(f32x4.pmax(s2, zero), top); s3 = f32x4.pmin(f32x4.pmax(s3, zero), top);
    }
    if (activation) {
      const y0 = v128.load(activation + c), y1 = v128.load(activation + c, 16);
      const y2 = v128.load(activation + c, 32), y3 = v128.load(activation + c, 48);
      s0 = v128.and(s0, v128.and(f32x4.gt(y0, zero), f32x4.lt(y0, top)));
      s1 = v128.and(s1, v128.and(f32x4.gt(y1, zero), f32x4.lt(y1, top)));
      s2 = v128.and(s2, v128.and(f32x4.gt(y2, zero), f32x4.lt(y2, top)));
      s3 = v128.and(s3, v128.and(f32x4.gt(y3, zero), f32x4.lt(y3, top)));
    }
    v128.store(out + c, s0); v128.store(out + c, s1, 16); v128.store(out + c, s2, 32); v128.store(out + c, s3, 48);
  }
  for (; c < end; c += 4) {
    let sum: f32 = bias ? load<f32>(bias + c) : 0;
    for (let t = 0; t < rows; t++) {
      for (let u = 0; u < columns; u++) {
        const p = source + c + <usize>(<isize>t * sourceRow + <isize>u * sourceColumn);
        sum += load<f32>(p) * load<f32>(filter + c + <usize>t * filterRow + <usize>u * filterColumn);
      }
    }
    if (ceiling && !activation) sum = min<f32>(ceiling, max<f32>(0, sum));
    if (activation) {
      const y = load<f32>(activation + c);
      if (!(y > 0 && y < ceiling)) sum = 0;
    }
    store<f32>(out + c, sum);
  }
}
