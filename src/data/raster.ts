/** A decoded picture. Bytes in, typed values out: no canvas, so Node and the browser decode alike. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  /** 1 = grey, 3 = RGB; transparency has already been laid on white. */
  readonly channels: 1 | 3;
  /** [height, width, channels], row-major, 0..255 (Float32Array where the source had 16 bits). */
  readonly data: Uint8Array | Float32Array;
}

/** The values in whole numbers, rounded to the nearest, in memory of their own. */
export function wholeNumbers(data: Raster['data']): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Uint8ClampedArray.from(data).buffer);
}
