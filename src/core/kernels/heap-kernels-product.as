// Products of pixels and filters: 1×1 convolutions, and 3×3 convolutions of stride 1 and padding 1.
//
// Both are rows times a matrix. A row is one pixel's channels; for 3×3 it is three spans, one under each filter row, of
// three pixels whose channels lie side by side. Four rows by eight outputs are summed up in registers, sixteen vectors
// being all there are. For that the filter is packed in panels of eight outputs, the bias ahead:
// [⌈outputs / 8⌉][1 + taps · inputs][8], zeros behind the last output.

import { add, clampTo, whereWithin } from './heap-kernels-lanes';

const PANEL: i32 = 8;
/** Rows that are multiplied by one panel before the next: they stay in a near cache meanwhile. */
const BLOCK: i32 = 96;
/** Floats of the panels that are packed at a time: they never leave the second cache. */
const GROUP: i32 = 32_768;

/** Panels of a group, of filters with so many values for each output. */
@inline
function groupPanels(values: i32, outputs: i32): i32 {
  return min((outputs + PANEL - 1) / PANEL, max(1, GROUP / (PANEL * (1 + values))));
}

/** Floats of working memory for a 1×1 convolution: a group of packed panels. */
export function pointwiseScratch(inputs: i32, outputs: i32): i32 {
  return groupPanels(inputs, outputs) * PANEL * (1 + inputs);
}

/** Rows of a strip of the 3×3 convolution: about a block of pixels. */
@inline
function stripRows(height: i32, width: i32): i32 {
  return min(height, max(1, BLOCK / width));
}

/** Floats of a whole packed 3×3 filter. */
@inline
function packedFilter(inputs: i32, outputs: i32): i32 {
  return (outputs + PANEL - 1) / PANEL * PANEL * (1 + 9 * inputs);
}

/** Floats of working memory for a 3×3 convolution: the packed filter, and a strip with its border. */
export function convolutionScratch(height: i32, width: i32, inputs: i32, outputs: i32): i32 {
  return packedFilter(inputs, outputs) + (stripRows(height, width) + 2) * (width + 2) * inputs;
}

/**
 * out = activation(x · filter + bias) + addend, and of that what lies where 0 < gate < gateCeiling. The activation is relu
 * with that ceiling, and none where the ceiling is 0.
 * @param x [rows, inputs]
 * @param filter [inputs, outputs], or turned [outputs, inputs]
 * @param bias [outputs], 0 = none
 * @param addend [rows, outputs], 0 = none
 * @param gate [rows, outputs], 0 = none
 * @param scratch pointwiseScratch(inputs, outputs) floats
 */
export function pointwise(
  x: usize, filter: usize, bias: usize, addend: usize, gate: usize, out: usize, scratch: usize,
  rows: i32, inputs: i32, outputs: i32, ceiling: f32, gateCeiling: f32, turned: bool,
): void {
  const pixel: usize = <usize>inputs << 2;
  const outPixel: usize = <usize>outputs << 2;
  const inputStep: isize = turned ? 4 : <isize>outPixel;
  const outputStep: isize = turned ? <isize>pixel : 4;
  const toAddend = addend ? addend - out : 0;
  const toGate = gate ? gate - out : 0;
  const group = groupPanels(inputs, outputs) * PANEL;
  for (let first = 0; first < outputs; first += group) {
    const offset = <usize>first << 2;
    const width = min(group, outputs - first);
    const columns = filter + <usize>(<isize>first * outputStep);
    pack(columns, 0, inputStep, outputStep, bias ? bias + offset : 0, scratch, 1, inputs, width);
    for (let row = 0; row < rows; row += BLOCK) {
      const from = x + <usize>row * pixel;
      const to = out + <usize>row * outPixel + offset;
      product(from, pixel, 0, 1, pixel, 0, scratch, to, outPixel, toAddend, toGate, width, 1, min(BLOCK, rows - row), ceiling, gateCeiling);
    }
  }
}

/**
 * 3×3 convolution, stride 1, padding 1.
 * @param x [batch, height, width, inputs]
 * @param weight [3, 3, inputs, outputs]; turned, that of the convolution that this is the way back of: [3, 3, outputs, inputs]
 * @param bias [outputs], 0 = none
 * @param scratch convolutionScratch(…) floats
 */
