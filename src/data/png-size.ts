/**
 * What the data of a PNG unpacks to, before it is unpacked into memory: a megabyte of it can hold a gigabyte of zeros,
 * whatever size the header states.
 */
import { UserError } from '../lib/user-error';
import { pngChunks } from './png';

/** The most that a byte of DEFLATE unpacks to. */
const ratio = 1032;
/** What does no harm is not looked at twice. */
const harmless = 2 ** 25;

/** Samples of a pixel by colour type. */
const samples: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** @throws UserError when there is more in it than its size asks for */
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

/** Stops as soon as there is more; what is damaged is for the decoder to say. */
async function unpacksToMore(data: readonly Uint8Array<ArrayBuffer>[], most: number): Promise<boolean> {
  let next = 0;
  const source = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      const part = data[next++];
      if (part) controller.enqueue(part);
      else controller.close();
      return Promise.resolve();
    },
  });
  const reader = source.pipeThrough<Uint8Array>(new DecompressionStream('deflate')).getReader();
  let total = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return false;
      total += value?.length ?? 0;
      if (total > most) break;
    }
  } catch {
    return false;
  }
  void reader.cancel().catch(() => undefined);
  return true;
}
