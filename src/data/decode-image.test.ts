import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { encode, type ImageData } from 'fast-png';
import { expect, test } from 'vitest';
import { nodeImageDecoder } from '../headless/node-decoders';
import { resampleImage } from '../lib/resample';
import { UserError } from '../lib/user-error';
import { createImageDecoder } from './decode-image';
import type { Raster } from './raster';

const decode = nodeImageDecoder();
const fixture = (name: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(readFileSync(new URL(`fixtures/${name}`, import.meta.url)));
const png = (image: ImageData, interlace: 'null' | 'Adam7' = 'null'): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(encode(image, { interlace }));
const bytesOf = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.from(text, 'latin1'));

/** Largest difference of two pictures of one size. */
function difference(a: Raster, b: Raster): number {
  expect([a.width, a.height, a.data.length]).toEqual([b.width, b.height, b.data.length]);
  let most = 0;
  for (let i = 0; i < a.data.length; i++) most = Math.max(most, Math.abs(a.data[i]! - b.data[i]!));
  return most;
}

const upright = await decode(fixture('upright.png'));

test('a PNG comes out as it is', () => {
  expect(upright).toMatchObject({ width: 24, height: 16, channels: 3 });
  expect([...upright.data.slice(0, 3)]).toEqual([250, 20, 20]);
  expect([...upright.data.slice((8 * 24 + 8) * 3, (8 * 24 + 8) * 3 + 3)]).toEqual([30, 200, 200]);
});

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
  'a JPEG that was stored in orientation %i is shown upright',
  async (orientation) => {
    expect(difference(await decode(fixture(`turned-${orientation}.jpg`)), upright)).toBeLessThanOrEqual(4);
  },
);

test.each(['turned-6.png', 'turned-6.webp'])('%s is turned upright too, exactly', async (name) => {
  expect(difference(await decode(fixture(name)), upright)).toBe(0);
});

test('a progressive JPEG decodes', async () => {
  expect(difference(await decode(fixture('progressive.jpg')), upright)).toBeLessThanOrEqual(4);
});

test('a lossy WebP decodes: colours blur at the edges of the blocks, not inside', async () => {
  const { data } = await decode(fixture('lossy.webp'));
  for (const x of [3, 11, 19]) {
    const start = (3 * 24 + x) * 3;
    for (let i = start; i < start + 3; i++)
      expect(Math.abs(data[i]! - upright.data[i]!)).toBeLessThanOrEqual(8);
  }
});

test('contents decide, not the name: decoding knows no name at all', async () => {
  expect((await decode(fixture('turned-1.jpg'))).width).toBe(24);
});

test.each(['transparent.png', 'transparent.webp'])('%s is laid on white, without rounding', async (name) => {
  const { data } = await decode(fixture(name));
  const opacity = Math.floor((255 * 10) / 23) / 255;
  expect([...data.slice(0, 3)]).toEqual([255, 255, 255]);
  expect(data[30]).toBeCloseTo(20 * opacity + 255 * (1 - opacity), 4);
});

test('a clear colour without an alpha channel is white too', async () => {
  const data = Uint8Array.of(10, 20, 30, 40);
  const transparency = Uint16Array.of(20);
  // fast-png writes no tRNS chunk, so one is put behind the header
  const plain = png({ width: 2, height: 2, data, channels: 1 });
  const chunk = withChecksum('tRNS', Uint8Array.of(transparency[0]! >> 8, transparency[0]! & 255));
  const bytes = Uint8Array.from([...plain.subarray(0, 33), ...chunk, ...plain.subarray(33)]);
  expect([...(await decode(bytes)).data]).toEqual([10, 255, 30, 40]);
});

test('palette and one-bit pictures are read', async () => {
  const palette = await decode(fixture('palette.png'));
  expect(palette.channels).toBe(3);
  expect(new Set(palette.data).size).toBeGreaterThan(4);
  const bits = await decode(fixture('one-bit.png'));
  expect(bits.channels).toBe(1);
  expect(new Set(bits.data)).toEqual(new Set([0, 255]));
});

test.each(['null', 'Adam7'] as const)('16 bits keep their precision (interlace %s)', async (interlace) => {
  const data = Uint16Array.from({ length: 5 * 3 * 3 }, (_, i) => i * 1234);
  const { data: values } = await decode(
    png({ width: 5, height: 3, depth: 16, channels: 3, data }, interlace),
  );
  expect(values).toBeInstanceOf(Float32Array);
  values.forEach((value, i) => expect(value).toBeCloseTo((data[i]! * 255) / 65535, 4));
});

test('one pixel works in every format', async () => {
  const pixel = Uint8Array.of(9, 8, 7);
  expect([...(await decode(png({ width: 1, height: 1, channels: 3, data: pixel }))).data]).toEqual([9, 8, 7]);
  expect([...(await decode(fixture('single-pixel.webp'))).data]).toEqual([9, 8, 7]);
});

test('a large photo is shrunk to 512 on its longer side, in floating point, like any other resize', async () => {
  const [width, height] = [1400, 700];
  const data = Uint8Array.from({ length: width * height * 3 }, (_, i) => (i * 7919) % 256);
  const shrunk = await decode(png({ width, height, channels: 3, data }));
  expect(shrunk).toMatchObject({ width: 512, height: 256, channels: 3 });
  const expected = resampleImage({ width, height, channels: 3, data }, { width: 512, height: 256 });
  expect(difference(shrunk, { ...shrunk, data: expected })).toBe(0);
  expect((await decode(png({ width, height, channels: 3, data }), 384)).width).toBe(384);
  const tall = png({ width: 1, height: 2000, channels: 1, data: new Uint8Array(2000) });
  expect(await decode(tall)).toMatchObject({ width: 1, height: 512 });
});

