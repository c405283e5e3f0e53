/**
 * Bilinear resampling at half-pixel centres, antialiased when shrinking: the triangle filter is widened by
 * the ratio, as Pillow and PyTorch (`antialias=True`) do. Growing needs no widening, so there it is the
 * usual two-tap interpolation. One axis is a sparse matrix; an image is two of them.
 */

/** A picture as plain numbers: [height, width, channels], row-major. */
export interface PixelGrid {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly data: ArrayLike<number>;
}

/** For each output pixel of one axis: the first input pixel it reads, and the weights from there on. */
interface Taps {
  readonly first: Int32Array;
  readonly weights: readonly Float64Array[];
}

/** What part of the resized picture is wanted; all of it, as it stands, without. */
export interface ResampleWindow {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** mirror left to right, after cropping */
  readonly flip: boolean;
}

/** @returns the dense matrix [to, from] of one axis; every row sums to 1 */
export function resampleMatrix(from: number, to: number): Float32Array {
  const { first, weights } = resampleTaps(from, to);
  const matrix = new Float32Array(to * from);
  for (let row = 0; row < to; row++) matrix.set(weights[row]!, row * from + first[row]!);
  return matrix;
}

/**
 * @param size of the whole resized picture, before the window is cut out of it
 * @returns [window height, window width, channels], in the unit of the input
 */
export function resampleImage(
  image: PixelGrid,
  size: { readonly width: number; readonly height: number },
  window: ResampleWindow = { left: 0, top: 0, ...size, flip: false },
): Float32Array {
  const { data, width, channels } = image;
  const across = resampleTaps(width, size.width);
  const down = resampleTaps(image.height, size.height);
  const result = new Float32Array(window.height * window.width * channels);
  const row = new Float64Array(width * channels);
  for (let y = 0; y < window.height; y++) {
    const rowWeights = down.weights[y + window.top]!;
    const firstRow = down.first[y + window.top]!;
    row.fill(0);
    for (let tap = 0; tap < rowWeights.length; tap++) {
      const start = (firstRow + tap) * row.length;
      for (let i = 0; i < row.length; i++) row[i]! += rowWeights[tap]! * data[start + i]!;
    }
    for (let x = 0; x < window.width; x++) {
      const column = window.left + (window.flip ? window.width - 1 - x : x);
      const weights = across.weights[column]!;
      const firstColumn = across.first[column]!;
      for (let channel = 0; channel < channels; channel++) {
        let sum = 0;
        for (let tap = 0; tap < weights.length; tap++) {
          sum += weights[tap]! * row[(firstColumn + tap) * channels + channel]!;
        }
        result[(y * window.width + x) * channels + channel] = sum;
      }
    }
  }
  return result;
}

/** A page resizes many pictures of one size. */
let lastTaps: { readonly from: number; readonly to: number; readonly taps: Taps } | null = null;

function resampleTaps(from: number, to: number): Taps {
  if (lastTaps?.from !== from || lastTaps.to !== to) lastTaps = { from, to, taps: newTaps(from, to) };
  return lastTaps.taps;
}

function newTaps(from: number, to: number): Taps {
  const ratio = from / to;
  const reach = Math.max(ratio, 1);
  const first = new Int32Array(to);
  const weights = Array.from({ length: to }, (_, index) => {
    const centre = ratio * (index + 0.5);
    const start = Math.max(Math.floor(centre - reach + 0.5), 0);
    const end = Math.min(Math.floor(centre + reach + 0.5), from);
    first[index] = start;
    const row = Float64Array.from({ length: end - start }, (_, tap) =>
      Math.max(0, 1 - Math.abs((start + tap + 0.5 - centre) / reach)),
    );
    const total = row.reduce((sum, weight) => sum + weight, 0);
    return row.map((weight) => weight / total);
  });
  return { first, weights };
}
