import { offlineKey, type OfflineFile } from '../data/offline-files';
import { isSound } from '../data/sound-file';

/** What became of it. `other-version`: the host has another build by now. */
export type Fetched = 'kept' | 'ended' | 'no-room' | 'no-connection' | 'other-version' | 'failed';

interface Options {
  readonly cache: Cache;
  readonly scope: string;
  readonly signal: AbortSignal;
  onBytes(received: number): void;
}

/** Fetches one file into the cache: whole and of this build, or not at all. */
export async function fetchOfflineFile(
  file: OfflineFile,
  { cache, scope, signal, onBytes }: Options,
): Promise<Fetched> {
  try {
    // what the browser holds already is good enough if the host says so
    const response = await fetch(new URL(file.url, scope), { cache: 'no-cache', signal });
    if (response.status === 404) return 'other-version';
    if (!response.ok || !response.body) return 'no-connection';
    const bytes = await received(response.body, onBytes);
    if (!(await isSound(bytes, file))) return 'other-version';
    await cache.put(offlineKey(file, scope), new Response(bytes, { headers: keptHeaders(response) }));
    return 'kept';
  } catch (error) {
    if (signal.aborted) return 'ended';
    if (error instanceof DOMException && error.name === 'QuotaExceededError') return 'no-room';
    // what fetch and a stream throw when the network goes away
    return error instanceof TypeError ? 'no-connection' : 'failed';
  }
}

/** What a file is, and how it may be used: a worker's policy comes with its script. */
function keptHeaders({ headers }: Response): Record<string, string> {
  const names = [
    'content-type',
    'content-security-policy',
    'cross-origin-embedder-policy',
    'cross-origin-resource-policy',
  ];
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = headers.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
}

async function received(
  body: ReadableStream<Uint8Array>,
  onBytes: (received: number) => void,
): Promise<ArrayBuffer> {
  let count = 0;
  const counted = body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(part, controller) {
        count += part.length;
        onBytes(count);
        controller.enqueue(part);
      },
    }),
  );
  return new Response(counted as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer();
}
