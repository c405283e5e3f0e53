/** Decodes pictures for the worker that imports them: one that never comes to an end is ended with this one. */
import { UserError } from '../lib/user-error';
import { browserImageDecoder } from './browser-decoders';
import type { DecodeReply, DecodeRequest } from './limited-decoder';

declare const self: DedicatedWorkerGlobalScope;

const decode = browserImageDecoder();
/** in the order in which they came, also while a decoder is being fetched */
let before = Promise.resolve();

self.addEventListener('message', ({ data }: MessageEvent<DecodeRequest>) => {
  before = before.then(() => answer(data));
});

async function answer({ bytes, keptSide }: DecodeRequest): Promise<void> {
  try {
    const raster = await decode(bytes, keptSide);
    // its own memory travels, a view of more does not
    const whole = raster.data.byteLength === raster.data.buffer.byteLength;
    self.postMessage({ raster } satisfies DecodeReply, whole ? [raster.data.buffer] : []);
  } catch (error) {
    const reply: DecodeReply =
      error instanceof UserError ? { message: error.message } : { broken: String(error) };
    self.postMessage(reply);
  }
}
