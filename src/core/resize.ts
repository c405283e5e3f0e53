/**
 * From pictures to what a method takes: r(x), resized to the backbone's input and normalised; or, for Pad, the
 * native picture inside a border of zeros. Everything in floating point; Pillow rounds to 8 bits between its
 * two passes, which is why its results differ by up to half a grey level.
 */
import { resampleImage, resampleMatrix, type PixelGrid, type ResampleWindow } from '../lib/resample';
import { border } from './ablation/frame';
import { eachChannel, ofChannel, type PerChannel } from '../lib/per-channel';
import { asTerm } from './channel-term';
import type { Normalisation } from './normalisation';
import * as tf from './tf';
import type { Tensor4D } from './tf';

/** A decoded picture, 0..255; one channel means grey. */
export interface Picture extends PixelGrid {
  readonly channels: 1 | 3;
}

export interface ResizeOptions {
  /** H = W of the backbone's input */
  readonly side: number;
  readonly normalisation: Normalisation;
  /** crop-flip (paper.md A.5): the side to resize to, and what each picture shows of that; null = as it is */
  readonly augmentation?: { readonly side: number; readonly windows: readonly ResampleWindow[] } | null;
  /** Each picture by itself: to the last bit the same whatever stands beside it. Slower, so not for training. */
  readonly apart?: boolean;
}

/** r(x) [B, side, side, 3] in the backbone's units, one row per picture; the caller owns it. */
export function resizeBatch(pictures: readonly Picture[], options: ResizeOptions): Tensor4D {
  const { augmentation, side, normalisation, apart } = options;
  return tf.tidy(() => {
    const together = !augmentation && !apart && uniform(pictures);
    return normalised(
      together ? resizeTogether(pictures, side) : resizeEach(pictures, options),
      normalisation,
    );
  });
}

/** 0..255, grey or RGB, to the backbone's units in RGB: for grey a 1×1 convolution, tiling is slow on wasm. */
function normalised(values: Tensor4D, { scale, shift, divisor }: Normalisation): Tensor4D {
  const gain = eachChannel(scale / 255, divisor, (value, by) => value / by);
  const offset = eachChannel(shift, divisor, (value, by) => -value / by);
  if (values.shape[3] === 3) return tf.add(tf.mul(values, asTerm(gain)), asTerm(offset));
  const filter = tf.tensor4d(threeOf(gain), [1, 1, 1, 3]);
  return tf.fused.conv2d({ x: values, filter, strides: 1, pad: 'valid', bias: tf.tensor1d(threeOf(offset)) });
}

const threeOf = (value: PerChannel): number[] => [0, 1, 2].map((channel) => ofChannel(value, channel));

/**
 * Pad's input (paper.md A.9): [B, side, side, 3] in 0..1, each picture at `nativeSide` in the middle of zeros.
 * Pictures of another size are resized to `nativeSide` first. Never augmented.
 */
export function borderBatch(
  pictures: readonly Picture[],
  { side, nativeSide }: { readonly side: number; readonly nativeSide: number },
): Tensor4D {
  const values = new Float32Array(pictures.length * side * side * 3);
  const { before } = border(side, nativeSide);
  pictures.forEach((picture, index) => {
    const native = resampleImage(picture, { width: nativeSide, height: nativeSide });
    for (let row = 0; row < nativeSide; row++) {
      const start = ((index * side + before + row) * side + before) * 3;
      for (let i = 0; i < nativeSide * 3; i++) {
        values[start + i] = native[channelIndex(row * nativeSide * 3 + i, picture.channels)]! / 255;
      }
    }
  });
  return tf.tensor4d(values, [pictures.length, side, side, 3]);
}

/** Any sizes, any crops: each picture by itself in plain numbers. [B, side, side, 3], 0..255 */
function resizeEach(pictures: readonly Picture[], { side, augmentation }: ResizeOptions): Tensor4D {
  const values = new Float32Array(pictures.length * side * side * 3);
  const target = augmentation?.side ?? side;
  pictures.forEach((picture, index) => {
    const resized = resampleImage(picture, { width: target, height: target }, augmentation?.windows[index]);
    const start = index * side * side * 3;
    for (let i = 0; i < side * side * 3; i++) values[start + i] = resized[channelIndex(i, picture.channels)]!;
  });
  return tf.tensor4d(values, [pictures.length, side, side, 3]);
}

/**
 * Pictures of one size, as two matrix products on the device: little is uploaded and nothing is looped over.
 * Rows first, of all pictures and channels side by side, then columns. [B, side, side, channels], 0..255
 */
function resizeTogether(pictures: readonly Picture[], side: number): Tensor4D {
  const { width, height, channels } = pictures[0]!;
  const planes = pictures.length * channels;
  const values = new Float32Array(height * planes * width);
  pictures.forEach(({ data }, picture) => {
    for (let pixel = 0; pixel < height * width; pixel++) {
      const row = Math.floor(pixel / width);
      for (let channel = 0; channel < channels; channel++) {
        const plane = picture * channels + channel;
        values[(row * planes + plane) * width + (pixel % width)] = data[pixel * channels + channel]!;
      }
    }
  });
  return tf.tidy(() => {
    const down = tf.tensor2d(resampleMatrix(height, side), [side, height]);
    const across = tf.transpose(tf.tensor2d(resampleMatrix(width, side), [side, width]));
    const rows = tf.matMul(down, tf.tensor2d(values, [height, planes * width]));
    const columns = tf.matMul(tf.reshape(rows, [side * planes, width]), across);
    return tf.transpose(tf.reshape(columns, [side, pictures.length, channels, side]), [1, 0, 3, 2]);
  });
}

function uniform(pictures: readonly Picture[]): boolean {
  const [first] = pictures;
  return pictures.every(
    ({ width, height, channels }) =>
      width === first!.width && height === first!.height && channels === first!.channels,
  );
}

/** Where the i-th value of an RGB picture lies in one that may be grey. */
function channelIndex(index: number, channels: 1 | 3): number {
  return channels === 3 ? index : Math.floor(index / 3);
}
