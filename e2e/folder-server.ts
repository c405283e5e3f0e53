import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const built = process.env['SMM_DIST'] ?? fileURLToPath(new URL('../dist/', import.meta.url));
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
};

export interface FolderServer {
  readonly address: string;
  /** what becomes of the service worker's text from now on: another build is on the host */
  changed: (text: string) => string;
  close(): void;
}

/** The built page below a folder of a plain host, whose service worker can be exchanged. */
export async function serveFolder(prefix: string): Promise<FolderServer> {
  const folder: { changed: FolderServer['changed'] } = { changed: (text) => text };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const path = join(built, pathname.slice(prefix.length) || 'index.html');
    const found = pathname.startsWith(prefix) ? readFile(path) : Promise.reject(new Error('elsewhere'));
    found.then(
      (bytes) => {
        response.setHeader('Content-Type', types[extname(path)] ?? 'application/octet-stream');
        const isWorker = path.endsWith('service-worker.js');
        response.end(isWorker ? folder.changed(bytes.toString()) : bytes);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(folder, {
    address: `http://localhost:${port}${prefix}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  });
}
