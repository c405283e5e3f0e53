import type { Raster } from './raster';

/** A decoded picture, read row by row: no second full-size copy while transparency, depth and size are settled. */
export interface PixelRows {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  /** true when every value is a whole number 0..255, so that bytes hold it */
  readonly exact: boolean;
  /** Writes row y, [width, channels], 0..255, to the start of `target`. */
  row(y: number, target: Float32Array): void;
}

/** All rows at full size, as bytes where they hold the values exactly. */
export function rasterOf(rows: PixelRows): Raster {
  const { width, height, channels } = rows;
  const perRow = width * channels;
  const line = new Float32Array(perRow);
  const data = rows.exact ? new Uint8Array(perRow * height) : new Float32Array(perRow * height);
  for (let y = 0; y < height; y++) {
    rows.row(y, line);
    data.set(line, y * perRow);
  }
  return { width, height, channels, data };
}
