import { createRandom } from '../../lib/random';
import { resampleImage, type ResampleWindow } from '../../lib/resample';
import type { Normalisation } from '../normalisation';
import type { Picture } from '../pictures/picture';
import type * as tf from '../tf';

/** Keeps 0..255, so that a difference is one in grey levels. */
export const greyLevels: Normalisation = { scale: 255, shift: 0, divisor: 1 };

/** Of noise, black and white as often as anything between: sums are as large as they get. */
export function picture(width: number, height: number, channels: 1 | 3, stream = 'noise'): Picture {
  const { integer } = createRandom(0, `${stream}, ${width} × ${height} × ${channels}`);
  const data = Uint8Array.from({ length: width * height * channels }, () =>
    Math.min(255, Math.max(0, integer(512) - 128)),
  );
  return { width, height, channels, data };
}

/** What lib/resample.ts makes of it, in RGB. */
export function reference(picture: Picture, size: number, window?: ResampleWindow): number[] {
  const pixels = resampleImage(picture, { width: size, height: size }, window);
  return picture.channels === 3 ? [...pixels] : [...pixels].flatMap((grey) => [grey, grey, grey]);
}

/** The largest difference of two values at the same place. */
export function furthest(some: ArrayLike<number>, others: ArrayLike<number>): number {
  if (some.length !== others.length) throw new Error(`${some.length} values are not ${others.length}.`);
  return Array.from(some).reduce((most, one, i) => Math.max(most, Math.abs(one - others[i]!)), 0);
}

/** A copy of a tensor's values. */
export const bitsOf = async (tensor: tf.Tensor): Promise<Float32Array> =>
  (await tensor.data<'float32'>()).slice();
