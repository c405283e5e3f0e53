import type { Normalisation } from '../core/normalisation';
import { resampleImage } from '../lib/resample';
import type { SampleSet } from './snapshot';

export type NativePicture = SampleSet['natives'][number];

/** r(x) [N, side, side, 3] in the backbone's units, in plain numbers: the page draws it without TensorFlow.js. */
export function resizedPictures(
  natives: readonly NativePicture[],
  { side, normalisation }: { readonly side: number; readonly normalisation: Normalisation },
): Float32Array {
  const { scale, shift, divisor } = normalisation;
  const size = side * side * 3;
  const result = new Float32Array(natives.length * size);
  natives.forEach((native, sample) => {
    const values = resampleImage(native, { width: side, height: side });
    const repeats = 3 / native.channels;
    for (let i = 0, at = sample * size; i < values.length; i++) {
      const value = ((scale / 255) * values[i]! - shift) / divisor;
      for (let repeat = 0; repeat < repeats; repeat++, at++) result[at] = value;
    }
  });
  return result;
}
