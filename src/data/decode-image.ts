/**
 * A picture file to a Raster: PNG, JPEG and WebP, upright, on white. The same code and the same decoders run in the
 * page's worker and in Node, so both see the same numbers.
 */
import { resampleImage } from '../lib/resample';
import { UserError } from '../lib/user-error';
import { readImageHeader, type ImageHeader } from './image-header';
import { orient, readOrientation } from './orientation';
import { rasterOf, type PixelRows } from './pixel-rows';
import { decodePng } from './png';
import { checkUnpackedSize } from './png-size';
import type { Raster } from './raster';
import { jpegCodec, webpCodec, type Codec, type LoadWasm } from './wasm-codec';

/** What a picture file may ask of us, and the side beyond which it is kept smaller. */
export const IMAGE_LIMITS = { bytes: 64 * 2 ** 20, side: 8192, pixels: 40e6, keptSide: 512 } as const;

/**
 * Pictures whose longer side is beyond `keptSide` are shrunk to it (antialiased, proportions kept) and stay
 * floating point, so nothing is rounded before r(x) shrinks them further. Smaller ones keep every pixel.
 * @param keptSide 512 without it
 * @throws UserError in one or two sentences: what was found, and what to do
 */
export type DecodeImage = (bytes: Uint8Array<ArrayBuffer>, keptSide?: number) => Promise<Raster>;

export interface DecoderModules {
  readonly jpeg: LoadWasm;
  readonly webp: LoadWasm;
}

export function createImageDecoder(modules: DecoderModules): DecodeImage {
  const codecs: Record<ImageHeader['format'], Codec> = {
    png: async (bytes) => {
      await checkUnpackedSize(bytes);
      return decodePng(bytes);
    },
    jpeg: jpegCodec(modules.jpeg),
    webp: webpCodec(modules.webp),
  };
  return async (bytes, keptSide = IMAGE_LIMITS.keptSide) => {
    if (bytes.length > IMAGE_LIMITS.bytes) {
      throw new UserError(
        `This file has ${megabytes(bytes.length)} MB; at most ${megabytes(IMAGE_LIMITS.bytes)} are read. Save a smaller picture.`,
      );
    }
    const header = readImageHeader(bytes);
    checkHeader(header);
    try {
      const rows = await codecs[header.format](bytes);
      checkSize(rows, header);
      return orient(fitted(rasterOf(rows), keptSide), readOrientation(header.exif));
    } catch (error) {
      if (error instanceof RangeError) {
        throw new UserError('There is not enough memory for this picture. Save a smaller copy of it.');
      }
      throw error;
    }
  };
}

function checkHeader({ format, width, height, animated }: ImageHeader): void {
  if (animated) {
    throw new UserError(
      `This ${format === 'png' ? 'PNG' : 'WebP'} is animated. Save one frame of it as PNG.`,
    );
  }
  if (width === 0 || height === 0) {
    throw new UserError(
      `This picture says it is ${width} × ${height} pixels: it is empty or damaged. Save it anew.`,
    );
  }
  if (width > IMAGE_LIMITS.side || height > IMAGE_LIMITS.side || width * height > IMAGE_LIMITS.pixels) {
    throw new UserError(
      `This picture has ${thousands(width)} × ${thousands(height)} pixels; at most ${thousands(IMAGE_LIMITS.side)} on a side and ${IMAGE_LIMITS.pixels / 1e6} million in all are read. Save a smaller copy of it.`,
    );
  }
}

function checkSize(rows: PixelRows, header: ImageHeader): void {
  if (rows.width !== header.width || rows.height !== header.height) {
    throw new UserError('This picture contradicts itself about its size: it is damaged. Save it anew.');
  }
}

/** A picture with its longer side at most `keptSide`: as it is, or shrunk (antialiased) and floating point. */
export function fitted(raster: Raster, keptSide: number): Raster {
  const longer = Math.max(raster.width, raster.height);
  if (longer <= keptSide) return raster;
  const scaled = (side: number): number => Math.max(1, Math.round((side * keptSide) / longer));
  const size = { width: scaled(raster.width), height: scaled(raster.height) };
  return { ...size, channels: raster.channels, data: resampleImage(raster, size) };
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 2 ** 20);
}

function thousands(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