/** A PNG that claims this size and holds next to nothing. */
function claiming(width: number, height: number): Uint8Array<ArrayBuffer> {
  const bytes = png({ width: 1, height: 1, channels: 1, data: Uint8Array.of(0) });
  const view = new DataView(bytes.buffer);
  view.setUint32(16, width);
  view.setUint32(20, height);
  return bytes;
}

const jpeg = fixture('turned-1.jpg');
test.each<[string, Uint8Array<ArrayBuffer>, RegExp]>([
  ['a 20,000 × 20,000 picture', claiming(20_000, 20_000), /20,000 × 20,000 pixels.*8,192.*40 million/],
  ['a 8,000 × 8,000 picture', claiming(8000, 8000), /at most/],
  ['a picture without width', claiming(0, 5), /empty or damaged/],
  ['an empty file', new Uint8Array(), /This file is empty/],
  ['a text file named .png', bytesOf('Hello, I am not a picture.\n'), /a text file.*PNG, JPEG or WebP/],
  ['an SVG', bytesOf('<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>'), /an SVG drawing/],
  ['a GIF', fixture('animated.gif'), /a GIF.*one frame.*PNG, JPEG or WebP/],
  ['an animated PNG', fixture('animated.png'), /PNG is animated. Save one frame of it as PNG/],
  ['an animated WebP', fixture('animated.webp'), /WebP is animated/],
  ['a HEIC', bytesOf('\0\0\0\x18ftypheic\0\0\0\0'), /HEIC.*iPhone/],
  ['an AVIF', bytesOf('\0\0\0\x18ftypavif\0\0\0\0'), /AVIF/],
  ['a BMP', bytesOf('BM\x9a\0\0\0'), /BMP/],
  ['a TIFF', bytesOf('II*\0\x08\0\0\0'), /TIFF/],
  ['a PDF', bytesOf('%PDF-1.7'), /PDF/],
  ['noise', Uint8Array.of(0, 200, 3, 129, 7), /not a picture/],
  ['a JPEG in print colours', fixture('print.jpg'), /CMYK.*RGB/],
  ['a cut PNG', fixture('upright.png').slice(0, -20), /PNG.*cut short/],
  ['a PNG cut inside its header', fixture('upright.png').slice(0, 20), /PNG.*cut short/],
  ['a cut JPEG', jpeg.slice(0, -10), /JPEG.*cut short/],
  ['a JPEG cut inside its header', jpeg.slice(0, 30), /JPEG.*cut short/],
  ['a cut WebP', fixture('lossy.webp').slice(0, -10), /WebP.*cut short/],
  ['a damaged PNG', fixture('upright.png').fill(7, 45, 50), /PNG.*damaged/],
  ['a damaged WebP', fixture('lossy.webp').fill(0, 23, 30), /damaged/],
  ['a file of 65 MB', new Uint8Array(65 * 2 ** 20), /65 MB; at most 64/],
])('%s gets its sentence', async (_, bytes, sentence) => {
  await expect(decode(bytes)).rejects.toThrow(UserError);
  await expect(decode(bytes)).rejects.toThrow(sentence);
});

test('after a damaged picture the next one decodes', async () => {
  await decode(fixture('lossy.webp').fill(255, 40, 60)).catch(() => undefined);
  expect((await decode(fixture('turned-6.webp'))).width).toBe(24);
});

test('a decoder that cannot be loaded is a sentence, and is tried again', async () => {
  let attempts = 0;
  const offline = () => {
    attempts++;
    return Promise.reject(new TypeError('Failed to fetch'));
  };
  const decodeOffline = createImageDecoder({ jpeg: offline, webp: offline });
  await expect(decodeOffline(jpeg)).rejects.toThrow(/could not be loaded/);
  await expect(decodeOffline(jpeg)).rejects.toThrow(/could not be loaded/);
  expect(attempts).toBe(2);
  expect((await decodeOffline(fixture('upright.png'))).width).toBe(24);
});

test.each(['transparent.png', 'palette.png', 'turned-6.jpg', 'turned-6.webp', 'lossy.webp', 'turned-6.png'])(
  'whatever happens to the bytes of %s, it is read or refused with a sentence',
  async (name) => {
    const original = fixture(name);
    const change = fc.record({ at: fc.nat(original.length - 1), to: fc.nat(255) });
    const changed = fc.asyncProperty(
      fc.array(change, { minLength: 1, maxLength: 5 }),
      fc.nat(original.length),
      async (changes, length) => {
        const bytes = original.slice();
        for (const { at, to } of changes) bytes[at] = to;
        for (const candidate of [bytes, bytes.slice(0, length)]) {
          try {
            const { width, height, data, channels } = await decode(candidate);
            expect(data.length).toBe(width * height * channels);
          } catch (error) {
            expect(error).toBeInstanceOf(UserError);
          }
        }
      },
    );
    await fc.assert(changed, { numRuns: 80, seed: 4 });
  },
);

/** A PNG chunk with its CRC-32. */
function withChecksum(type: string, data: Uint8Array): Uint8Array {
  const body = Uint8Array.from([...bytesOf(type), ...data]);
  let checksum = 0xffffffff;
  for (const byte of body) {
    checksum ^= byte;
    for (let bit = 0; bit < 8; bit++) checksum = (checksum >>> 1) ^ (checksum & 1 ? 0xedb88320 : 0);
  }
  const chunk = new Uint8Array(body.length + 8);
  new DataView(chunk.buffer).setUint32(0, data.length);
  chunk.set(body, 4);
  new DataView(chunk.buffer).setUint32(body.length + 4, ~checksum);
  return chunk;
}
