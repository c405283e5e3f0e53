import type { ChannelIndex, Field } from './field';
import { divergingTable, tableRow, tableSize, type Theme } from '../../lib/diverging';
import { byteLine, type ByteLine, type Normalisation } from '../../lib/normalisation';

/** What a canvas takes: [height, width, 4] bytes, and how much of the field lay beyond what can be shown. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray<ArrayBuffer>;
  /** fraction of the shown values that were clipped, for display only, 0..1 */
  readonly clipped: number;
  /** how values became colours; a photograph says nothing */
  readonly made?: Made;
  /** the rule that every value of a field went through, where another one of the same kind could go through it */
  readonly rule?: ColourRule;
}

/** From the values of a cell to its colour; what each says is at the function of its name. */
export type ColourRule =
  | { readonly by: 'diverging'; readonly channel: number; readonly limit: number; readonly theme: Theme }
  | { readonly by: 'signed'; readonly gain: number }
  | { readonly by: 'natural'; readonly units: PictureUnits; readonly channel: ChannelIndex | 'all' };

/** What a file says under a picture, and the same picture in light colours where the page is dark. */
export type Made =
  | { readonly by: 'diverging'; readonly limit: number; readonly light: (() => Pixels) | null }
  | { readonly by: 'signed'; readonly gain: number }
  | { readonly by: 'frame'; readonly light: (() => Pixels) | null };

/** As it goes into a file, whatever the page's theme. */
export function inLight(pixels: Pixels): Pixels {
  const light = pixels.made && 'light' in pixels.made ? pixels.made.light : null;
  return light ? light() : pixels;
}

/** Units of a field that is a natural picture: the network's own, or 0..1 (Pad). */
export type PictureUnits = Normalisation | 'unit';

/** From a value to a byte 0..255, channel by channel: the network's normalisation, undone. */
export function byteLines(units: PictureUnits): readonly ByteLine[] {
  return units === 'unit' ? alike({ scale: 255, zero: 0 }) : [0, 1, 2].map((of) => byteLine(units, of));
}

function alike(line: ByteLine): readonly ByteLine[] {
  return [line, line, line];
}

/**
 * A picture as the eye knows it, in colour or as the grey of one channel. Values beyond 0..255 are clipped,
 * for display only.
 */
export function naturalPixels(
  field: Field,
  { units, channel }: { readonly units: PictureUnits; readonly channel: ChannelIndex | 'all' },
): Pixels {
  const rule = { by: 'natural', units, channel } as const;
  return { ...pixelsOf(field, channel, byteLines(units)), rule };
}

/**
 * Signed values round mid grey, `gain` times as strong as they enter the picture: full colour at ±1/gain
 * normalised units.
 */
export function signedPixels(field: Field, gain: number): Pixels {
  const made = { by: 'signed', gain } as const;
  return { ...pixelsOf(field, 'all', alike(signedLine(gain))), made, rule: made };
}

/** From a signed value to a byte 0..255. */
export function signedLine(gain: number): ByteLine {
  return { scale: 127.5 * gain, zero: 127.5 };
}

/** One channel on the diverging map, full colour at ±limit. */
export function divergingPixels(
  field: Field,
  how: { readonly channel: ChannelIndex; readonly limit: number; readonly theme: Theme },
): Pixels {
  return mapPixels({ ...field, channels: 3 }, how);
}

/** Values of any number of channels: a feature map, or one number in every cell. */
export interface ChannelMap {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  /** [height, width, channels] */
  readonly values: Float32Array;
}

/** The same for a map of any number of channels. What is never negative uses the map's positive half alone. */
export function mapPixels(
  map: ChannelMap,
  { channel, limit, theme }: { readonly channel: number; readonly limit: number; readonly theme: Theme },
): Pixels {
  const { width, height, channels, values } = map;
  const table = divergingTable(theme);
  const data = new Uint8ClampedArray(width * height * 4);
  let beyond = 0;
  for (let cell = 0; cell < width * height; cell += 1) {
    const value = values[cell * channels + channel]!;
    if (Math.abs(value) > limit) beyond += 1;
    const row = tableRow(value, limit) * 3;
    data[cell * 4] = table[row]!;
    data[cell * 4 + 1] = table[row + 1]!;
    data[cell * 4 + 2] = table[row + 2]!;
    data[cell * 4 + 3] = 255;
  }
  const light = theme === 'light' ? null : () => mapPixels(map, { channel, limit, theme: 'light' });
  const clipped = beyond / Math.max(1, width * height);
  const made = { by: 'diverging', limit, light } as const;
  return { width, height, data, clipped, made, rule: { by: 'diverging', channel, limit, theme } };
}

/** The diverging map itself, from −limit to +limit: one row. */
export function rampPixels(theme: Theme): Pixels {
  const table = divergingTable(theme);
  const data = new Uint8ClampedArray(tableSize * 4).fill(255);
  for (let i = 0; i < tableSize; i += 1) data.set(table.subarray(i * 3, i * 3 + 3), i * 4);
  return { width: tableSize, height: 1, data, clipped: 0 };
}

/** A decoded picture as it came: bytes, grey or colour. */
export function nativePixels(native: {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly data: Uint8Array;
}): Pixels {
  const { width, height, channels } = native;
  const data = new Uint8ClampedArray(width * height * 4);
  for (let cell = 0; cell < width * height; cell += 1) {
    for (let channel = 0; channel < 3; channel += 1) {
      data[cell * 4 + channel] = native.data[cell * channels + (channels === 3 ? channel : 0)]!;
    }
    data[cell * 4 + 3] = 255;
  }
  return { width, height, data, clipped: 0 };
}

/** Greys of a frame: ones stand out from the page, zeros lie back. */
const frameGreys = { light: [236, 96], dark: [40, 176] } as const;

/** A two-tone picture of a frame M [height, width] of ones and zeros. */
export function framePixels(frame: Uint8Array, width: number, theme: Theme): Pixels {
  const height = frame.length / width;
  const greys = frameGreys[theme];
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  frame.forEach((on, cell) => data.fill(on === 0 ? greys[0] : greys[1], cell * 4, cell * 4 + 3));
  const light = theme === 'light' ? null : () => framePixels(frame, width, 'light');
  return { width, height, data, clipped: 0, made: { by: 'frame', light } };
}

function pixelsOf(field: Field, channel: ChannelIndex | 'all', lines: readonly ByteLine[]): Pixels {
  const { width, height, values } = field;
  const data = new Uint8ClampedArray(width * height * 4);
  let beyond = 0;
  for (let cell = 0; cell < width * height; cell += 1) {
    for (let i = 0; i < 3; i += 1) {
      const of = channel === 'all' ? i : channel;
      const { scale, zero } = lines[of]!;
      const byte = values[cell * 3 + of]! * scale + zero;
      // half a byte of grace: rounding is not clipping
      if (byte < -0.5 || byte > 255.5) beyond += 1;
      data[cell * 4 + i] = byte;
    }
    data[cell * 4 + 3] = 255;
  }
  return { width, height, data, clipped: beyond / Math.max(1, width * height * 3) };
}
