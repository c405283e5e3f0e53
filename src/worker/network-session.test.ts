import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { COMMIT, openLocalHub, type LocalHub, type LocalHubOptions } from '../data/testing/local-hub';
import { TINY_CLASSES, tinyNetworkFile } from '../data/testing/tiny-network-file';
import { sha256 } from '../lib/sha256';
import { openNetworkLibrary } from '../storage/network-library';
import { openRunClaims } from '../storage/run-claims';
import type { NetworkAnswer, NetworkReply, NetworkRequest } from './network-protocol';
import { NetworkSession, type NetworkHost } from './network-session';
import { openOwnNetwork } from './own-network';

const bytes = tinyNetworkFile();
const content = sha256([bytes]);
const asFile = (of: Uint8Array<ArrayBuffer> = bytes) => new File([of], 'tiny.safetensors');
const machine = { device: 'processor', workers: 2 } as const;
const nothing = { normalisation: null, classNames: null };
const imageNet = () => Promise.reject(new Error('has no thousand classes'));

let hub: LocalHub | null = null;
beforeEach(() => (globalThis.indexedDB = new IDBFactory()));
afterEach(async () => {
  await hub?.close();
  hub = null;
});

function begin(fetch: NetworkHost['fetch'] = () => Promise.reject(new Error('asks nobody'))) {
  const replies: NetworkReply[] = [];
  const library = openNetworkLibrary();
  const session = new NetworkSession({
    post: (reply) => replies.push(reply),
    library,
    claims: openRunClaims(undefined),
    fetch,
    pause: () => Promise.resolve(),
  });
  const ask = async (request: NetworkRequest): Promise<NetworkAnswer> => {
    await session.handle({ ...request, request: 1 });
    return replies.at(-1) as NetworkReply & NetworkAnswer;
  };
  return { session, library, ask, replies };
}

async function withHub(change: Partial<LocalHubOptions> = {}) {
  hub = await openLocalHub({ bytes, sha256: content, ...change });
  return begin(hub.fetch);
}

const run = { side: 32, batch: 8 };

describe('a file', () => {
  it('is known by its header, with what it will take', async () => {
    const found = await begin().ask({ type: 'look', file: asFile(), run, machine });
    expect(found).toMatchObject({
      type: 'found',
      title: 'ViT-Ti/32',
      classes: TINY_CLASSES,
      bytes: bytes.length,
      sides: { min: 32 },
      fitting: { side: 32, batch: 64 },
    });
    if (found.type !== 'found') return;
    expect(found.memory!.total).toBeGreaterThan(bytes.length);
  });

  it('is refused with what was found, and nothing of it is kept', async () => {
    const { ask, library } = begin();
    const text = new TextEncoder().encode('no network at all, but a text of some length');
    for (const request of [
      { type: 'look', file: asFile(text), run, machine },
      { type: 'keep', file: asFile(text), said: nothing, machine },
    ] as const) {
      expect(await ask(request)).toMatchObject({
        type: 'failed',
        message: expect.stringMatching(/"tiny\.safetensors" is damaged/) as string,
      });
    }
    expect(await library.list()).toEqual([]);
  });

  it('is kept, and opens as the network that it is', async () => {
    const { ask, library, replies } = begin();
    const kept = await ask({ type: 'keep', file: asFile(), said: nothing, machine });
    expect(kept).toMatchObject({
      type: 'kept',
      network: { content, hash: content, origin: { from: 'file' } },
    });
    const [network] = await library.list();
    const file = await openOwnNetwork(library, network!.id, imageNet);
    expect(file).toMatchObject({ hash: content, title: 'ViT-Ti/32', normalisation: network!.normalisation });
    expect(file.classes[6]).toBe('class 6');
    const shown = replies.filter(({ type }) => type === 'progress').at(-1);
    expect(shown).toMatchObject({ what: 'keeping', done: bytes.length, total: bytes.length });
  });

  it('is another network with another normalisation, and names as they are said', async () => {
    const { ask, library } = begin();
    await ask({ type: 'keep', file: asFile(), said: nothing, machine });
    const classNames = Array.from({ length: TINY_CLASSES }, (_, i) => `kind ${i}`);
    const normalisation = { scale: 1, shift: [0.1, 0.2, 0.3], divisor: [0.4, 0.5, 0.6] } as const;
    await ask({ type: 'keep', file: asFile(), said: { normalisation, classNames }, machine });
    const networks = await library.list();
    expect(new Set(networks.map(({ id }) => id)).size).toBe(2);
    const said = networks.find(({ saidNormalisation }) => saidNormalisation)!;
    const file = await openOwnNetwork(library, said.id, imageNet);
    expect(file).toMatchObject({ normalisation, hash: said.hash, classes: classNames });
    expect(said.hash).not.toBe(content);
  });

  it.each([
    ['one a line', 'a\nb\nc\nd\ne\nf\ng\n'],
    ['as JSON', '["a","b","c","d","e","f","g"]'],
  ])('has class names in a file of their own, %s', async (_, text) => {
    const file = new File([text], 'names.txt');
    expect(await begin().ask({ type: 'names', file, classes: 7 })).toMatchObject({
      type: 'names',
      names: ['a', 'b', 'c', 'd', 'e', 'f', 'g'],
    });
    expect(await begin().ask({ type: 'names', file, classes: 8 })).toMatchObject({
      type: 'failed',
      message:
        'There are 7 class names for a network of 8 classes. Give one name for each, in the order of its logits.',
    });
  });
});

