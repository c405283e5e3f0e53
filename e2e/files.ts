import { encode } from 'fast-png';
import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';

/** Files as a person might choose them: one good picture, and what else lies in a folder. */
export interface ChosenFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

function file(name: string, contents: Uint8Array | string, mimeType = 'image/png'): ChosenFile {
  return { name, mimeType, buffer: Buffer.from(contents as Uint8Array) };
}

/** A colour picture with edges, gradients and no square sides. */
export function photo(name: string): ChosenFile {
  const [width, height] = [60, 44];
  const data = new Uint8Array(width * height * 3);
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const inside = (row - 20) ** 2 + (column - 34) ** 2 < 150;
      data.set(inside ? [240, 60, 20] : [4 * column, 5 * row, 255 - 4 * column], (row * width + column) * 3);
    }
  }
  return file(name, encode({ width, height, data, channels: 3, depth: 8 }));
}

interface Pixels {
  readonly width: number;
  readonly height: number;
  /** 1 = grey, 3 = RGB, 4 = RGB and how opaque it is */
  readonly channels: 1 | 3 | 4;
  readonly data: Uint8Array | Uint16Array;
  readonly depth?: 8 | 16;
}

/** A PNG of given pixels. */
export function pngOf(name: string, { depth = 8, ...pixels }: Pixels): ChosenFile {
  return file(name, encode({ ...pixels, depth }));
}

/** One of the pictures that the decoder's own tests read. */
export function fixture(name: string): ChosenFile {
  const bytes = readFileSync(new URL(`../src/data/fixtures/${name}`, import.meta.url));
  return file(name, bytes, name.endsWith('.png') ? 'image/png' : 'image/jpeg');
}

export function truncated(name: string): ChosenFile {
  const { buffer } = photo(name);
  return file(name, buffer.subarray(0, buffer.length / 2));
}

export function textNamedPng(name: string): ChosenFile {
  return file(name, 'Dear diary, this is not a picture.');
}

/** Says 20,000 × 20,000 in its header and holds nothing: whoever believes it reserves 1.6 GB. */
export function enormousHeader(name: string): ChosenFile {
  const bytes = Uint8Array.from(encode({ width: 1, height: 1, data: new Uint8Array(3), channels: 3 }));
  // width and height stand behind signature, length and IHDR
  const view = new DataView(bytes.buffer);
  view.setUint32(16, 20_000);
  view.setUint32(20, 20_000);
  return file(name, bytes);
}

/** Two frames of one pixel. */
export function animatedGif(name: string): ChosenFile {
  const frame = [0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0];
  const header = [...Buffer.from('GIF89a'), 1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255];
  return file(name, Uint8Array.from([...header, ...frame, ...frame, 0x3b]), 'image/gif');
}

export function empty(name: string): ChosenFile {
  return file(name, new Uint8Array(0));
}
