import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createImageDecoder, type DecodeImage } from '../data/decode-image';

const { resolve } = createRequire(import.meta.url);

/** The picture decoder of the command line: WebAssembly read from the packages, at the first picture that needs it. */
export function nodeImageDecoder(): DecodeImage {
  const load = (file: string) => async () => WebAssembly.compile(await readFile(resolve(file)));
  return createImageDecoder({
    jpeg: load('@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm'),
    webp: load('@jsquash/webp/codec/dec/webp_dec.wasm'),
  });
}
