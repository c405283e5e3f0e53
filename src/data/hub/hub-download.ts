/** Fetches a file of the hub piece by piece: goes on where a connection broke off, and checks what has come. */
import { openDigest } from '../../lib/sha256';
import { UserError } from '../../lib/user-error';
import { chunksOf, type Bytes } from '../../lib/byte-stream';
import { addressText } from './hub-address';
import { refusal, type Hub, type HubFile, type HubResponse } from './hub-file';

export interface DownloadOptions extends Hub {
  /** waits before another try; each time longer */
  readonly pause: (milliseconds: number) => Promise<void>;
  /** that may break off one after another without a byte between them; four, without */
  readonly tries?: number;
  /** after which a silent connection counts as broken off; 30 s, without */
  readonly silence?: number;
}

/**
 * One download. `pieces` may be called again after it has failed, and goes on from there. Which version is fetched stands
 * in the address, so that a file cannot change between two pieces; where one does all the same (`ChangedFile`), a new
 * download must begin: bytes of two files are never mixed.
 */
export class HubDownload {
  readonly file: HubFile;
  readonly #digest = openDigest();
  readonly #what: string;
  #received = 0;
  #tag: string | null = null;
  /** a store may not let a browser send it: `Range` alone needs no leave, this one does */
  #sendsIfRange = true;
  /** once all has come */
  #hash: string | null = null;

  constructor(file: HubFile) {
    this.file = file;
    this.#what = `"${addressText({ ...file.address, revision: file.address.revision.slice(0, 12) })}"`;
  }

  /** bytes that are through */
  get received(): number {
    return this.#received;
  }

  /**
   * @returns its pieces in order, each once; ends only when all have come and their hash is right
   * @throws UserError, or what an aborted signal makes `fetch` throw
   */
  async *pieces(options: DownloadOptions): AsyncGenerator<Bytes, string> {
    const { signal, pause, tries = 4 } = options;
    let failed = 0;
    while (this.#received < this.file.bytes) {
      const before = this.#received;
      try {
        yield* this.#connection(options);
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof UserError) throw error;
      }
      if (this.#received >= this.file.bytes) break;
      failed = this.#received > before ? 1 : failed + 1;
      if (failed >= tries) throw this.#brokenOff();
      await pause(500 * 2 ** failed);
      signal.throwIfAborted();
    }
    const hash = (this.#hash ??= this.#digest.hex());
    const { sha256 } = this.file;
    if (sha256 === null || sha256 === hash) return hash;
    throw new UserError(
      `What came from the model hub is not ${this.#what}: its SHA-256 is ${hash.slice(0, 16)}…, and ${sha256.slice(0, 16)}… was expected. Nothing of it is kept; fetch it again.`,
    );
  }

  /** As far as one connection carries. */
  async *#connection({ fetch, signal, silence = 30_000 }: DownloadOptions): AsyncGenerator<Bytes> {
    const from = this.#received;
    const ended = new AbortController();
    const timer = new Timer(silence, () => ended.abort());
    const end = () => ended.abort();
    signal.addEventListener('abort', end, { once: true });
    try {
      const response = await this.#ask(fetch, from, ended.signal);
      let skip = this.#accept(response, from);
      if (!response.body) return;
      for await (const part of chunksOf(response.body)) {
        timer.restart();
        // a store that cannot begin in the middle sends what is here once more
        const fresh = part.subarray(Math.min(skip, part.length));
        skip -= part.length - fresh.length;
        if (fresh.length === 0) continue;
        this.#take(fresh);
        yield fresh;
      }
    } finally {
      timer.stop();
      signal.removeEventListener('abort', end);
      ended.abort();
    }
  }

  /** For the rest, on condition that it is the rest of the same file; the tag and the hash tell where that cannot be said. */
  async #ask(fetch: DownloadOptions['fetch'], from: number, signal: AbortSignal): Promise<HubResponse> {
    const { url } = this.file;
    const tag = this.#tag;
    if (from === 0) return fetch(url, { credentials: 'omit', signal });
    const range = { Range: `bytes=${from}-` };
    if (this.#sendsIfRange && tag !== null && isStrong(tag)) {
      try {
        return await fetch(url, { credentials: 'omit', signal, headers: { ...range, 'If-Range': tag } });
      } catch {
        signal.throwIfAborted();
        this.#sendsIfRange = false;
      }
    }
    return fetch(url, { credentials: 'omit', signal, headers: range });
  }

  /** @returns how many of its bytes are here already */
  #accept(response: HubResponse, from: number): number {
    const { status, headers } = response;
    // busy: like a connection that breaks off
    if (status === 429 || status >= 500) throw new Error(`status ${status}`);
    if (status === 416) throw this.#changed();
    if (status !== 200 && status !== 206) throw refusal(status, this.#what);
    const tag = headers.get('ETag');
    if (this.#tag !== null && tag !== null && tag !== this.#tag) throw this.#changed();
    this.#tag = tag ?? this.#tag;
    if (status === 200) return from;
    const range = /^bytes (\d+)-\d+\/(\d+)$/.exec(headers.get('Content-Range') ?? '');
    // a browser may not be shown it; the hash tells in the end
    if (range && (Number(range[1]) !== from || Number(range[2]) !== this.file.bytes)) throw this.#changed();
    return 0;
  }

  #take(piece: Bytes): void {
    this.#received += piece.length;
    if (this.#received > this.file.bytes) throw this.#changed();
    this.#digest.update(piece);
  }

  #changed(): ChangedFile {
    return new ChangedFile(
      `${this.#what} is not what the model hub said it would be: another file lies there now. Fetch it again from the beginning.`,
    );
  }

  #brokenOff(): UserError {
    const share = Math.floor((100 * this.#received) / this.file.bytes);
    return new UserError(
      `The connection to the model hub broke off at ${share} % and did not come back. Check it and try again.`,
    );
  }
}

/** Another file lies there now than the one that was begun. */
export class ChangedFile extends UserError {}

/** Only such a tag stands for the same bytes. */
function isStrong(tag: string): boolean {
  return /^"[^"]*"$/.test(tag);
}

/** Calls back once nothing has restarted it for so long. */
class Timer {
  readonly #start: () => () => void;
  #stop: () => void;

  constructor(milliseconds: number, onEnd: () => void) {
    this.#start = () => {
      const running = setTimeout(onEnd, milliseconds);
      return () => clearTimeout(running);
    };
    this.#stop = this.#start();
  }

  restart(): void {
    this.#stop();
    this.#stop = this.#start();
  }

  stop(): void {
    this.#stop();
  }
}
