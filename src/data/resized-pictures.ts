import type { Normalisation } from '../core/normalisation';
import { ofChannel } from '../lib/per-channel';
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
    for (let i = 0; i < size; i++) {
      const value = values[native.channels === 3 ? i : Math.floor(i / 3)]!;
      result[sample * size + i] =
        ((scale / 255) * value - ofChannel(shift, i % 3)) / ofChannel(divisor, i % 3);
    }
  });
  return result;
}
