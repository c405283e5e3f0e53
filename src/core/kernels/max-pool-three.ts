import { addN, depthwiseConv2d, fill, mul, pad, slice, step, sub, type Tensor4D } from '../tf';
import { zeroStuffed } from './interleave';
import type { Operation } from './operation';

interface MaxPoolThreeBackInputs {
  /** [B, H, W, C] */
  readonly x: Tensor4D;
  /** the maxima [B, ⌈H/2⌉, ⌈W/2⌉, C] */
  readonly y: Tensor4D;
  /** ∂loss/∂y */
  readonly dy: Tensor4D;
}

/** What stands in the padding: less than any maximum, and still a number that zero times leaves zero. */
const LOWEST = -3.4e38;

/**
 * Gradient by the input of a 3×3 maximum with a stride of 2 and one row of padding on every side [B, H, W, C]: dy where
 * a window's first maximum in reading order stands (PyTorch's choice), summed over the windows that overlap there.
 */
export const maxPoolThreeBack: Operation<MaxPoolThreeBackInputs, object, Tensor4D> = {
  kernel: 'SmmMaxPoolThreeBack',
  portable({ x, y, dy }) {
    const [batch, height, width, channels] = x.shape;
    const [, rows, columns] = y.shape;
    const padded = pad(x, borders([1, 2 * rows - height], [1, 2 * columns - width]), LOWEST);
    let rest = dy;
    const shares = TAPS.map(([row, column]) => {
      const below = sub(y, windowTap(padded, row, column));
      // what a tap that is no maximum does not take goes on to the next one
      const passedOn: Tensor4D = mul(rest, step(below));
      const here: Tensor4D = sub(rest, passedOn);
      rest = passedOn;
      const apart = zeroStuffed(here, 2 * rows);
      return pad(apart, borders([row, 2 - row], [column, 2 - column]));
    });
    return slice(addN(shares) as Tensor4D, [0, 1, 1, 0], [batch, height, width, channels]);
  },
};

const TAPS = Array.from({ length: 9 }, (_, tap) => [Math.floor(tap / 3), tap % 3] as const);

function borders(
  rows: [number, number],
  columns: [number, number],
): [[number, number], [number, number], [number, number], [number, number]] {
  return [[0, 0], rows, columns, [0, 0]];
}

/** One tap of every window, [B, 2h + 1, 2w + 1, C] → [B, h, w, C]. */
function windowTap(padded: Tensor4D, row: number, column: number): Tensor4D {
  const centre: Tensor4D = fill([1, 1, padded.shape[3], 1], 1);
  return depthwiseConv2d(
    padded,
    pad(centre, [
      [row, 2 - row],
      [column, 2 - column],
      [0, 0],
      [0, 0],
    ]),
    2,
    'valid',
  );
}
