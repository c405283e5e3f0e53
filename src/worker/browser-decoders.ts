import jpegUrl from '@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm?url';
import webpUrl from '@jsquash/webp/codec/dec/webp_dec.wasm?url';
import { createImageDecoder, type DecodeImage } from '../data/decode-image';

/** The picture decoder of the page's worker: WebAssembly fetched from the app's own files, when first needed. */
export function browserImageDecoder(): DecodeImage {
  const load = (url: string) => async () => {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${url}: ${response.status}`);
    // Not compileStreaming: it insists on a content type that a plain static host may not send.
    return WebAssembly.compile(await response.arrayBuffer());
  };
  return createImageDecoder({ jpeg: load(jpegUrl), webp: load(webpUrl) });
}
