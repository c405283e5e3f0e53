/**
 * A server that speaks the model hub's protocol, for tests: the answer about a model, the file behind a redirection to
 * another address, ranges, and whatever can go wrong with them. Nothing of the page imports this file.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HUB } from '../hub/hub-address';
import type { FetchFromHub } from '../hub/hub-file';

export interface LocalHub {
  /** what `fetch` is to the client */
  readonly fetch: FetchFromHub;
  readonly address: string;
  /** of the file, in order: the `Range` header of each request, null without */
  readonly ranges: readonly (string | null)[];
  /** of each of those: its `If-Range` header, null without */
  readonly conditions: readonly (string | null)[];
  close(): Promise<void>;
}

export interface LocalHubOptions {
  readonly bytes: Uint8Array;
  /** what it says that the file's SHA-256 is; null = nothing */
  readonly sha256: string | null;
  /** connections are cut after so many bytes each (null = not at all); one after another, then no more */
  readonly drops?: readonly (number | null)[];
  /** serves whole files only */
  readonly noRanges?: boolean;
  /** the ETag of each answer in turn; the last one stays */
  readonly tags?: readonly string[];
  /** of the answer about the model, and of the file */
  readonly status?: { readonly model?: number; readonly file?: number };
  readonly files?: readonly string[];
  readonly gated?: string;
  /** text of its config.json */
  readonly config?: string;
  /** its store refuses what a browser asks leave for, as some of the hub's do */
  readonly noConditions?: boolean;
  /** of the file as the answer about the model says */
  readonly size?: number;
}

export const COMMIT = 'c0ffee'.padEnd(40, '0');

/** A server at a free port of this machine. */
export async function openLocalHub(options: LocalHubOptions): Promise<LocalHub> {
  const ranges: (string | null)[] = [];
  const conditions: (string | null)[] = [];
  const state = { answers: 0 };
  const server = createServer((request, response) => {
    // as the hub does for pages of other origins
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Access-Control-Expose-Headers', 'ETag, Content-Range, X-Repo-Commit, X-Linked-ETag');
    const path = request.url ?? '';
    if (path.startsWith('/api/models/')) answerModel(response, options);
    else if (path.endsWith('/config.json')) response.end(options.config ?? '{}');
    else if (path.includes('/resolve/')) {
      const { status } = options;
      response.writeHead(status?.file ?? 302, { Location: '/store/file', 'X-Repo-Commit': COMMIT }).end();
    } else if (path === '/store/file') {
      const condition = (request.headers['if-range'] as string | undefined) ?? null;
      ranges.push(request.headers.range ?? null);
      conditions.push(condition);
      // what a browser makes of a store that gives no leave
      if (condition !== null && options.noConditions) return void response.destroy();
      sendFile(request, response, { ...options, answer: state.answers++ });
    } else response.writeHead(404).end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    address,
    ranges,
    conditions,
    fetch: (asked, init) => fetch(asked.replace(HUB, address), init),
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}

function answerModel(response: ServerResponse, options: LocalHubOptions): void {
  const { bytes, sha256, status, gated, files = ['config.json', 'model.safetensors'] } = options;
  const lfs = sha256 === null ? undefined : { sha256, size: bytes.length, pointerSize: 134 };
  const siblings = files.map((rfilename) =>
    rfilename === 'model.safetensors'
      ? { rfilename, size: options.size ?? bytes.length, lfs }
      : { rfilename, size: 10 },
  );
  response.writeHead(status?.model ?? 200, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify({ id: 'any', sha: COMMIT, gated: gated ?? false, siblings }));
}

function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  { bytes, drops = [], noRanges = false, tags = ['"one"'], answer }: LocalHubOptions & { answer: number },
): void {
  const tag = tags[Math.min(answer, tags.length - 1)];
  const condition = request.headers['if-range'];
  // another file than the one that was begun is sent whole
  const same = condition === undefined || condition === tag;
  const asked = same ? /^bytes=(\d+)-$/.exec(request.headers.range ?? '') : null;
  const from = asked && !noRanges ? Number(asked[1]) : 0;
  if (from >= bytes.length && from > 0) {
    response.writeHead(416, { 'Content-Range': `bytes */${bytes.length}` }).end();
    return;
  }
  const partial = asked !== null && !noRanges;
  response.writeHead(partial ? 206 : 200, {
    ETag: tag,
    'Content-Length': bytes.length - from,
    ...(partial && { 'Content-Range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` }),
  });
  const drop = drops[answer];
  const rest = bytes.subarray(from);
  if (drop === undefined || drop === null) response.end(rest);
  else response.write(rest.subarray(0, drop), () => setTimeout(() => response.destroy(), 20));
}
