import { add, whereDifferent, whereEqual } from './heap-kernels-lanes';

/**
 * The gradient of a 2×2 maximum, to the first maximum of each window in reading order; what a window does not cover
 * (an odd last row or column) gets zero. x and dx [batch, height, width, channels], y and dy their halves.
 */
export function maxPoolBack(
  x: usize, y: usize, dy: usize, dx: usize,
  batch: i32, height: i32, width: i32, channels: i32,
): void {
  const pixel: usize = <usize>channels << 2;
  const row = <usize>width * pixel;
  const rows = height >> 1;
  const columns = width >> 1;
  for (let sample = 0; sample < batch; sample++) {
    for (let r = 0; r < rows; r++) {
      for (let column = 0; column < columns; column++) {
        let c: usize = 0;
        for (; c + 16 <= pixel; c += 16) backThroughWindow<v128>(x + c, y + c, dy + c, dx + c, pixel, row);
        for (; c < pixel; c += 4) backThroughWindow<f32>(x + c, y + c, dy + c, dx + c, pixel, row);
        x += pixel << 1;
        dx += pixel << 1;
        y += pixel;
        dy += pixel;
      }
      if (width & 1) {
        memory.fill(dx, 0, pixel);
        memory.fill(dx + row, 0, pixel);
        x += pixel;
        dx += pixel;
      }
      x += row;
      dx += row;
    }
    if (height & 1) {
      memory.fill(dx, 0, row);
      x += row;
      dx += row;
    }
  }
}

/** One window: what the corners so far did not take goes on to the next, the last takes what is left. */
@inline
function backThroughWindow<T>(x: usize, y: usize, dy: usize, dx: usize, pixel: usize, row: usize): void {
  const most = load<T>(y);
  let rest = load<T>(dy);
  store<T>(dx, whereEqual<T>(load<T>(x), most, rest));
  rest = whereDifferent<T>(load<T>(x), most, rest);
  store<T>(dx + pixel, whereEqual<T>(load<T>(x + pixel), most, rest));
  rest = whereDifferent<T>(load<T>(x + pixel), most, rest);
  store<T>(dx + row, whereEqual<T>(load<T>(x + row), most, rest));
  rest = whereDifferent<T>(load<T>(x + row), most, rest);
  store<T>(dx + row + pixel, rest);
}

/**
 * The gradient of a 3×3 maximum with a stride of 2 and one row of padding on every side, to the first maximum of each
 * window in reading order. x and dx [batch, height, width, channels], y and dy [batch, ⌈height/2⌉, ⌈width/2⌉, channels].
 */
export function maxPoolThreeBack(
  x: usize, y: usize, dy: usize, dx: usize,
  batch: i32, height: i32, width: i32, channels: i32,
): void {
  const pixel: usize = <usize>channels << 2;
  const image = <usize>(height * width) * pixel;
  memory.fill(dx, 0, <usize>batch * image);
  for (let sample = 0; sample < batch; sample++) {
    for (let r = 0; r < height; r += 2) {
      const first = max(0, r - 1);
      const rows = min(height, r + 2) - first;
      for (let column = 0; column < width; column += 2) {
        const left = max(0, column - 1);
        const columns = min(width, column + 2) - left;
        const from = <usize>(first * width + left) * pixel;
        let c: usize = 0;
        for (; c + 16 <= pixel; c += 16) {
          backThroughNine<v128>(x + from + c, y + c, dy + c, dx + from + c, rows, columns, pixel, <usize>width * pixel);
        }
        for (; c < pixel; c += 4) {
          backThroughNine<f32>(x + from + c, y + c, dy + c, dx + from + c, rows, columns, pixel, <usize>width * pixel);
        }
        y += pixel;
        dy += pixel;
      }
    }
    x += image;
    dx += image;
  }
}

/** One window, as far as it lies in the picture; windows overlap, so shares add up. */
@inline
function backThroughNine<T>(
  x: usize, y: usize, dy: usize, dx: usize, rows: i32, columns: i32, pixel: usize, row: usize,
): void {
  const most = load<T>(y);
  let rest = load<T>(dy);
  for (let r = 0; r < rows; r++) {
    let at: usize = <usize>r * row;
    for (let column = 0; column < columns; column++) {
      const value = load<T>(x + at);
      store<T>(dx + at, add<T>(load<T>(dx + at), whereEqual<T>(value, most, rest)));
      rest = whereDifferent<T>(value, most, rest);
      at += pixel;
    }
  }
}
