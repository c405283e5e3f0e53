/** Bytes that come piece by piece: files are read, inflated and cut into records without ever lying in memory whole. */

export type Bytes = Uint8Array<ArrayBuffer>;
export type ByteChunks = AsyncIterable<Bytes>;

/** For what wants a stream; nothing is read ahead of who reads it. */
export function streamOf(chunks: ByteChunks): ReadableStream<Bytes> {
  const iterator = chunks[Symbol.asyncIterator]();
  return new ReadableStream<Bytes>({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}

/** Not `for await` on the stream itself, which Safari does not know. Who stops early cancels it. */
export async function* chunksOf(stream: ReadableStream<Bytes>): AsyncGenerator<Bytes> {
  const reader = stream.getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value!;
  } finally {
    // not waited for: Node's inflater never says that it has been let go
    reader.cancel().catch(() => undefined);
  }
}

/** @throws whatever the platform says of bytes that are no gzip, or that end too early */
export function gunzip(chunks: ByteChunks | Iterable<Bytes>): AsyncGenerator<Bytes> {
  return inflate(chunks, 'gzip');
}

/** What 16 KB inflate to is 16 MB at most. */
const slice = 16 * 1024;

/**
 * Who stops early has unpacked little more than was read: a browser inflates a whole piece before it hands any of it
 * out, so that pieces have to be small.
 * @throws whatever the platform says of bytes that are damaged, end too early or go on behind their end
 */
export function inflate(
  chunks: ByteChunks | Iterable<Bytes>,
  format: 'gzip' | 'deflate' | 'deflate-raw',
): AsyncGenerator<Bytes> {
  return chunksOf(streamOf(sliced(chunks)).pipeThrough<Bytes>(new DecompressionStream(format)));
}

async function* sliced(chunks: ByteChunks | Iterable<Bytes>): AsyncGenerator<Bytes> {
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += slice) yield chunk.subarray(at, at + slice);
  }
}

/** Takes a stream apart in pieces of a length that the reader says. */
export class ByteReader {
  readonly #chunks: AsyncIterator<Bytes>;
  #rest: Bytes = new Uint8Array(0);

  constructor(chunks: ByteChunks) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** @returns memory of its own; shorter than asked for, perhaps empty, where the stream ends */
  async take(length: number): Promise<Bytes> {
    const taken = new Uint8Array(length);
    const filled = await this.#advance(length, (part, at) => taken.set(part, at));
    return filled === length ? taken : taken.slice(0, filled);
  }

  /** @returns how many bytes were passed over: fewer than asked for where the stream ends */
  skip(length: number): Promise<number> {
    return this.#advance(length, () => undefined);
  }

  /** All that is left. */
  async rest(): Promise<Bytes> {
    const parts: Bytes[] = [];
    const length = await this.#advance(Infinity, (part) => parts.push(part));
    return joined(parts, length);
  }

  /** Lets the source go. */
  async end(): Promise<void> {
    await this.#chunks.return?.();
  }

  async #advance(length: number, use: (part: Bytes, at: number) => void): Promise<number> {
    let filled = 0;
    while (filled < length) {
      if (this.#rest.length === 0) {
        const { done, value } = await this.#chunks.next();
        if (done) break;
        this.#rest = value;
        continue;
      }
      const part = this.#rest.subarray(0, length - filled);
      use(part, filled);
      filled += part.length;
      this.#rest = this.#rest.subarray(part.length);
    }
    return filled;
  }
}

export function joined(parts: readonly Bytes[], length: number): Bytes {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
