import * as tf from '../tf';
import type { Tensor1D, Tensor2D, Tensor4D } from '../tf';
import type { Layer } from './differentiable';
import { sumOverBatch, sumOverPixels } from './sums';

export interface Dense {
  /** [window · window · in, grid · grid · out], pixels row by row, channels innermost */
  readonly weight: { readonly name: string; readonly value: Tensor2D };
  /** [grid · grid · out] */
  readonly bias: { readonly name: string; readonly value: Tensor1D };
  /** ahead of a BatchNorm on batch statistics, see convolution.ts */
  readonly cancelledBias: boolean;
  readonly window: number;
  readonly grid: number;
}

/**
 * One affine map for all windows: every window × window pixels of [B, H, W, in] become grid × grid pixels of
 * [B, ⌊H/window⌋ · grid, ⌊W/window⌋ · grid, out]. With a window as large as the image it is the dense layer of an MLP.
 */
export function dense({ weight, bias, cancelledBias, window, grid }: Dense): Layer {
  return (input, { inputGradient }) => {
    const [batch, height, width] = input.shape;
    const [rows, columns] = [Math.floor(height / window), Math.floor(width / window)];
    const windows = tf.tidy(() => toRows(cropped(input, rows * window, columns * window), window));
    const outputs = weight.value.shape[1] / grid ** 2;
    const value = tf.tidy(() => {
      const sums = tf.fused.matMul({ a: windows, b: weight.value, bias: bias.value }) as Tensor2D;
      return fromRows(sums, grid, [batch, rows * grid, columns * grid, outputs]);
    });
    return {
      value,
      statistics: {},
      pullback(gradient) {
        const sums = tf.tidy(() => toRows(gradient, grid));
        const gradients = {
          input: inputGradient ? tf.tidy(() => inputOf(sums, weight.value, window, input.shape)) : null,
          parameters: {
            [weight.name]: tf.tidy(() => weightGradient(windows, sums, batch)),
            [bias.name]: cancelledBias
              ? tf.fill(bias.value.shape, 0)
              : tf.tidy(() => sumOverPixels(tf.reshape(sums, [batch, rows, columns, sums.shape[1]]))),
          },
        };
        sums.dispose();
        return gradients;
      },
      dispose: () => tf.dispose([windows, value]),
    };
  };
}

/** ∂loss/∂input; zero where no window reached. */
function inputOf(sums: Tensor2D, weight: Tensor2D, window: number, shape: Tensor4D['shape']): Tensor4D {
  const [batch, height, width, channels] = shape;
  const [beyondRows, beyondColumns] = [height % window, width % window];
  const covered = [batch, height - beyondRows, width - beyondColumns, channels] as const;
  return tf.pad(fromRows(tf.matMul(sums, weight, false, true), window, covered), [
    [0, 0],
    [0, beyondRows],
    [0, beyondColumns],
    [0, 0],
  ]);
}

function cropped(image: Tensor4D, height: number, width: number): Tensor4D {
  const [batch, fullHeight, fullWidth, channels] = image.shape;
  if (fullHeight === height && fullWidth === width) return image;
  return tf.slice(image, [0, 0, 0, 0], [batch, height, width, channels]);
}

/** [B, s·h, s·w, C] → [B·h·w, s·s·C], one row for each square of s × s pixels. */
function toRows(image: Tensor4D, side: number): Tensor2D {
  const [batch, height, width, channels] = image.shape;
  const [rows, columns] = [height / side, width / side];
  const strips: Tensor4D = tf.reshape(image, [batch * rows, side, columns, side * channels]);
  return tf.reshape(tf.transpose(strips, [0, 2, 1, 3]), [batch * rows * columns, side * side * channels]);
}

/** The way back from toRows, to an image of this shape. */
function fromRows(rows: Tensor2D, side: number, shape: readonly [number, number, number, number]): Tensor4D {
  const [batch, height, width, channels] = shape;
  const strips: Tensor4D = tf.reshape(rows, [(batch * height) / side, width / side, side, side * channels]);
  return tf.reshape(tf.transpose(strips, [0, 2, 1, 3]), [...shape]);
}

/** Σ over all windows of window ⊗ gradient: sample by sample, then over the batch, so that sums stay short. */
function weightGradient(windows: Tensor2D, sums: Tensor2D, batch: number): Tensor2D {
  const perImage = (values: Tensor2D): tf.Tensor3D =>
    tf.reshape(values, [batch, values.shape[0] / batch, values.shape[1]]);
  const products: tf.Tensor3D = tf.matMul(perImage(windows), perImage(sums), true, false);
  const [, inputs, outputs] = products.shape;
  return tf.reshape(sumOverBatch(tf.reshape(products, [batch, inputs, outputs, 1])), [inputs, outputs]);
}
