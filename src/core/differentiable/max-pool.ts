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
  const value = tf.maxPool(input, 2, 2, 'valid');
  return {
    value,
    statistics: {},
    pullback: (gradient) => ({
      input: tf.tidy(() => toFirstMaximum(input, value, gradient)),
      parameters: {},
    }),
    dispose: () => value.dispose(),
  };
};

function toFirstMaximum(input: Tensor4D, maximum: Tensor4D, gradient: Tensor4D): Tensor4D {
  const [batch, height, width, channels] = input.shape;
  const [, rows, columns] = maximum.shape;
  const size = maximum.size;
  const covered = tf.slice(input, [0, 0, 0, 0], [batch, 2 * rows, 2 * columns, channels]);
  const corners = windowCorners(covered);
  const flatMaximum = tf.reshape(maximum, [1, size]);

  // What the corners so far did not take goes on to the next one; the last takes what is left.
  let rest = tf.reshape(gradient, [1, size]);
  const taken: tf.Tensor[] = [];
  for (let corner = 0; corner < 3; corner++) {
    const below = tf.sub(flatMaximum, tf.slice(corners, [corner, 0], [1, size]));
    const passedOn: tf.Tensor2D = tf.mul(rest, tf.step(below));
    taken.push(tf.sub(rest, passedOn));
    rest = passedOn;
  }
  const image = fromWindowCorners(tf.concat([...taken, rest], 0), covered.shape);
  return tf.pad(image, [
    [0, 0],
    [0, height - 2 * rows],
    [0, width - 2 * columns],
    [0, 0],
  ]);
}

/**
 * [B, 2h, 2w, C] → [4, B·h·w·C]: upper left, upper right, lower left, lower right of every window, each in
 * one piece. Two transposes of rank 3, since no backend slices every other pixel quickly.
 */
function windowCorners(image: Tensor4D): tf.Tensor2D {
  const [batch, height, width, channels] = image.shape;
  const byColumn = tf.transpose(tf.reshape(image, [(batch * height * width) / 2, 2, channels]), [1, 0, 2]);
  const byRow = tf.transpose(tf.reshape(byColumn, [batch * height, 2, (width * channels) / 2]), [1, 0, 2]);
  return tf.reshape(byRow, [4, image.size / 4]);
}

/** The inverse of `windowCorners`. */
function fromWindowCorners(corners: tf.Tensor, shape: Tensor4D['shape']): Tensor4D {
  const [batch, height, width, channels] = shape;
  const byRow = tf.reshape(corners, [2, batch * height, (width * channels) / 2]);
  const byColumn = tf.reshape(tf.transpose(byRow, [1, 0, 2]), [2, (batch * height * width) / 2, channels]);
  return tf.reshape(tf.transpose(byColumn, [1, 0, 2]), shape);
}
