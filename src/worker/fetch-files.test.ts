import { afterEach, expect, test, vi } from 'vitest';
import { fetchFiles } from './fetch-files';

afterEach(() => vi.unstubAllGlobals());

const base = new URL('https://example.test/app/models/');
const read = fetchFiles(base, () => undefined);

test('files below the folder are read', async () => {
  const fetch = vi.fn<typeof globalThis.fetch>(() => Promise.resolve(new Response('{}')));
  vi.stubGlobal('fetch', fetch);
  expect(new TextDecoder().decode(await read('lite0/model.json'))).toBe('{}');
  expect(String(fetch.mock.lastCall![0])).toBe('https://example.test/app/models/lite0/model.json');
});

test.each([
  'https://huggingface.co/evil/x/resolve/main/a/model.json',
  '//huggingface.co/model.json',
  '../../other/model.json',
  '%2e%2e/datasets/model.json',
  '/other/model.json',
  'data:application/json,{}',
  '\\\\huggingface.co\\model.json',
])('the name %s of a foreign run leads nowhere', async (path) => {
  const fetch = vi.fn();
  vi.stubGlobal('fetch', fetch);
  await expect(read(path)).rejects.toThrow('is nothing that comes with this page');
  expect(fetch).not.toHaveBeenCalled();
});
