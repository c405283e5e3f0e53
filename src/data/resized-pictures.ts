import type { Normalisation } from '../core/normalisation';
import { ofChannel, type PerChannel } from '../lib/per-channel';
import { resampleImage } from '../lib/resample';
import type { SampleSet } from './snapshot';

export type NativePicture = SampleSet['natives'][number];

/** Whether r(x) is what these pictures give in these units; for Pad, whose input is bordered, it is not. */
export function followsFromPictures(
  natives: readonly NativePicture[],
  { side, normalisation, resized }: Pick<SampleSet, 'side' | 'normalisation' | 'resized'>,
): boolean {
  const computed = resizedPictures(natives, { side, normalisation });
  return computed.every((value, i) => Math.abs(value - resized[i]!) < 1e-4);
}

/** r(x) [N, side, side, 3] in the backbone's units, in plain numbers: the page draws it without TensorFlow.js. */
export function resizedPictures(
  natives: readonly NativePicture[],
  { side, normalisation }: { readonly side: number; readonly normalisation: Normalisation },
): Float32Array {
  const { scale, shift, divisor } = normalisation;
  const perChannel = (value: PerChannel) => [0, 1, 2].map((channel) => ofChannel(value, channel));
  const [shifts, divisors] = [perChannel(shift), perChannel(divisor)];
  const size = side * side * 3;
  const result = new Float32Array(natives.length * size);
  natives.forEach((native, sample) => {
    const values = resampleImage(native, { width: side, height: side });
    const repeats = 3 / native.channels;
    for (let i = 0, at = sample * size; i < values.length; i++) {
      for (let repeat = 0; repeat < repeats; repeat++, at++) {
        result[at] = ((scale / 255) * values[i]! - shifts[at % 3]!) / divisors[at % 3]!;
      }
    }
  });
  return result;
}
