import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { quick } from './explorer';
import { test as base } from './journey';

/** The plainest host there is: files under some folder, their types, and no header beyond that. */

const built = process.env['SMM_DIST'] ?? fileURLToPath(new URL('../dist/', import.meta.url));
const prefix = '/some/sub/path/';
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
};

const test = base.extend({
  // Playwright reads the names of what a fixture needs from its first argument
  baseURL: async ({}, use) => {
    const server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://localhost');
      const path = join(built, pathname.slice(prefix.length) || 'index.html');
      const found = pathname.startsWith(prefix) ? stat(path) : Promise.reject(new Error('elsewhere'));
      found.then(
        () => {
          response.setHeader('Content-Type', types[extname(path)] ?? 'application/octet-stream');
          createReadStream(path).pipe(response);
        },
        () => response.writeHead(404).end(),
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await use(`http://localhost:${port}${prefix}`);
    server.closeAllConnections();
    server.close();
  },
});

test('the built page works from any folder of any static host', async ({ explorer }) => {
  await explorer.open({ ...quick, epochs: '2', backend: 'wasm' });
  await explorer.button('step').click();
  await explorer.says(/^paused after 1 step$/);
  await explorer.button('resume').click();
  await explorer.says(/^finished/);
});
