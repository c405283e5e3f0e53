import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { inflate, type Bytes } from './byte-stream';

test('a bomb in one piece is handed to the inflater in small pieces, and only as far as it is read', async () => {
  const bomb = new Uint8Array(deflateSync(new Uint8Array(2 ** 27)));
  const sizes: number[] = [];
  const platform = globalThis.DecompressionStream;
  class Watched extends platform {
    override readonly writable: WritableStream<BufferSource>;
    constructor(format: CompressionFormat) {
      super(format);
      const writer = super.writable.getWriter();
      this.writable = new WritableStream({
        write(part: Bytes) {
          sizes.push(part.length);
          return writer.write(part);
        },
      });
    }
  }
  globalThis.DecompressionStream = Watched;
  try {
    for await (const part of inflate([bomb], 'deflate')) if (part.length > 0) break;
  } finally {
    globalThis.DecompressionStream = platform;
  }
  expect(Math.max(...sizes)).toBeLessThanOrEqual(16 * 1024);
  expect(sizes.length).toBeLessThan(bomb.length / (16 * 1024));
});
