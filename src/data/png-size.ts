/**
 * What the data of a PNG unpacks to, before it is unpacked into memory: a megabyte of it can hold a gigabyte of zeros,
 * whatever size the header states.
 */
import { inflate } from '../lib/byte-stream';
import { UserError } from '../lib/user-error';
import { pngChunks } from './png';

/** The most that a byte of DEFLATE unpacks to. */
const ratio = 1032;
/** What does no harm is not looked at twice. */
const harmless = 2 ** 25;

/** Samples of a pixel by colour type. */
const samples: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** @throws UserError when there is more in it than its size asks for, or nobody can tell */
export async function checkUnpackedSize(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const data: Uint8Array<ArrayBuffer>[] = [];
  let packed = 0;
  let most = 0;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const { type, data: start, length } of pngChunks(bytes)) {
    if (type === 'IHDR' && length === 13) {
      const [width, height] = [view.getUint32(start), view.getUint32(start + 4)];
      const bits = bytes[start + 8]! * (samples[bytes[start + 9]!] ?? 4);
      // a byte more for each row; interlaced rows are shorter and more
      most = 2 * height * (1 + Math.ceil((width * bits) / 8)) + 4096;
    } else if (type === 'IDAT') {
      packed += length;
      data.push(bytes.subarray(start, start + length));
    }
  }
  if (packed * ratio <= Math.max(harmless, most)) return;
  if (await unpacksToMore(data, Math.max(harmless, most))) {
    throw new UserError(
      'This PNG unpacks to far more than its size asks for: it is damaged, or made to fill the memory. Save the picture anew.',
    );
  }
}

/** @returns whether there is more, as soon as there is */
async function unpacksToMore(data: readonly Uint8Array<ArrayBuffer>[], most: number): Promise<boolean> {
  let total = 0;
  try {
    for await (const part of inflate(data, 'deflate')) {
      total += part.length;
      if (total > most) return true;
    }
  } catch {
    // an error drops what has been unpacked and not been read: nobody knows how much that was
    throw new UserError('The data of this PNG is damaged. Save the picture anew.');
  }
  return false;
}
