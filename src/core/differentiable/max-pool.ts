import { runOperation, type Operation } from '../kernels/operation';
import * as tf from '../tf';
import type { Tensor4D } from '../tf';
import type { Layer } from './differentiable';

/**
 * 2×2 maximum, stride 2, no padding: [B, H, W, C] → [B, ⌊H/2⌋, ⌊W/2⌋, C]; an odd last row or column is left out.
 *
 * The gradient goes to the first maximum of a window in reading order, as in PyTorch. That matters: on flat
 * backgrounds a third of the windows tie, and the backends' own kernels disagree on which one wins.
 */
export const maxPool: Layer = (input) => {
  const value = pooledMaxima(input);
  return {
    value,
    statistics: {},
    pullback: (gradient) => ({
      input: runOperation(maxPoolBack, { x: input, y: value, dy: gradient }, {}),
      parameters: {},
    }),
    dispose: () => value.dispose(),
  };
};

/** [B, H, W, C] → [B, ⌊H/2⌋, ⌊W/2⌋, C] */
export function pooledMaxima(input: Tensor4D): Tensor4D {
  return tf.maxPool(input, 2, 2, 'valid');
}

interface MaxPoolBackInputs {
  /** [B, H, W, C] */
  readonly x: Tensor4D;
  /** the maxima [B, ⌊H/2⌋, ⌊W/2⌋, C] */
  readonly y: Tensor4D;
  /** ∂loss/∂y */
  readonly dy: Tensor4D;
}

/** ∂loss/∂x [B, H, W, C]: dy where a window's first maximum stands, else 0. */
export const maxPoolBack: Operation<MaxPoolBackInputs, object, Tensor4D> = {
  kernel: 'SmmMaxPoolBack',
  portable({ x, y, dy }) {
    const [, height, width, channels] = x.shape;
    const [batch, rows, columns] = y.shape;
    // What the corners so far did not take goes on to the next one; the last takes what is left.
    let rest = dy;
    const taken = [
      [0, 0],
      [0, 1],
      [1, 0],
    ].map(([row, column]) => {
      const below = tf.sub(y, windowCorner(x, row!, column!));
      const passedOn: Tensor4D = tf.mul(rest, tf.step(below));
      const here: Tensor4D = tf.sub(rest, passedOn);
      rest = passedOn;
      return here;
    });
    const image = fromWindowCorners([...taken, rest], [batch, 2 * rows, 2 * columns, channels]);
    if (height % 2 === 0 && width % 2 === 0) return image;
    return tf.pad(image, [
      [0, 0],
      [0, height % 2],
      [0, width % 2],
      [0, 0],
    ]);
  },
};

/**
 * One corner of every window, [B, 2h, 2w, C] → [B, h, w, C]: a depthwise convolution whose filter is one at that
 * corner. No backend slices every other pixel quickly, all of them do this in one pass.
 */
function windowCorner(image: Tensor4D, row: number, column: number): Tensor4D {
  const centre: Tensor4D = tf.fill([1, 1, image.shape[3], 1], 1);
  const filter = tf.pad(centre, [
    [row, 1 - row],
    [column, 1 - column],
    [0, 0],
    [0, 0],
  ]);
  return tf.depthwiseConv2d(image, filter, 2, 'valid');
}

/** Upper left, upper right, lower left and lower right of all windows, put together to `shape` by two transposes. */
function fromWindowCorners(corners: readonly Tensor4D[], shape: Tensor4D['shape']): Tensor4D {
  const [batch, height, width, channels] = shape;
  const byRow = tf.reshape(tf.concat([...corners], 0), [2, batch * height, (width * channels) / 2]);
  const byColumn = tf.reshape(tf.transpose(byRow, [1, 0, 2]), [2, (batch * height * width) / 2, channels]);
  return tf.reshape(tf.transpose(byColumn, [1, 0, 2]), shape);
}
