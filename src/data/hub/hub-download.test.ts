import { afterEach, expect, it } from 'vitest';
import { sha256 } from '../../lib/sha256';
import { COMMIT, openLocalHub, type LocalHub, type LocalHubOptions } from '../testing/local-hub';
import { hubAddress } from './hub-address';
import { HubDownload } from './hub-download';
import { findHubFile, type FetchFromHub } from './hub-file';

const bytes = Uint8Array.from({ length: 300_000 }, (_, i) => (i * 31 + (i >> 8)) % 256);
const right = sha256([bytes]);
const address = hubAddress('timm/resnet18.tv_in1k');

let hub: LocalHub | null = null;
afterEach(async () => {
  await hub?.close();
  hub = null;
});

async function begin(change: Partial<LocalHubOptions> = {}) {
  hub = await openLocalHub({ bytes, sha256: right, ...change });
  const { fetch, ranges } = hub;
  const stop = new AbortController();
  const waited: number[] = [];
  const options = {
    fetch,
    signal: stop.signal,
    pause: (milliseconds: number) => Promise.resolve(void waited.push(milliseconds)),
  };
  return { options, stop, waited, ranges, find: () => findHubFile(address, options) };
}

/** All that comes until it ends. */
async function taken(pieces: AsyncGenerator<Uint8Array<ArrayBuffer>, string>, into: number[] = []) {
  for await (const piece of pieces) into.push(...piece);
  return Uint8Array.from(into);
}

it('pins the version that was meant, and fetches it whole', async () => {
  const { find, options, ranges } = await begin();
  const file = await find();
  expect(file).toMatchObject({ bytes: bytes.length, sha256: right, address: { revision: COMMIT } });
  expect(file.url).toBe(`https://huggingface.co/timm/resnet18.tv_in1k/resolve/${COMMIT}/model.safetensors`);
  expect(await taken(new HubDownload(file).pieces(options))).toEqual(bytes);
  expect(ranges).toEqual([null]);
});

it('goes on where the connection broke off, again and again', async () => {
  const { find, options, ranges, waited } = await begin({ drops: [100_000, 50_000, 0, 0, 70_000] });
  expect(await taken(new HubDownload(await find()).pieces(options))).toEqual(bytes);
  expect(ranges).toEqual([
    null,
    'bytes=100000-',
    'bytes=150000-',
    'bytes=150000-',
    'bytes=150000-',
    'bytes=220000-',
  ]);
  // longer with each that brings nothing, and short again after one that brings something
  expect(waited).toEqual([1000, 1000, 2000, 4000, 1000]);
});

it('gives up after some that bring nothing, and goes on when asked again', async () => {
  const { find, options, ranges } = await begin({ drops: [90_000, 0, 0, 0] });
  const download = new HubDownload(await find());
  const into: number[] = [];
  await expect(taken(download.pieces(options), into)).rejects.toThrow(
    /broke off at 30 % and did not come back\. Check it/,
  );
  expect(download.received).toBe(90_000);
  expect(await taken(download.pieces(options), into)).toEqual(bytes);
  expect(ranges.at(-1)).toBe('bytes=90000-');
});

it('says which file it goes on with, and goes on without where a store gives no leave for that', async () => {
  const asks = await begin({ drops: [100_000] });
  expect(await taken(new HubDownload(await asks.find()).pieces(asks.options))).toEqual(bytes);
  expect(hub!.conditions).toEqual([null, '"one"']);
  await hub!.close();
  const refuses = await begin({ drops: [100_000, 50_000], noConditions: true });
  expect(await taken(new HubDownload(await refuses.find()).pieces(refuses.options))).toEqual(bytes);
  expect(hub!.conditions).toEqual([null, '"one"', null, null]);
  await hub!.close();
  const weak = await begin({ drops: [100_000], tags: ['W/"one"'] });
  expect(await taken(new HubDownload(await weak.find()).pieces(weak.options))).toEqual(bytes);
  expect(hub!.conditions).toEqual([null, null]);
});

it('takes from a store without ranges what is not here yet', async () => {
  const { find, options } = await begin({ drops: [100_000], noRanges: true });
  expect(await taken(new HubDownload(await find()).pieces(options))).toEqual(bytes);
});

it('keeps nothing whose hash is wrong', async () => {
  const { find, options } = await begin({ sha256: 'ab'.repeat(32) });
  await expect(taken(new HubDownload(await find()).pieces(options))).rejects.toThrow(
    /is not "timm\/resnet18\.tv_in1k@c0ffee.*and abababababababab… was expected\. Nothing of it is kept/,
  );
});

it.each<readonly [string, Partial<LocalHubOptions>]>([
  ['its tag is another after a drop', { drops: [100_000], tags: ['"one"', '"two"'] }],
  ['it is shorter than was said', { size: bytes.length + 10 }],
  ['it is longer than was said', { size: bytes.length - 10 }],
])('refuses a file that changes on the way: %s', async (_, change) => {
  const { find, options } = await begin(change);
  await expect(taken(new HubDownload(await find()).pieces(options))).rejects.toThrow(
    /another file lies there now/,
  );
});

it('ends when it is cancelled, and fetches nothing more', async () => {
  const { find, options, stop, ranges } = await begin({ drops: [50_000] });
  const pieces = new HubDownload(await find()).pieces(options);
  await pieces.next();
  stop.abort();
  await expect(taken(pieces)).rejects.toMatchObject({ name: 'AbortError' });
  expect(ranges).toHaveLength(1);
});

it('takes a silent connection for one that broke off', async () => {
  const { find, options } = await begin();
  const file = await find();
  let calls = 0;
  const silent: FetchFromHub = (asked, init) =>
    ++calls > 1
      ? options.fetch(asked, init)
      : new Promise((_, refuse) => {
          init.signal.addEventListener('abort', () => refuse(new Error('silent')));
        });
  const download = new HubDownload(file);
  expect(await taken(download.pieces({ ...options, fetch: silent, silence: 400 }))).toEqual(bytes);
  expect(calls).toBe(2);
});

it.each<readonly [string, Partial<LocalHubOptions>, RegExp]>([
  ['nothing of that name', { status: { model: 404 } }, /has no "timm\/resnet18\.tv_in1k"\. Check how/],
  ['one that is not for everybody', { status: { model: 401 } }, /asks for a sign-in first.*drop it here/],
  ['one that is given on request', { gated: 'manual' }, /asks for a sign-in first/],
  ['no weights', { files: ['README.md'] }, /no model\.safetensors: it holds no weights/],
  ['weights of another kind', { files: ['pytorch_model.bin'] }, /weights lie in "pytorch_model\.bin"/],
  ['no time', { status: { model: 429 } }, /asked too often\. Wait a minute/],
  ['too much', { size: 2 ** 31 + 1 }, /2147483649 bytes; up to 2147483648/],
])('says that the hub has %s', async (_, change, sentence) => {
  const { find } = await begin(change);
  await expect(find()).rejects.toThrow(sentence);
});

it.each([403, 404])('says why the file is not given: status %i', async (status) => {
  const { find, options } = await begin({ status: { file: status } });
  const file = await find();
  await expect(taken(new HubDownload(file).pieces(options))).rejects.toThrow(
    status === 403 ? /sign-in/ : /has no "timm/,
  );
});

it('says that there is no connection', async () => {
  const { find, options } = await begin();
  await hub!.close();
  await expect(find()).rejects.toThrow(/cannot be reached\. Check the connection/);
  expect(options.signal.aborted).toBe(false);
});
