import type { DecodeReply, DecoderPort } from './limited-decoder';

/** A fresh decoder worker. */
export function openDecoder(): DecoderPort {
  const worker = new Worker(new URL('./decoder.worker.ts', import.meta.url), { type: 'module' });
  return {
    send({ bytes, keptSide }) {
      // a copy: a part of a table's page would take the whole page along
      const own = bytes.slice();
      worker.postMessage({ bytes: own, keptSide }, [own.buffer]);
    },
    listen({ reply, closed }) {
      worker.addEventListener('message', ({ data }: MessageEvent<DecodeReply>) => reply(data));
      worker.addEventListener('error', ({ message }) =>
        closed(message || 'a part of it could not be loaded'),
      );
    },
    terminate: () => worker.terminate(),
  };
}
