import { describe, expect, it } from 'vitest';
import { tableSize, divergingTable } from '../../lib/diverging';
import { PUBLISHED } from '../../lib/normalisation';
import { fieldOf, summarise, valueAt, type Field } from './field';
import { divergingPixels, framePixels, nativePixels, naturalPixels, signedPixels } from './pixels';

const cell = (...values: number[]): Field => ({
  width: values.length / 3,
  height: 1,
  values: Float32Array.from(values),
});

describe('naturalPixels', () => {
  it('undoes the backbone’s normalisation (255x − 127) / 128', () => {
    const bytes = [0, 127, 255].map((byte) => (byte - 127) / 128);
    const { data, clipped } = naturalPixels(cell(...bytes), { units: PUBLISHED, channel: 'all' });
    expect([...data]).toEqual([0, 127, 255, 255]);
    expect(clipped).toBe(0);
  });

  it('undoes another network’s normalisation channel by channel, in colour and in grey', () => {
    const imageNet = {
      scale: 1,
      shift: [0.485, 0.456, 0.406],
      divisor: [0.229, 0.224, 0.225],
    } as const;
    const values = [30, 140, 250].map(
      (byte, channel) => (byte / 255 - imageNet.shift[channel]!) / imageNet.divisor[channel]!,
    );
    const drawn = (channel: 0 | 1 | 2 | 'all') =>
      [...naturalPixels(cell(...values), { units: imageNet, channel }).data].slice(0, 3);
    expect(drawn('all')).toEqual([30, 140, 250]);
    expect(drawn(1)).toEqual([140, 140, 140]);
    const onlyBlue = { ...PUBLISHED, shift: [127, 127, 100] } as const;
    const [red, green, blue] = naturalPixels(cell(0, 0, 0), { units: onlyBlue, channel: 'all' }).data;
    expect([red, green, blue]).toEqual([127, 127, 100]);
  });

  it('draws what EfficientNet-Lite0 saw as 128v + 127, to the bit', () => {
    const values = Array.from({ length: 3000 }, (_, i) => Math.fround(1.1 * Math.sin(i * i)));
    const { data } = naturalPixels(cell(...values), { units: PUBLISHED, channel: 'all' });
    const bytes = Uint8ClampedArray.from(values, (value) => value * 128 + 127);
    expect(data.filter((_, i) => i % 4 < 3)).toEqual(bytes);
  });

  it('reads Pad’s pictures as fractions of white', () => {
    const { data } = naturalPixels(cell(0, 0.5, 1), { units: 'unit', channel: 'all' });
    expect([...data]).toEqual([0, 128, 255, 255]);
  });

  it('clips for display only and says how much', () => {
    const { data, clipped } = naturalPixels(cell(-3, 0, 5), { units: PUBLISHED, channel: 'all' });
    expect([...data]).toEqual([0, 127, 255, 255]);
    expect(clipped).toBeCloseTo(2 / 3);
  });

  it('shows one channel as grey', () => {
    const { data } = naturalPixels(cell(-1, 0, 1), { units: PUBLISHED, channel: 2 });
    expect([...data]).toEqual([255, 255, 255, 255]);
  });
});

describe('signedPixels', () => {
  it('is mid grey at zero and full colour at ±1/gain', () => {
    expect([...signedPixels(cell(0, 0.05, -0.05), 20).data]).toEqual([128, 255, 0, 255]);
  });
});

describe('divergingPixels', () => {
  const field = cell(-2, 0, 2, -4, 9, 1);

  it('draws the chosen channel only, zero in the neutral middle', () => {
    const table = divergingTable('light');
    const { data, clipped } = divergingPixels(field, { channel: 0, limit: 4, theme: 'light' });
    expect([...data.subarray(4, 7)]).toEqual([...table.subarray(0, 3)]);
    expect(clipped).toBe(0);
    const middle = ((tableSize - 1) / 2) * 3;
    const green = divergingPixels(field, { channel: 1, limit: 4, theme: 'light' });
    expect([...green.data.subarray(0, 3)]).toEqual([...table.subarray(middle, middle + 3)]);
  });

  it('counts the values beyond the limit', () => {
    expect(divergingPixels(field, { channel: 1, limit: 4, theme: 'dark' }).clipped).toBe(0.5);
  });
});

it('nativePixels spreads grey over the three channels and keeps colour', () => {
  const grey = nativePixels({ width: 1, height: 2, channels: 1, data: Uint8Array.of(7, 250) });
  expect([...grey.data]).toEqual([7, 7, 7, 255, 250, 250, 250, 255]);
  const colour = nativePixels({ width: 1, height: 1, channels: 3, data: Uint8Array.of(1, 2, 3) });
  expect([...colour.data]).toEqual([1, 2, 3, 255]);
});

it('framePixels draws ones and zeros in two greys', () => {
  const { width, height, data } = framePixels(Uint8Array.of(1, 0, 0, 1), 2, 'light');
  expect([width, height]).toEqual([2, 2]);
  expect(data.subarray(0, 3)).toEqual(data.subarray(12, 15));
  expect(data[0]).not.toBe(data[4]);
});

describe('a field', () => {
  const batch = Float32Array.from({ length: 2 * 2 * 3 * 3 }, (_, i) => i);

  it('is a view on its part of the batch', () => {
    const second = fieldOf(batch, 1, 2, 3);
    expect(valueAt(second, { row: 1, column: 2 }, 0)).toBe(18 + 15);
    expect(second.values.buffer).toBe(batch.buffer);
  });

  it('is summed up by channel or as a whole', () => {
    expect(summarise(fieldOf(batch, 0, 2, 3), 0)).toEqual({ min: 0, mean: 7.5, max: 15 });
    expect(summarise(fieldOf(batch, 0, 2, 3))).toEqual({ min: 0, mean: 8.5, max: 17 });
  });
});
