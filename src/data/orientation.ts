import type { Raster } from './raster';

/** 1 = as stored … 8; the mirrored ones are 2, 4, 5 and 7, width and height change places from 5 on. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

const ORIENTATION_TAG = 0x0112;
const SHORT = 3;

/**
 * The Orientation tag of the first directory of a TIFF block, as EXIF has it.
 * Anything missing or odd means 1: a wrong tag must not cost the picture.
 */
export function readOrientation(exif: Uint8Array | null): Orientation {
  if (!exif || exif.length < 14) return 1;
  // some WebP writers keep JPEG's prefix
  const block = String.fromCharCode(...exif.subarray(0, 4)) === 'Exif' ? exif.subarray(6) : exif;
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
  const little = block[0] === 0x49;
  if (view.getUint16(2, little) !== 42) return 1;
  const directory = view.getUint32(4, little);
  if (directory + 2 > block.length) return 1;
  const count = view.getUint16(directory, little);
  for (let i = 0; i < count; i++) {
    const entry = directory + 2 + i * 12;
    if (entry + 12 > block.length) return 1;
    if (view.getUint16(entry, little) !== ORIENTATION_TAG) continue;
    if (view.getUint16(entry + 2, little) !== SHORT) return 1;
    const value = view.getUint16(entry + 8, little);
    return value >= 1 && value <= 8 ? (value as Orientation) : 1;
  }
  return 1;
}

/** The picture as it is meant to be seen. */
export function orient(raster: Raster, orientation: Orientation): Raster {
  if (orientation === 1) return raster;
  const { width, height, channels, data } = raster;
  const swapped = orientation >= 5;
  const result = {
    width: swapped ? height : width,
    height: swapped ? width : height,
    channels,
    data: data instanceof Uint8Array ? new Uint8Array(data.length) : new Float32Array(data.length),
  };
  for (let y = 0; y < result.height; y++) {
    for (let x = 0; x < result.width; x++) {
      // where the pixel shown at (x, y) is stored
      const [along, down] = swapped ? [y, x] : [x, y];
      const column = [2, 3, 7, 8].includes(orientation) ? width - 1 - along : along;
      const row = [3, 4, 6, 7].includes(orientation) ? height - 1 - down : down;
      for (let channel = 0; channel < channels; channel++) {
        result.data[(y * result.width + x) * channels + channel] =
          data[(row * width + column) * channels + channel]!;
      }
    }
  }
  return result;
}
