import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Bytes } from '../lib/byte-stream';
import { sha256 } from '../lib/sha256';
import { Database } from './database';
import { openNetworkLibrary } from './network-library';
import { keepTiny, tinyBytes, tinyNetwork } from './testing/tiny-network';

beforeEach(() => (globalThis.indexedDB = new IDBFactory()));

const open = (now = 1) => openNetworkLibrary({ now: () => now, part: 4 });
const content = sha256([tinyBytes(1)]);
const parts = () => new Database().use((database) => database.getAllKeys('networkParts'));

describe('a network that is kept', () => {
  it('is there as it came, in parts, the one kept last first', async () => {
    const kept = await keepTiny(open(1), 1);
    expect(kept).toMatchObject({ parts: 3, created: 1, updated: 1 });
    await keepTiny(open(2), 2);
    expect((await open().list()).map(({ name }) => name)).toEqual(['net-2.safetensors', 'net-1.safetensors']);
    expect((await open().read(kept.id)).bytes).toEqual(tinyBytes(1));
  });

  it('is not there before all its bytes are, and leaves none behind when they end early', async () => {
    const library = open();
    async function* broken(): AsyncGenerator<Bytes> {
      yield tinyBytes(1).slice(0, 8);
      expect(await library.list()).toEqual([]);
      expect(await parts()).toHaveLength(2);
      throw new Error('the tab was closed');
    }
    await expect(library.keep(content, broken(), () => tinyNetwork(1))).rejects.toThrow('the tab was closed');
    expect(await library.list()).toEqual([]);
    expect(await parts()).toEqual([]);
  });

  it('takes the place of what an earlier writing left, which nobody could clear away', async () => {
    const { id } = tinyNetwork(1);
    const left = Uint8Array.of(9, 9, 9);
    await new Database().use(async (database) => {
      await database.put('networkParts', left, [content, 7]);
      await database.put('networkParts', left, ['of another', 0]);
    });
    await keepTiny(open(), 1);
    expect(await parts()).toHaveLength(3);
    expect((await open().read(id)).bytes).toEqual(tinyBytes(1));
  });

  it('shares its bytes with one that differs in what was said of it, until both are deleted', async () => {
    const library = open();
    const first = await keepTiny(library, 1);
    const said = { id: 'own:00000000000000aa', hash: 'aa', saidNormalisation: true } as const;
    const second = await keepTiny(library, 1, said);
    expect(await parts()).toHaveLength(3);
    await library.delete(first.id, 'nothing');
    expect((await library.read(second.id)).bytes).toEqual(tinyBytes(1));
    await library.delete(second.id, 'nothing');
    expect(await parts()).toEqual([]);
  });

  it('stays known without its weights, and is whole again once the same file comes', async () => {
    const library = open();
    const { id } = await keepTiny(library, 1);
    const said = { id: 'own:00000000000000aa', hash: 'aa', saidNormalisation: true } as const;
    await keepTiny(library, 1, said);
    await library.delete(id, 'description');
    await expect(library.read(id)).rejects.toThrow(
      /weights of "net-1\.safetensors" are not kept .* Drop the file "net-1\.safetensors" again \(its SHA-256/,
    );
    expect(await parts()).toHaveLength(3);
    await library.delete(said.id, 'description');
    expect(await parts()).toEqual([]);
    await keepTiny(library, 2);
    expect((await library.list()).map((one) => one.parts)).toEqual([3, 0, 0]);
    await keepTiny(library, 1);
    for (const one of [id, said.id]) expect((await library.read(one)).bytes).toEqual(tinyBytes(1));
    await library.delete(id, 'description');
    await library.delete(id, 'nothing');
    expect(await library.network(id)).toBeNull();
  });

  it('is told to the others when it comes and goes', async () => {
    const library = open();
    let heard = 0;
    const end = open().listen(() => (heard += 1));
    const { id } = await keepTiny(library, 1);
    await library.delete(id, 'nothing');
    await expect.poll(() => heard).toBe(2);
    end();
  });

  it('says so when it is not here, or no longer what it was', async () => {
    const library = open();
    await expect(library.read('own:0123456789abcdef')).rejects.toThrow(
      /not kept in this browser \(its SHA-256 begins with 0123456789abcdef\)\. Drop its file/,
    );
    const { id } = await keepTiny(library, 1);
    await new Database().use((database) =>
      database.put('networkParts', Uint8Array.of(0, 0, 0, 0), [content, 1]),
    );
    await expect(library.read(id)).rejects.toThrow(/"net-1\.safetensors" is no longer what it was\. Delete/);
  });
});
