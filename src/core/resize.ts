/**
 * From pictures to what a method takes: r(x), resized to the backbone's input and normalised; or, for Pad, the
 * native picture inside a border of zeros. Everything in floating point; Pillow rounds to 8 bits between its
 * two passes, which is why its results differ by up to half a grey level.
 */
import { resampleMatrix, type ResampleWindow } from '../lib/resample';
import { border } from './ablation/frame';
import { eachChannel, ofChannel, type PerChannel } from '../lib/per-channel';
import { asTerm } from './channel-term';
import type { Normalisation } from './normalisation';
import { gatherPictures, type GatherOptions, type Unit } from './pictures/gather-pictures';
import type { Frame, Picture } from './pictures/picture';
import { plainPictures } from './pictures/plain-pictures';
import * as tf from './tf';
import type { Tensor4D } from './tf';

export interface ResizeOptions {
  /** H = W of the backbone's input */
  readonly side: number;
  readonly normalisation: Normalisation;
  /** crop-flip (paper.md A.5): the side to resize to, and what each picture shows of that; null = as it is */
  readonly augmentation?: { readonly side: number; readonly windows: readonly ResampleWindow[] } | null;
  /**
   * Each picture by itself: to the last bit the same whatever stands beside it. Slower, so not for training. Where the
   * device gathers pictures, those of bytes always are.
   */
  readonly apart?: boolean;
}

/** r(x) [B, side, side, 3] in the backbone's units, one row per picture; the caller owns it. */
export function resizeBatch(pictures: readonly Picture[], options: ResizeOptions): Tensor4D {
  const { augmentation = null, side, normalisation, apart } = options;
  const frame = { side, before: 0, shown: side, resized: augmentation?.side ?? side };
  const windows = augmentation?.windows ?? null;
  const line = lineOf(normalisation);
  const otherwise: GatherOptions['otherwise'] = (some, shown) =>
    tf.tidy(() => normalised(resizeEach(some, frame, shown), line));
  const gathered = gatherPictures(pictures, { frame, windows, ...asUnit(line), otherwise });
  if (gathered) return gathered;
  const together = !augmentation && !apart && uniform(pictures);
  return together
    ? tf.tidy(() => normalised(resizeTogether(pictures, side), line))
    : otherwise(pictures, windows);
}

/** From 0..255 to the backbone's units: gain · value + offset. */
interface Line {
  readonly gain: PerChannel;
  readonly offset: PerChannel;
}

function lineOf({ scale, shift, divisor }: Normalisation): Line {
  return {
    gain: eachChannel(scale / 255, divisor, (value, by) => value / by),
    offset: eachChannel(shift, divisor, (value, by) => -value / by),
  };
}

const threeOf = (value: PerChannel): [number, number, number] => [
  ofChannel(value, 0),
  ofChannel(value, 1),
  ofChannel(value, 2),
];

const asUnit = ({ gain, offset }: Line): Unit => ({ gain: threeOf(gain), offset: threeOf(offset) });

/** Grey or RGB to RGB: for grey a 1×1 convolution, tiling is slow on wasm. */
function normalised(values: Tensor4D, { gain, offset }: Line): Tensor4D {
  if (values.shape[3] === 3) return tf.add(tf.mul(values, asTerm(gain)), asTerm(offset));
  const filter = tf.tensor4d(threeOf(gain), [1, 1, 1, 3]);
  return tf.fused.conv2d({ x: values, filter, strides: 1, pad: 'valid', bias: tf.tensor1d(threeOf(offset)) });
}

/**
 * Pad's input (paper.md A.9): [B, side, side, 3] in 0..1, each picture at `nativeSide` in the middle of zeros.
 * Pictures of another size are resized to `nativeSide` first. Never augmented.
 */
export function borderBatch(
  pictures: readonly Picture[],
  { side, nativeSide }: { readonly side: number; readonly nativeSide: number },
): Tensor4D {
  const { before } = border(side, nativeSide);
  const frame = { side, before, shown: nativeSide, resized: nativeSide };
  const inPixels = asUnit({ gain: 1 / 255, offset: 0 });
  const otherwise = (some: readonly Picture[]): Tensor4D => {
    const values = plainPictures(some, frame, null, (value) => value / 255);
    return tf.tensor4d(values, [some.length, side, side, 3]);
  };
  return gatherPictures(pictures, { frame, windows: null, ...inPixels, otherwise }) ?? otherwise(pictures);
}

/** Any sizes, any crops: each picture by itself in plain numbers. [B, side, side, 3], 0..255 */
function resizeEach(
  pictures: readonly Picture[],
  frame: Frame,
  windows: readonly ResampleWindow[] | null,
): Tensor4D {
  const values = plainPictures(pictures, frame, windows, (value) => value);
  return tf.tensor4d(values, [pictures.length, frame.side, frame.side, 3]);
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
