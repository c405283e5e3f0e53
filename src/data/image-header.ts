/**
 * What a picture file is, from its first bytes: its contents decide, never its name. Size, animation and EXIF are
 * read here, before anything is decoded, so that a file which claims to be enormous costs nothing.
 */
import { UserError } from '../lib/user-error';
import { pngChunks } from './png';

export interface ImageHeader {
  readonly format: 'png' | 'jpeg' | 'webp';
  /** as stored, before EXIF turns it */
  readonly width: number;
  readonly height: number;
  readonly animated: boolean;
  /** the TIFF block with the EXIF tags, where there is one */
  readonly exif: Uint8Array | null;
}

/** Each scan of a progressive JPEG goes over the whole picture: a million of ten bytes each would take days. */
const LIMITS = { scans: 100 } as const;

const READABLE = 'Save it as PNG, JPEG or WebP.';

/** @throws UserError when the file is no picture that can be read, or was cut short */
export function readImageHeader(bytes: Uint8Array): ImageHeader {
  const header = readPng(bytes) ?? readJpeg(bytes) ?? readWebp(bytes);
  if (header) return header;
  if (bytes.length === 0) throw new UserError('This file is empty. Copy or download it again.');
  throw new UserError(`This is ${describe(bytes)}. ${READABLE}`);
}

/** What else it might be, in words that fit behind "This is". */
function describe(bytes: Uint8Array): string {
  const text = latin(bytes, 0, 256);
  const brand = text.slice(8, 12);
  if (text.startsWith('GIF8'))
    return 'a GIF, which may be animated and is not read here; one frame of it will do';
  if (text.slice(4, 8) === 'ftyp') {
    if (brand === 'avif' || brand === 'avis') return 'an AVIF picture, which is not read here';
    if (/^(hei|hev|mif|msf)/.test(brand)) return 'a HEIC picture (an iPhone photo), which is not read here';
    return 'a video';
  }
  if (text.startsWith('BM')) return 'a BMP picture, which is not read here';
  if (text.startsWith('II*\0') || text.startsWith('MM\0*')) return 'a TIFF picture, which is not read here';
  if (text.startsWith('%PDF')) return 'a PDF document, not a picture';
  if (/^\uFEFF?\s*(<\?xml[^]*)?(<!--[^]*)?<svg/i.test(text.replace('ï»¿', ''))) {
    return 'an SVG drawing, which is not read here';
  }
  if (/^[\t\n\r\x20-\x7e]*$/.test(text)) return 'a text file, not a picture';
  return 'not a picture that can be read here, or it is damaged';
}

function latin(bytes: Uint8Array, start: number, end: number): string {
  return String.fromCharCode(...bytes.subarray(start, end));
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function cutShort(format: string): UserError {
  return new UserError(`This ${format} file ends too early: it was cut short. Copy or download it again.`);
}

function readPng(bytes: Uint8Array): ImageHeader | null {
  if (!latin(bytes, 0, 8).startsWith('\x89PNG\r\n\x1a\n')) return null;
  const view = viewOf(bytes);
  let size: { width: number; height: number } | null = null;
  let animated = false;
  let exif: Uint8Array | null = null;
  for (const { type, data, length } of pngChunks(bytes)) {
    if (type === 'IHDR' && length === 13) {
      size = { width: view.getUint32(data), height: view.getUint32(data + 4) };
    }
    animated ||= type === 'acTL';
    if (type === 'eXIf') exif = bytes.subarray(data, data + length);
  }
  if (!size) throw cutShort('PNG');
  return { format: 'png', ...size, animated, exif };
}

function readJpeg(bytes: Uint8Array): ImageHeader | null {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8 || bytes[2] !== 0xff) return null;
  const view = viewOf(bytes);
  let size: { width: number; height: number } | null = null;
  let exif: Uint8Array | null = null;
  let position = 2;
  let firstScan: number | null = null;
  let scans = 0;
  let ended = false;
  while (position + 4 <= bytes.length) {
    if (bytes[position] !== 0xff) {
      if (firstScan === null) throw new UserError(`This JPEG file is damaged. ${READABLE}`);
      position = nextMarker(bytes, position);
      continue;
    }
    const marker = bytes[position + 1]!;
    if (marker === 0xd9 && firstScan !== null) {
      ended = true;
      break;
    }
    // padding, and markers without a length: TEM and restarts
    if (marker === 0xff) {
      position += 1;
      continue;
    }
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) {
      position += 2;
      continue;
    }
    const data = position + 4;
    const end = position + 2 + view.getUint16(position + 2);
    if (isFrame(marker) && firstScan === null && data + 6 <= bytes.length) {
      size = { width: view.getUint16(data + 3), height: view.getUint16(data + 1) };
      if (bytes[data + 5] === 4) {
        throw new UserError('This JPEG is in print colours (CMYK), which are not read here. Save it in RGB.');
      }
    }
    if (marker === 0xe1 && latin(bytes, data, data + 6) === 'Exif\0\0')
      exif ??= bytes.subarray(data + 6, end);
    position = end;
    if (marker !== 0xda) continue;
    // the picture itself follows, or one more refinement of it
    firstScan ??= position;
    if (++scans > LIMITS.scans)
      throw new UserError(`This JPEG refines itself more than ${LIMITS.scans} times. Save it anew.`);
    position = nextMarker(bytes, position);
  }
  if (!size || !(ended || hasEndOfImage(bytes, firstScan ?? position))) throw cutShort('JPEG');
  return { format: 'jpeg', ...size, animated: false, exif };
}