export function convolution(
  x: usize, weight: usize, bias: usize, out: usize, scratch: usize,
  batch: i32, height: i32, width: i32, inputs: i32, outputs: i32, turned: bool,
): void {
  const tap: isize = <isize>(inputs * outputs) << 2;
  if (turned) pack(weight + <usize>(8 * tap), -tap, 4, <isize>inputs << 2, bias, scratch, 9, inputs, outputs);
  else pack(weight, tap, <isize>outputs << 2, 4, bias, scratch, 9, inputs, outputs);
  const strip = scratch + (<usize>packedFilter(inputs, outputs) << 2);
  const rows = stripRows(height, width);
  const pixel: usize = <usize>inputs << 2;
  const row = <usize>width * pixel;
  const bordered = row + (pixel << 1);
  memory.fill(strip, 0, <usize>(rows + 2) * bordered);
  for (let sample = 0; sample < batch; sample++) {
    for (let top = 0; top < height; top += rows) {
      const here = min(rows, height - top);
      for (let r = 0; r < here + 2; r++) {
        const from = top + r - 1;
        const to = strip + <usize>r * bordered + pixel;
        if (from < 0 || from >= height) memory.fill(to, 0, row);
        else memory.copy(to, x + <usize>from * row, row);
      }
      product(strip, pixel, bordered, 3, 3 * pixel, bordered, scratch, out, <usize>outputs << 2, 0, 0, outputs, here, width, 0, 0);
      out += <usize>(here * width * outputs) << 2;
    }
    x += <usize>height * row;
  }
}

/** Steps from tap to tap, input to input and output to output in bytes; they are what turns a filter around. */
function pack(
  filter: usize, tapStep: isize, inputStep: isize, outputStep: isize, bias: usize, packed: usize,
  taps: i32, inputs: i32, outputs: i32,
): void {
  for (let first = 0; first < outputs; first += PANEL) {
    const columns = min(PANEL, outputs - first);
    memory.fill(packed, 0, PANEL << 2);
    if (bias) memory.copy(packed, bias + (<usize>first << 2), <usize>columns << 2);
    packed += PANEL << 2;
    for (let tap = 0; tap < taps; tap++) {
      const from = filter + <usize>(<isize>tap * tapStep + <isize>first * outputStep);
      if (columns == PANEL && outputStep == 4) packWhole(from, inputStep, packed, inputs);
      else packPart(from, inputStep, outputStep, packed, inputs, columns);
      packed += <usize>(inputs * PANEL) << 2;
    }
  }
}

function packWhole(from: usize, inputStep: isize, packed: usize, inputs: i32): void {
  for (const end = packed + (<usize>(inputs * PANEL) << 2); packed < end; packed += PANEL << 2) {
    v128.store(packed, v128.load(from));
    v128.store(packed, v128.load(from, 16), 16);
    from += <usize>inputStep;
  }
}

function packPart(from: usize, inputStep: isize, outputStep: isize, packed: usize, inputs: i32, columns: i32): void {
  for (let input = 0; input < inputs; input++) {
    for (let column = 0; column < PANEL; column++) {
      const value: f32 = column < columns ? load<f32>(from + <usize>(<isize>column * outputStep)) : 0;
      store<f32>(packed + (<usize>column << 2), value);
    }
    packed += PANEL << 2;
    from += <usize>inputStep;
  }
}

/**
 * A block of rows × columns pixels times all panels. Extents and steps in bytes, outputs and counts in values;
 * toAddend and toGate lead from a place in out to the same place in those, 0 = none.
 */
function product(
  x: usize, pixel: usize, row: usize, spans: i32, span: usize, spanStep: usize, packed: usize,
  out: usize, outPixel: usize, toAddend: usize, toGate: usize, outputs: i32, rows: i32, columns: i32, ceiling: f32, gateCeiling: f32,
): void {
  const panel: usize = (1 + <usize>spans * (span >> 2)) * (PANEL << 2);
  for (let first = 0; first < outputs; first += PANEL) {
    let to = out + (<usize>first << 2);
    const width = outputs - first;
    for (let r = 0; r < rows; r++) {
      let from = x + <usize>r * row;
      let column = 0;
      for (; column + 4 <= columns; column += 4) {
        fourRows(from, pixel, spans, span, spanStep, packed, to, outPixel, toAddend, toGate, width, ceiling, gateCeiling);
        from += pixel << 2;
        to += outPixel << 2;
      }
      for (; column < columns; column++) {
        oneRow(from, spans, span, spanStep, packed, to, toAddend, toGate, width, ceiling, gateCeiling);
        from += pixel;
        to += outPixel;
      }
    }
    packed += panel;
  }
}

