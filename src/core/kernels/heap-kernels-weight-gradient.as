// The weight gradient of a 3×3 convolution, stride 1, padding 1: weight[i, j, in, out] = Σ x[y+i−1, x+j−1, in] · dy[y, x, out].
//
// In one row of x, the three pixels under a filter row and their channels lie side by side: they are one vector of
// 3 · inputs values, `span`, and the gradient of filter row i is a sum of outer products span × outputs over all pixels.
// It is taken for TAPS values of the span and two outputs at a time in registers, over a strip of whole rows.

/** Values of the span held in registers: a divisor of 3 · inputs wherever four divides the inputs. */
const TAPS: usize = 12;
/** Pixels of a strip, about: long enough to make reading and writing the sums cheap, short enough for the first cache. */
const STRIP: i32 = 96;

/** Rows of a strip. */
export function weightGradientRows(width: i32, height: i32): i32 {
  return min(height, max(1, STRIP / width));
}

/** Floats of the span, rounded up to whole blocks of taps. */
export function weightGradientSpan(inputs: i32): i32 {
  return (3 * inputs + <i32>TAPS - 1) / <i32>TAPS * <i32>TAPS;
}

/** Floats of working memory: a strip with its border, one sample's sums, everybody's sums. */
export function weightGradientScratch(height: i32, width: i32, inputs: i32, outputs: i32): i32 {
  const strip = (weightGradientRows(width, height) + 2) * (width + 2) * inputs + <i32>TAPS;
  return strip + 2 * 3 * outputs * weightGradientSpan(inputs);
}

/**
 * Sums are chained over a strip, then over a sample's strips, then over the samples: no chain of additions is long.
 * @param x [batch, height, width, inputs]
 * @param dy [batch, height, width, outputs]
 * @param out [3, 3, inputs, outputs]
 * @param scratch weightGradientScratch(…) floats
 */
export function weightGradient(
  x: usize, dy: usize, out: usize, scratch: usize,
  batch: i32, height: i32, width: i32, inputs: i32, outputs: i32,
): void {
  const rows = weightGradientRows(width, height);
  const span = <usize>weightGradientSpan(inputs);
  const pixel: usize = <usize>inputs << 2;
  const row = <usize>width * pixel;
  const bordered = row + (pixel << 1);
  const gradientRow = <usize>(width * outputs) << 2;
  const ofSample = scratch + <usize>(rows + 2) * bordered + (TAPS << 2);
  const sums: usize = (<usize>(3 * outputs) * span) << 2;
  const ofAll = ofSample + sums;
  memory.fill(scratch, 0, ofAll + sums - scratch);
  for (let sample = 0; sample < batch; sample++) {
    for (let top = 0; top < height; top += rows) {
      const here = min(rows, height - top);
      for (let r = 0; r < here + 2; r++) {
        const from = top + r - 1;
        const to = scratch + <usize>r * bordered + pixel;
        if (from < 0 || from >= height) memory.fill(to, 0, row);
        else memory.copy(to, x + <usize>from * row, row);
      }
      for (let i: usize = 0; i < 3; i++) {
        stripProducts(
          scratch + i * bordered, pixel, bordered, dy + <usize>top * gradientRow, <usize>outputs << 2, gradientRow,
          ofSample + i * (sums / 3), span << 2, here, width,
        );
      }
    }
    for (let s: usize = 0; s < sums; s += 16) {
      v128.store(ofAll + s, f32x4.add(v128.load(ofAll + s), v128.load(ofSample + s)));
    }
    memory.fill(ofSample, 0, sums);
    x += <usize>height * row;
    dy += <usize>height * gradientRow;
  }
  const taps = <usize>(3 * inputs);
  for (let i: usize = 0; i < 3; i++) {
    for (let tap: usize = 0; tap < taps; tap++) {
      for (let output: usize = 0; output < <usize>outputs; output++) {
        store<f32>(out, load<f32>(ofAll + (((i * outputs + output) * span + tap) << 2)));
        out += 4;
      }
    }
  }
}

/** Adds a strip's outer products to sums [outputs, span]; all extents in bytes but rows and columns. */
function stripProducts(
  x: usize, pixel: usize, row: usize, dy: usize, gradientPixel: usize, gradientRow: usize,
  sums: usize, span: usize, rows: i32, columns: i32,
): void {
  let output: usize = 0;
  for (; output + 8 <= gradientPixel; output += 8) {
    for (let tap: usize = 0; tap < span; tap += TAPS << 2) {
      twoOutputs(x + tap, pixel, row, dy + output, gradientPixel, gradientRow, sums + tap, span, rows, columns);
    }
    sums += span << 1;
  }
  if (output < gradientPixel) {
    for (let tap: usize = 0; tap < span; tap += TAPS << 2) {
      oneOutput(x + tap, pixel, row, dy + output, gradientPixel, gradientRow, sums + tap, rows, columns);
    }
  }
}

@inline
function twoOutputs(
  x: usize, pixel: usize, row: usize, dy: usize, gradientPixel: usize, gradientRow: usize,
  sums: usize, span: usize, rows: i32, columns: i32,
): void {
  const zero = f32x4.splat(0);
  let a0 = zero, a1 = zero, a2 = zero, b0 = zero, b1 = zero, b2 = zero;
  for (let r = 0; r < rows; r++) {
    let p = x;
    let g = dy;
    for (let column = 0; column < columns; column++) {
      const x0 = v128.load(p), x1 = v128.load(p, 16), x2 = v128.load(p, 32);
      const one = v128.load32_splat(g), other = v128.load32_splat(g, 4);
      a0 = f32x4.add(a0, f32x4.mul(x0, one));
      a1 = f32x4.add(a1, f32x4.mul(x1, one));
      a2 = f32x4.add(a2, f32x4.mul(x2, one));
      b0 = f32x4.add(b0, f32x4.mul(x0, other));
      b1 = f32x4.add(b1, f32x4.mul(x1, other));
      b2 = f32x4.add(b2, f32x4.mul(x2, other));
      p += pixel;
      g += gradientPixel;
    }
    x += row;
    dy += gradientRow;
  }
  addThree(sums, a0, a1, a2);
  addThree(sums + span, b0, b1, b2);
}

@inline
function oneOutput(
  x: usize, pixel: usize, row: usize, dy: usize, gradientPixel: usize, gradientRow: usize,
  sums: usize, rows: i32, columns: i32,
): void {
  const zero = f32x4.splat(0);
  let a0 = zero, a1 = zero, a2 = zero;
  for (let r = 0; r < rows; r++) {
    let p = x;
    let g = dy;
    for (let column = 0; column < columns; column++) {
      const one = v128.load32_splat(g);
      a0 = f32x4.add(a0, f32x4.mul(v128.load(p), one));
      a1 = f32x4.add(a1, f32x4.mul(v128.load(p, 16), one));
      a2 = f32x4.add(a2, f32x4.mul(v128.load(p, 32), one));
      p += pixel;
      g += gradientPixel;
    }
    x += row;
    dy += gradientRow;
  }
  addThree(sums, a0, a1, a2);
}

@inline
function addThree(sums: usize, a: v128, b: v128, c: v128): void {
  v128.store(sums, f32x4.add(v128.load(sums), a));
  v128.store(sums, f32x4.add(v128.load(sums, 16), b), 16);
  v128.store(sums, f32x4.add(v128.load(sums, 32), c), 32);
}