/** SOF0 … SOF15, without DHT, JPG and DAC, which share the range. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** Where the next marker begins, behind the data of a scan, in which 0xff is followed by zero or a restart. */
function nextMarker(bytes: Uint8Array, from: number): number {
  for (let i = bytes.indexOf(0xff, from); i !== -1; i = bytes.indexOf(0xff, i + 1)) {
    const marker = bytes[i + 1] ?? 0;
    if (marker !== 0 && marker !== 0xff && !(marker >= 0xd0 && marker <= 0xd7)) return i;
  }
  return bytes.length;
}

/** Within the picture data a byte 0xff is always followed by a zero, so FF D9 can only be the end. */
function hasEndOfImage(bytes: Uint8Array, from: number): boolean {
  for (let i = bytes.indexOf(0xff, from); i !== -1; i = bytes.indexOf(0xff, i + 1)) {
    if (bytes[i + 1] === 0xd9) return true;
  }
  return false;
}

function readWebp(bytes: Uint8Array): ImageHeader | null {
  if (latin(bytes, 0, 4) !== 'RIFF' || latin(bytes, 8, 12) !== 'WEBP') return null;
  const view = viewOf(bytes);
  if (view.getUint32(4, true) + 8 > bytes.length) throw cutShort('WebP');
  let size: { width: number; height: number } | null = null;
  let animated = false;
  let exif: Uint8Array | null = null;
  for (let start = 12; start + 8 <= bytes.length;) {
    const type = latin(bytes, start, start + 4);
    const length = view.getUint32(start + 4, true);
    const data = start + 8;
    if (data + length > bytes.length) throw cutShort('WebP');
    if (type === 'VP8X' && length >= 10) {
      // behind a picture the decoder would not see it, and believe the picture's own size
      if (start !== 12) throw new UserError(`This WebP file is damaged. ${READABLE}`);
      animated = (bytes[data]! & 2) !== 0;
      size = {
        width: 1 + (view.getUint32(data + 3, true) >>> 8),
        height: 1 + (view.getUint32(data + 6, true) >>> 8),
      };
    } else if (type === 'VP8 ' && length >= 10) {
      size ??= {
        width: view.getUint16(data + 6, true) & 0x3fff,
        height: view.getUint16(data + 8, true) & 0x3fff,
      };
    } else if (type === 'VP8L' && length >= 5) {
      const bits = view.getUint32(data + 1, true);
      size ??= { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
    } else if (type === 'EXIF') {
      exif = bytes.subarray(data, data + length);
    }
    start = data + length + (length % 2);
  }
  if (!size) throw new UserError(`This WebP file is damaged. ${READABLE}`);
  return { format: 'webp', ...size, animated, exif };
}