@inline
function fourRows(
  x: usize, pixel: usize, spans: i32, span: usize, spanStep: usize, packed: usize,
  out: usize, outPixel: usize, toAddend: usize, toGate: usize, width: i32, ceiling: f32, gateCeiling: f32,
): void {
  const b0 = v128.load(packed), b1 = v128.load(packed, 16);
  let s00 = b0, s01 = b1, s10 = b0, s11 = b1, s20 = b0, s21 = b1, s30 = b0, s31 = b1;
  let w = packed + 32;
  for (let s = 0; s < spans; s++) {
    let p0 = x, p1 = x + pixel, p2 = x + (pixel << 1), p3 = x + 3 * pixel;
    const end = x + span;
    while (p0 < end) {
      const w0 = v128.load(w), w1 = v128.load(w, 16);
      const x0 = v128.load32_splat(p0);
      s00 = f32x4.add(s00, f32x4.mul(x0, w0));
      s01 = f32x4.add(s01, f32x4.mul(x0, w1));
      const x1 = v128.load32_splat(p1);
      s10 = f32x4.add(s10, f32x4.mul(x1, w0));
      s11 = f32x4.add(s11, f32x4.mul(x1, w1));
      const x2 = v128.load32_splat(p2);
      s20 = f32x4.add(s20, f32x4.mul(x2, w0));
      s21 = f32x4.add(s21, f32x4.mul(x2, w1));
      const x3 = v128.load32_splat(p3);
      s30 = f32x4.add(s30, f32x4.mul(x3, w0));
      s31 = f32x4.add(s31, f32x4.mul(x3, w1));
      w += 32;
      p0 += 4;
      p1 += 4;
      p2 += 4;
      p3 += 4;
    }
    x += spanStep;
  }
  finish(s00, s01, out, toAddend, toGate, width, ceiling, gateCeiling);
  finish(s10, s11, out + outPixel, toAddend, toGate, width, ceiling, gateCeiling);
  finish(s20, s21, out + (outPixel << 1), toAddend, toGate, width, ceiling, gateCeiling);
  finish(s30, s31, out + 3 * outPixel, toAddend, toGate, width, ceiling, gateCeiling);
}

@inline
function oneRow(
  x: usize, spans: i32, span: usize, spanStep: usize, packed: usize,
  out: usize, toAddend: usize, toGate: usize, width: i32, ceiling: f32, gateCeiling: f32,
): void {
  let s0 = v128.load(packed), s1 = v128.load(packed, 16);
  let w = packed + 32;
  for (let s = 0; s < spans; s++) {
    const end = x + span;
    for (let p = x; p < end; p += 4) {
      const value = v128.load32_splat(p);
      s0 = f32x4.add(s0, f32x4.mul(value, v128.load(w)));
      s1 = f32x4.add(s1, f32x4.mul(value, v128.load(w, 16)));
      w += 32;
    }
    x += spanStep;
  }
  finish(s0, s1, out, toAddend, toGate, width, ceiling, gateCeiling);
}

/** Stores the sums of one row, as many as there are outputs left. */
@inline
function finish(low: v128, high: v128, out: usize, toAddend: usize, toGate: usize, width: i32, ceiling: f32, gateCeiling: f32): void {
  if (width >= 8) {
    store<v128>(out, finished<v128>(low, out, toAddend, toGate, ceiling, gateCeiling));
    store<v128>(out + 16, finished<v128>(high, out + 16, toAddend, toGate, ceiling, gateCeiling));
  } else {
    finishPartly(low, high, out, toAddend, toGate, width, ceiling, gateCeiling);
  }
}

function finishPartly(
  low: v128, high: v128, out: usize, toAddend: usize, toGate: usize, width: i32, ceiling: f32, gateCeiling: f32,
): void {
  if (width >= 4) {
    store<v128>(out, finished<v128>(low, out, toAddend, toGate, ceiling, gateCeiling));
    low = high;
    out += 16;
  }
  for (let left = width & 3; left > 0; left--) {
    store<f32>(out, finished<f32>(f32x4.extract_lane(low, 0), out, toAddend, toGate, ceiling, gateCeiling));
    low = v128.shuffle<f32>(low, low, 1, 2, 3, 0);
    out += 4;
  }
}

/** What follows a sum that goes to `out`. */
@inline
function finished<T>(sum: T, out: usize, toAddend: usize, toGate: usize, ceiling: f32, gateCeiling: f32): T {
  if (ceiling) sum = clampTo<T>(ceiling, sum);
  if (toAddend) sum = add<T>(sum, load<T>(out + toAddend));
  if (toGate) sum = whereWithin<T>(gateCeiling, load<T>(out + toGate), sum);
  return sum;
}
