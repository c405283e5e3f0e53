// Kernels that TensorFlow.js' wasm backend lacks, in AssemblyScript, working in place on its heap.
// Addresses are bytes, counts are float32 values; nothing is allocated here.
// After a change: npx tsx scripts/wasm/compile.ts
// Here are those of the backbone; the generator's are beside it.
export * from './heap-kernels-batch-norm';
export * from './heap-kernels-max-pool';
export * from './heap-kernels-product';
export * from './heap-kernels-weight-gradient';

/** out[i] = gradient[i] where 0 < activation[i] < 6, else 0 */
export function relu6Gate(gradient: usize, activation: usize, out: usize, count: usize): void {
  const zero = f32x4.splat(0);
  const six = f32x4.splat(6);
  const whole = count & ~3;
  for (let i: usize = 0; i < whole; i += 4) {
    const y = v128.load(activation + (i << 2));
    const open = v128.and(f32x4.gt(y, zero), f32x4.lt(y, six));
    v128.store(out + (i << 2), v128.and(v128.load(gradient + (i << 2)), open));
  }
  for (let i = whole; i < count; i++) {
    const y = load<f32>(activation + (i << 2));
    store<f32>(out + (i << 2), y > 0 && y < 6 ? load<f32>(gradient + (i << 2)) : 0);
  }
}

/**
 * Depthwise convolution, forwards: out[y, x, c] = relu6?(bias[c] + Σ filter[t, u, c] · input[y·stride − before + t, …, c]).
 * Taps that fall into the padding are left out, which on the late, small maps are more than half of them.
 * Layout: [batch, side, side, channels], filter [kernel, kernel, channels].
 */
export function depthwise(
  input: usize, filter: usize, bias: usize, out: usize,
  batch: i32, side: i32, outSide: i32, channels: i32, kernel: i32, stride: i32, before: i32, relu6: bool,
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
          rows, columns, channels, out, bias, 0, relu6,
        );
        out += pixel;
      }
    }
  }
}

/**
 * Its gradient by the input, gated by the relu6 ahead of it:
 * out[i, j, c] = [0 < activation[i, j, c] < 6] · Σ filter[t, u, c] · gradient[(i + before − t) / stride, …, c].
 * Only the taps that divide are visited: no zeros are inserted for stride 2.
 * @param activation 0 = no gate
 */
export function depthwiseBack(
  gradient: usize, filter: usize, activation: usize, out: usize,
  batch: i32, side: i32, outSide: i32, channels: i32, kernel: i32, stride: i32, before: i32,
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
          rows, columns, channels, out, 0, activation, false,
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
  out: usize, bias: usize, activation: usize, relu6: bool,
): void {
  const zero = f32x4.splat(0);
  const six = f32x4.splat(6);
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
    if (relu6) {
      // in this order NaN stays NaN
      s0 = f32x4.pmin(f32x4.pmax(s0, zero), six); s1 = f32x4.pmin(f32x4.pmax(s1, zero), six);
      s2 = f32x4.pmin(f32x4.pmax(s2, zero), six); s3 = f32x4.pmin(f32x4.pmax(s3, zero), six);
    }
    if (activation) {
      const y0 = v128.load(activation + c), y1 = v128.load(activation + c, 16);
      const y2 = v128.load(activation + c, 32), y3 = v128.load(activation + c, 48);
      s0 = v128.and(s0, v128.and(f32x4.gt(y0, zero), f32x4.lt(y0, six)));
      s1 = v128.and(s1, v128.and(f32x4.gt(y1, zero), f32x4.lt(y1, six)));
      s2 = v128.and(s2, v128.and(f32x4.gt(y2, zero), f32x4.lt(y2, six)));
      s3 = v128.and(s3, v128.and(f32x4.gt(y3, zero), f32x4.lt(y3, six)));
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
    if (relu6) sum = min<f32>(6, max<f32>(0, sum));
    if (activation) {
      const y = load<f32>(activation + c);
      if (!(y > 0 && y < 6)) sum = 0;
    }
    store<f32>(out + c, sum);
  }
}
