/**
 * An interpolation along both axes, A x Aᵀ for every sample and channel, as two matrix products. That makes its
 * adjoint exact on every backend, whatever A is; stock resize gradients are not (they ignore where pixel centres lie).
 */
import * as tf from '../tf';
import type { Tensor2D, Tensor3D, Tensor4D } from '../tf';
import type { Differentiable } from './differentiable';

export interface AxisProduct {
  /** [B, from, from, 3] → [B, to, to, 3] */
  apply(input: Tensor4D): Differentiable<Tensor4D>;
  /** Frees the matrices. */
  dispose(): void;
}

const CHANNELS = 3;

/** @param weights A [to, from], row after row; on the device from the first use on */
export function axisProduct(
  weights: Float32Array,
  { from, to }: { readonly from: number; readonly to: number },
): AxisProduct {
  let matrices: Matrices | null = null;
  return {
    apply(input) {
      const { forth, back } = (matrices ??= upload(weights, { from, to }));
      const value = tf.tidy(() => product(input, forth));
      return {
        value,
        pullback: (gradient) => tf.tidy(() => product(gradient, back)),
        dispose: () => value.dispose(),
      };
    },
    dispose() {
      if (matrices) tf.dispose([matrices.forth, matrices.back].flatMap(({ across, down }) => [across, down]));
      matrices = null;
    },
  };
}

/** One direction: a row of pixels times `across`, and `down` times the rows. */
interface Direction {
  /** [n · C, m · C], the same for each channel */
  readonly across: Tensor2D;
  /** [1, m, n] */
  readonly down: Tensor3D;
}

interface Matrices {
  readonly forth: Direction;
  /** the transposed matrices: every backend multiplies plain ones fastest */
  readonly back: Direction;
}

function upload(
  weights: Float32Array,
  { from, to }: { readonly from: number; readonly to: number },
): Matrices {
  return tf.tidy(() => {
    const down = tf.tensor2d(weights, [to, from]);
    const across = tf.tensor2d(forEachChannel(weights, { from, to }), [from * CHANNELS, to * CHANNELS]);
    return {
      forth: { across: tf.keep(across), down: tf.keep(tf.reshape(down, [1, to, from]) as Tensor3D) },
      back: {
        across: tf.keep(tf.transpose(across)),
        down: tf.keep(tf.reshape(tf.transpose(down), [1, from, to]) as Tensor3D),
      },
    };
  });
}

/** Aᵀ ⊗ 1 [from · C, to · C]: a row of pixels, channels innermost, times this is the row interpolated. */
function forEachChannel(
  weights: Float32Array,
  { from, to }: { readonly from: number; readonly to: number },
): Float32Array {
  const matrix = new Float32Array(from * CHANNELS * to * CHANNELS);
  for (let row = 0; row < to; row++) {
    for (let column = 0; column < from; column++) {
      for (let channel = 0; channel < CHANNELS; channel++) {
        const at = (column * CHANNELS + channel) * to * CHANNELS + row * CHANNELS + channel;
        matrix[at] = weights[row * from + column]!;
      }
    }
  }
  return matrix;
}

function product(values: Tensor4D, { across, down }: Direction): Tensor4D {
  const [batch, height, width, channels] = values.shape;
  const side = down.shape[1];
  const rows: Tensor2D = tf.reshape(values, [batch * height, width * channels]);
  const wide: Tensor3D = tf.reshape(tf.matMul(rows, across), [batch, height, side * channels]);
  return tf.reshape(tf.matMul(down, wide), [batch, side, side, channels]);
}
