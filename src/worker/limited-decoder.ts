import type { DecodeImage } from '../data/decode-image';
import type { Raster } from '../data/raster';
import { UserError } from '../lib/user-error';

export interface DecodeRequest {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly keptSide: number | undefined;
}

/** `message` for a person; without one, what failed is the decoder itself. */
export type DecodeReply =
  { readonly raster: Raster } | { readonly message: string } | { readonly broken: string };

/** A worker that answers each request once, in the order in which they came. */
export interface DecoderPort {
  send(request: DecodeRequest): void;
  listen(listeners: { reply(reply: DecodeReply): void; closed(reason: string): void }): void;
  terminate(): void;
}

interface LimitedOptions {
  open(): DecoderPort;
  /** milliseconds that one picture may take: the largest that are read take seconds on a slow machine */
  readonly limit?: number;
}

interface Waiting extends DecodeRequest {
  resolve(raster: Raster): void;
  reject(error: Error): void;
}

/**
 * Decodes in a worker of its own. A picture that takes too long ends that worker and is refused with a sentence; those
 * behind it go to the next one.
 */
export function limitedDecoder({ open, limit = 30_000 }: LimitedOptions): DecodeImage {
  const queue: Waiting[] = [];
  let port: DecoderPort | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const watch = (): void => {
    clearTimeout(timer);
    if (queue.length > 0) timer = setTimeout(late, limit);
  };
  const restart = (): void => {
    port?.terminate();
    port = null;
    // the copy that went to the worker is gone with it
    for (const request of queue) send(request);
    watch();
  };
  const late = (): void => {
    const error = new UserError(
      `This picture takes longer than ${limit / 1000} seconds to read: it is damaged, or made to do harm. Save it anew.`,
    );
    queue.shift()?.reject(error);
    restart();
  };
  const send = ({ bytes, keptSide }: DecodeRequest): void => {
    port ??= opened();
    port.send({ bytes, keptSide });
  };
  const opened = (): DecoderPort => {
    const next = open();
    next.listen({
      reply(reply) {
        if (next !== port) return;
        const first = queue.shift();
        if ('raster' in reply) first?.resolve(reply.raster);
        else first?.reject('message' in reply ? new UserError(reply.message) : new Error(reply.broken));
        watch();
      },
      closed(reason) {
        if (next !== port) return;
        const error = new Error(`reading pictures stopped working: ${reason}`);
        for (const { reject } of queue.splice(0)) reject(error);
        restart();
      },
    });
    return next;
  };
  return (bytes, keptSide) =>
    new Promise((resolve, reject) => {
      queue.push({ bytes, keptSide, resolve, reject });
      send({ bytes, keptSide });
      if (queue.length === 1) watch();
    });
}
