import { createHash } from 'node:crypto';
import { afterEach, expect, test, vi } from 'vitest';
import type { OfflineFile } from '../data/offline-files';
import { fetchOfflineFile } from './fetch-offline-file';

afterEach(() => vi.unstubAllGlobals());

const contents = 'the model';
const integrity = `sha256-${createHash('sha256').update(contents).digest('base64')}`;
const file: OfflineFile = { url: 'models/m', revision: 'r1', bytes: 9, layer: 'live', integrity };
const scope = 'https://example.test/page/';

function keep(answer: () => Response | Promise<Response>, put: Cache['put'] = async () => undefined) {
  vi.stubGlobal(
    'fetch',
    vi.fn(async () => answer()),
  );
  const kept = vi.fn(put);
  const onBytes = vi.fn();
  const controller = new AbortController();
  const cache = { put: kept } as unknown as Cache;
  const outcome = fetchOfflineFile(file, { cache, scope, signal: controller.signal, onBytes });
  return { outcome, kept, onBytes };
}

test('a file is kept under its address and the hash of its contents', async () => {
  const { outcome, kept, onBytes } = keep(() => new Response(contents));
  expect(await outcome).toBe('kept');
  const [key, response] = kept.mock.lastCall!;
  expect(key).toBe('https://example.test/page/models/m?__WB_REVISION__=r1');
  expect(await response.text()).toBe(contents);
  expect(onBytes).toHaveBeenLastCalledWith(9);
});

test('a file of another build is not kept', async () => {
  const { outcome, kept } = keep(() => new Response('another model'));
  expect(await outcome).toBe('other-version');
  expect(kept).not.toHaveBeenCalled();
});

test('a file that the host has no more is of another build too', async () => {
  expect(await keep(() => new Response('', { status: 404 })).outcome).toBe('other-version');
});

test('a connection that ends, before or within the file, is told apart', async () => {
  const lost = () => Promise.reject(new TypeError('Failed to fetch'));
  expect(await keep(lost).outcome).toBe('no-connection');
  const broken = new ReadableStream({
    pull(stream) {
      stream.error(new TypeError('network error'));
    },
  });
  expect(await keep(() => new Response(broken)).outcome).toBe('no-connection');
});

test('a full disk is told apart', async () => {
  const full = () => Promise.reject(new DOMException('full', 'QuotaExceededError'));
  expect(await keep(() => new Response(contents), full).outcome).toBe('no-room');
});
