/** Moves between a picture and its quarter: what the way back through a stride of 2 needs around its convolution. */
import { pad, reshape, slice, transpose, type Tensor4D } from '../tf';

/**
 * [B, h, w, 4·c] → [B, side, side, c], channels in the order row phase, column phase, c. As one transposition, which
 * every backend does in native code (DepthToSpace on wasm is a loop in JavaScript, thirty times as slow).
 * @param side 2h or 2h − 1
 */
export function interleaved(phases: Tensor4D, side: number): Tensor4D {
  const [batch, height, width, channels] = phases.shape;
  const apart = reshape(phases, [batch * height, width, 2, channels / 2]);
  const woven = transpose(apart, [0, 2, 1, 3]);
  const whole: Tensor4D = reshape(woven, [batch, 2 * height, 2 * width, channels / 4]);
  apart.dispose();
  woven.dispose();
  return cropped(whole, side);
}

/**
 * [B, h, w, c] → [B, side, side, c], the values at even rows and columns, zeros elsewhere: one padding kernel.
 * @param side 2h or 2h − 1
 */
export function zeroStuffed(values: Tensor4D, side: number): Tensor4D {
  const [batch, height, width, channels] = values.shape;
  const rows: Tensor4D = reshape(values, [batch * height, 1, width, channels]);
  const wide = pad(rows, [
    [0, 0],
    [0, 1],
    [0, 0],
    [0, channels],
  ]);
  const whole: Tensor4D = reshape(wide, [batch, 2 * height, 2 * width, channels]);
  rows.dispose();
  wide.dispose();
  return cropped(whole, side);
}

/** Drops the last row and column of an even square that stands for an odd one. Consumes its argument. */
function cropped(x: Tensor4D, side: number): Tensor4D {
  if (x.shape[1] === side) return x;
  const result = slice(x, [0, 0, 0, 0], [x.shape[0], side, side, x.shape[3]]);
  x.dispose();
  return result;
}
