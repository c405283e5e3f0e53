/** Pictures that were made to do harm: each has its sentence, and costs next to nothing. */
import { takeAllocated } from './testing/allocations';
import { readFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { nodeImageDecoder } from '../headless/node-decoders';
import { UserError } from '../lib/user-error';
import { joined } from './testing/mutated-bytes';
import { pngOf } from './testing/mutated-png';

type Bytes = Uint8Array<ArrayBuffer>;

const decode = nodeImageDecoder();
const fixture = (name: string): Bytes =>
  Uint8Array.from(readFileSync(new URL(`fixtures/${name}`, import.meta.url)));

const header = (width: number, height: number, { depth = 8, colour = 2 } = {}): Bytes => {
  const data = new Uint8Array(13);
  const view = new DataView(data.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  data.set([depth, colour], 8);
  return data;
};
const end = { type: 'IEND', data: new Uint8Array() };
const text = (words: string): Bytes => Uint8Array.from(Buffer.from(words, 'latin1'));

/** A small picture whose data unpacks to 300 MB. */
function bomb(behind: Bytes = new Uint8Array()): Bytes {
  const data = joined(Uint8Array.from(deflateSync(new Uint8Array(300e6))), behind);
  return pngOf([{ type: 'IHDR', data: header(8, 8) }, { type: 'IDAT', data }, end]);
}

/** As a picture behind a picture: the first is what is decoded. */
function webpBehindItsPicture(): Bytes {
  const picture = fixture('lossy.webp');
  const canvas = text('VP8X\x0a\0\0\0\0\0\0\0\0\0\0\0\0\0');
  const bytes = joined(picture, canvas);
  new DataView(bytes.buffer).setUint32(4, bytes.length - 8, true);
  return bytes;
}

/** A progressive picture that refines itself again and again, in ten bytes each time. */
function refinedJpeg(): Bytes {
  const file = fixture('progressive.jpg');
  const scan = lastScan(file);
  return joined(file.subarray(0, file.length - 2), ...new Array<Bytes>(5000).fill(scan), file.subarray(-2));
}

function lastScan(file: Bytes): Bytes {
  const at = Buffer.from(file).lastIndexOf(Buffer.from([0xff, 0xda]));
  return file.slice(at, file.length - 2);
}

test.each<[string, () => Bytes, RegExp]>([
  ['a PNG that unpacks to 300 MB', bomb, /unpacks to far more/],
  [
    'a PNG that unpacks to 300 MB, with a byte behind them',
    () => bomb(Uint8Array.of(7)),
    /unpacks to far more|data of this PNG is damaged/,
  ],
  [
    'a palette of a million colours',
    () =>
      pngOf([
        { type: 'IHDR', data: header(8, 8, { colour: 3 }) },
        { type: 'PLTE', data: new Uint8Array(3e6) },
        { type: 'IDAT', data: Uint8Array.from(deflateSync(new Uint8Array(72))) },
        end,
      ]),
    /PNG file is damaged/,
  ],
  [
    'a palette whose opacities come again and again',
    () =>
      pngOf([
        { type: 'IHDR', data: header(8, 8, { colour: 3 }) },
        { type: 'PLTE', data: new Uint8Array(768) },
        ...new Array<{ type: string; data: Bytes }>(20_000).fill({ type: 'tRNS', data: new Uint8Array() }),
        { type: 'IDAT', data: Uint8Array.from(deflateSync(new Uint8Array(72))) },
        end,
      ]),
    /PNG file is damaged/,
  ],
  ['a WebP that states its size behind its picture', webpBehindItsPicture, /WebP file is damaged/],
  ['a JPEG that refines itself without end', refinedJpeg, /refines itself more than 100 times/],
  [
    'an SVG with a script, whatever it is called',
    () => text('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    /an SVG drawing/,
  ],
  ['a page of HTML', () => text('<!doctype html><script>alert(1)</script>'), /a text file, not a picture/],
])('%s has its sentence, and costs next to nothing', async (_, make, sentence) => {
  const bytes = make();
  takeAllocated();
  await expect(decode(bytes)).rejects.toThrow(UserError);
  await expect(decode(bytes)).rejects.toThrow(sentence);
  expect(takeAllocated()).toBeLessThan(40e6);
});

test('a polyglot is a picture and nothing else: only pixels are kept of it', async () => {
  const script = text('/*<svg onload=alert(1)><script>alert(1)</script>PK\x03\x04*/');
  const plain = await decode(fixture('upright.png'));
  const polyglot = await decode(joined(fixture('upright.png'), script));
  expect(polyglot).toEqual(plain);
  const inside = fixture('turned-1.jpg');
  // as a comment of a JPEG, behind the start
  const comment = joined(Uint8Array.of(0xff, 0xfe, 0, script.length + 2), script);
  const jpeg = joined(inside.subarray(0, 2), comment, inside.subarray(2));
  expect(await decode(jpeg)).toEqual(await decode(inside));
});
