import { resampleImage, type ResampleWindow } from '../../lib/resample';
import type { Frame, Picture } from './picture';

/**
 * Pictures in a frame, in plain numbers: any sizes, any crops, each picture by itself.
 * @param windows of each picture; null = all of it
 * @param unit of a value, 0..255, and its channel, 0..2; outside of what is shown there are zeros
 * @returns [B, side, side, 3]
 */
export function plainPictures(
  pictures: readonly Picture[],
  { side, before, shown, resized }: Frame,
  windows: readonly ResampleWindow[] | null,
  unit: (value: number, channel: number) => number,
): Float32Array {
  const values = new Float32Array(pictures.length * side * side * 3);
  pictures.forEach((picture, index) => {
    const pixels = resampleImage(picture, { width: resized, height: resized }, windows?.[index]);
    const row = shown * 3;
    for (let y = 0; y < shown; y++) {
      const start = ((index * side + before + y) * side + before) * 3;
      for (let i = 0; i < row; i++) {
        values[start + i] = unit(pixels[channelIndex(y * row + i, picture.channels)]!, i % 3);
      }
    }
  });
  return values;
}

/** Where the i-th value of an RGB picture lies in one that may be grey. */
function channelIndex(index: number, channels: 1 | 3): number {
  return channels === 3 ? index : Math.floor(index / 3);
}
