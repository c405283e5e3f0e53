/**
 * PNG to rows of pixels, through fast-png: every colour type and bit depth; transparency is laid on white.
 * Only the chunks that carry the picture are handed on, so a damaged comment or colour profile does no harm.
 */
import { decode, type DecodedPng } from 'fast-png';
import { UserError } from '../lib/user-error';
import type { PixelRows } from './pixel-rows';

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

export interface PngChunk {
  /** four letters */
  readonly type: string;
  /** where its length field begins */
  readonly start: number;
  /** where its data begins, and its length */
  readonly data: number;
  readonly length: number;
}

/** The chunks of a PNG file in order, as far as they are whole. */
export function* pngChunks(bytes: Uint8Array): Generator<PngChunk> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let start = SIGNATURE.length; start + 12 <= bytes.length;) {
    const length = view.getUint32(start);
    const data = start + 8;
    if (data + length + 4 > bytes.length) return;
    yield { type: String.fromCharCode(...bytes.subarray(start + 4, start + 8)), start, data, length };
    start = data + length + 4;
  }
}

const PICTURE_CHUNKS = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND']);

/** Chunks of a picture, and bytes of a palette of 256 colours. */
const LIMITS = { chunks: 100_000, palette: 768 } as const;

function damaged(): UserError {
  return new UserError('This PNG file is damaged. Copy or download it again, or save the picture anew.');
}

/**
 * All in memory at once: whoever has the file from elsewhere asks `checkUnpackedSize` (png-size.ts) first.
 * @throws UserError when the file was cut short or is damaged
 */
export function decodePng(bytes: Uint8Array<ArrayBuffer>): PixelRows {
  const parts: Uint8Array[] = [Uint8Array.from(SIGNATURE)];
  const seen = new Set<string>();
  let ended = false;
  for (const { type, start, length } of pngChunks(bytes)) {
    if (!PICTURE_CHUNKS.has(type)) continue;
    // each of these once: the library takes every one for a new beginning, or for more of the same
    const again = type !== 'IDAT' && seen.has(type);
    if (again || (type === 'PLTE' && length > LIMITS.palette) || parts.length > LIMITS.chunks)
      throw damaged();
    seen.add(type);
    parts.push(bytes.subarray(start, start + length + 12));
    ended = type === 'IEND';
    if (ended) break;
  }
  if (!ended)
    throw new UserError('This PNG file ends too early: it was cut short. Copy or download it again.');
  let png: DecodedPng;
  try {
    png = decode(joined(parts), { checkCrc: true });
  } catch {
    throw damaged();
  }
  if (png.depth < 8 && isInterlaced(bytes)) {
    throw new UserError(
      'This PNG is interlaced with fewer than 8 bits, which is not read here. Save it without interlacing.',
    );
  }
  return png.palette ? paletteRows(png, png.palette) : directRows(png);
}

function isInterlaced(bytes: Uint8Array): boolean {
  return bytes[28] === 1;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

/** The i-th sample of row y; samples of fewer than 8 bits are packed, each row begins at a byte. */
function sampler({ width, depth, channels, data }: DecodedPng): (y: number, i: number) => number {
  const perRow = width * channels;
  if (depth >= 8) return (y, i) => data[y * perRow + i]!;
  const stride = Math.ceil((perRow * depth) / 8);
  const perByte = 8 / depth;
  const mask = 2 ** depth - 1;
  return (y, i) => {
    const byte = data[y * stride + Math.floor(i / perByte)]!;
    return (byte >> (8 - depth * ((i % perByte) + 1))) & mask;
  };
}

function paletteRows(png: DecodedPng, palette: readonly (readonly number[])[]): PixelRows {
  const sample = sampler(png);
  const colours = palette.map((colour) => {
    const opacity = (colour[3] ?? 255) / 255;
    return colour.slice(0, 3).map((value) => onWhite(value, opacity));
  });
  return {
    width: png.width,
    height: png.height,
    channels: 3,
    exact: palette.every((colour) => (colour[3] ?? 255) === 255),
    row(y, target) {
      for (let x = 0; x < png.width; x++) {
        const colour = colours[sample(y, x)];
        if (!colour)
          throw new UserError('This PNG file is damaged: it uses a colour that its palette lacks.');
        target.set(colour, x * 3);
      }
    },
  };
}

function directRows(png: DecodedPng): PixelRows {
  const sample = sampler(png);
  const scale = 255 / (2 ** png.depth - 1);
  const channels = png.channels >= 3 ? 3 : 1;
  const hasAlpha = png.channels === 2 || png.channels === 4;
  const clear = png.transparency;
  return {
    width: png.width,
    height: png.height,
    channels,
    exact: png.depth <= 8 && !hasAlpha,
    row(y, target) {
      if (png.depth === 8 && !hasAlpha && !clear) {
        const perRow = png.width * channels;
        target.set(png.data.subarray(y * perRow, (y + 1) * perRow));
        return;
      }
      for (let x = 0; x < png.width; x++) {
        const start = x * png.channels;
        let opacity = hasAlpha ? sample(y, start + channels) * (scale / 255) : 1;
        // tRNS of a picture without palette: the one colour that stands for "nothing here"
        if (clear && everyChannel(channels, (c) => sample(y, start + c) === clear[c])) opacity = 0;
        for (let c = 0; c < channels; c++) {
          target[x * channels + c] = onWhite(sample(y, start + c) * scale, opacity);
        }
      }
    },
  };
}

function everyChannel(channels: number, holds: (channel: number) => boolean): boolean {
  for (let c = 0; c < channels; c++) if (!holds(c)) return false;
  return true;
}

function onWhite(value: number, opacity: number): number {
  return value * opacity + 255 * (1 - opacity);
}