describe('an address on the hub', () => {
  const fetched = { type: 'fetch', address: 'timm/tiny', said: nothing, machine } as const;

  it('is fetched over connections that break off, checked, and kept with its version', async () => {
    const { ask, library, replies } = await withHub({ drops: [300_000, 0, 500_000] });
    expect(await ask(fetched)).toMatchObject({
      type: 'kept',
      network: { name: 'timm/tiny', content, origin: { from: 'hub', repository: 'timm/tiny' } },
    });
    const [network] = await library.list();
    expect((await openOwnNetwork(library, network!.id, imageNet)).hash).toBe(content);
    expect(hub!.ranges).toEqual([null, 'bytes=300000-', 'bytes=300000-', 'bytes=800000-']);
    const shown = replies.filter(({ type }) => type === 'progress').at(-1);
    expect(shown).toMatchObject({ what: 'fetching', done: bytes.length });
  });

  const asked = { type: 'ask', address: 'timm/tiny', run, machine } as const;

  it('is looked up by its header and what stands beside it, before its weights are fetched', async () => {
    const label_names = Array.from({ length: TINY_CLASSES }, (_, i) => `kind ${i}`);
    const pretrained_cfg = { mean: [0.1, 0.2, 0.3], std: [0.4, 0.5, 0.6] };
    const { ask, library } = await withHub({ config: JSON.stringify({ label_names, pretrained_cfg }) });
    const found = await ask(asked);
    expect(found).toMatchObject({
      ...{ type: 'found', name: 'timm/tiny', title: 'ViT-Ti/32', bytes: bytes.length },
      origin: { from: 'hub', repository: 'timm/tiny', revision: COMMIT },
      fitting: { side: 32, batch: 64 },
    });
    if (found.type !== 'found') return;
    expect(found.read).toEqual({
      classNames: label_names,
      normalisation: { scale: 1, shift: [0.1, 0.2, 0.3], divisor: [0.4, 0.5, 0.6] },
    });
    expect(await library.list()).toEqual([]);
  });

  it.each([
    ['as usual', '{"pretrained_cfg":{"mean":[0.5,0.5,0.5],"std":[0.5,0.5,0.5]}}'],
    ['damaged', '{'],
    ['of another network', '{"label_names":["a","b"],"pretrained_cfg":{"mean":"no","std":[0,0,0]}}'],
  ])('says nothing of itself where what stands beside it is %s', async (_, config) => {
    const { ask } = await withHub({ config });
    expect(await ask(asked)).toMatchObject({ read: { classNames: null, normalisation: null } });
  });

  it('is refused when it is looked up: no network, no hash, another size', async () => {
    for (const [change, sentence] of [
      [{ bytes: new Uint8Array(500_000).fill(32) }, /"timm\/tiny" is damaged/],
      [{ sha256: null }, /gives no SHA-256/],
      [{ status: { file: 403 } }, /sign-in/],
    ] as const) {
      const { ask } = await withHub(change);
      const message = expect.stringMatching(sentence) as string;
      expect(await ask(asked)).toMatchObject({ type: 'failed', message });
      await hub!.close();
    }
  });

  it('that changes in mid-transfer is begun anew, and never mixed', async () => {
    const { ask, library } = await withHub({ drops: [300_000], tags: ['"one"', '"two"'] });
    expect(await ask(fetched)).toMatchObject({ type: 'kept', network: { content } });
    expect(hub!.ranges).toEqual([null, 'bytes=300000-', null]);
    expect(hub!.conditions).toEqual([null, '"one"', null]);
    const [network] = await library.list();
    // which reads the hash of what is kept
    expect((await library.read(network!.id)).bytes).toHaveLength(bytes.length);
  });

  it('is not fetched where the same bytes are kept already', async () => {
    const { ask, library } = await withHub();
    await ask({ type: 'keep', file: asFile(), said: nothing, machine });
    expect(await ask(fetched)).toMatchObject({ type: 'kept', network: { content } });
    expect(hub!.ranges).toEqual([]);
    expect(await library.list()).toHaveLength(1);
  });

  it('keeps nothing of what is no network, is wrong or is cancelled', async () => {
    const garbage = await withHub({ bytes: new Uint8Array(500_000).fill(32) });
    expect(await garbage.ask(fetched)).toMatchObject({
      type: 'failed',
      message: expect.stringMatching(/"timm\/tiny" is damaged/) as string,
    });
    await hub!.close();
    const wrong = await withHub({ sha256: 'ab'.repeat(32) });
    expect(await wrong.ask(fetched)).toMatchObject({
      type: 'failed',
      message: expect.stringMatching(/Nothing of it is kept/) as string,
    });
    await hub!.close();
    // it goes on asking, with a pause after each try
    const ended = await withHub({ drops: [1000, 1000, 1000, 1000] });
    const answer = ended.ask(fetched);
    await expect.poll(() => hub!.ranges.length).toBeGreaterThan(0);
    await ended.session.handle({ type: 'cancel' });
    expect(await answer).toMatchObject({ type: 'cancelled' });
    expect(await ended.library.list()).toEqual([]);
  });
});
