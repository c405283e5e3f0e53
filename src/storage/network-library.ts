/**
 * Networks of one's own, over reloads. The bytes are written part by part under a name of their own first, and the record
 * that names them last: whatever ends the writing, nothing half is ever seen. What an ended writing leaves behind is
 * cleared away by the next one.
 */
import { isOwnId } from '../data/own/own-id';
import { sha256 } from '../lib/sha256';
import type { Bytes } from '../lib/byte-stream';
import { UserError } from '../lib/user-error';
import { Database } from './database';
import { openLibraryChannel } from './library-channel';
import type { StoredNetwork } from './network-schema';

/** What its writer knows of a network; the rest is worked out. */
export type NewNetwork = Omit<StoredNetwork, 'created' | 'updated' | 'content' | 'parts'>;

/** Every call is refused with a UserError's sentence where the browser keeps nothing or has no room. */
export interface NetworkLibrary {
  /** The one kept last comes first. */
  list(): Promise<readonly StoredNetwork[]>;
  network(id: string): Promise<StoredNetwork | null>;
  /**
   * Keeps a network. Its pieces may be of any length. One tab at a time: its caller sees to that (worker/network-session).
   * @param content SHA-256 of what `pieces` will give
   * @param describe asked once all of them have come
   * @throws UserError where the browser has no room, and whatever `pieces` throws
   */
  keep(content: string, pieces: AsyncIterable<Bytes>, describe: () => NewNetwork): Promise<StoredNetwork>;
  /** The whole file of a network. @throws UserError where it is not here, or no longer what it was */
  read(id: string): Promise<{ readonly network: StoredNetwork; readonly bytes: Bytes }>;
  /** The same part by part, unchecked. */
  pieces(network: Pick<StoredNetwork, 'content' | 'parts'>): AsyncGenerator<Bytes>;
  /**
   * Deletes a network, and its bytes where no other network has the same.
   * @param remains all of it, or what it was: then runs that were trained with it still say which file they need
   */
  delete(id: string, remains: 'nothing' | 'description'): Promise<void>;
  /** Calls back when another tab or worker has changed something, until what it returns is called. */
  listen(listener: () => void): () => void;
}

const sentences = {
  full: 'The browser has no room left for this network. Nothing of it is kept: delete networks, data or runs that you no longer need, or use a smaller network.',
  none: 'This browser keeps no data for this page (a private window, perhaps), so networks of your own cannot be used. Open the page in an ordinary window.',
};

/** bytes: a transaction of this size is written in well under a second */
const PART = 8 * 2 ** 20;

interface NetworkLibraryOptions {
  /** milliseconds since 1970 */
  readonly now?: () => number;
  /** bytes of a part */
  readonly part?: number;
}

export function openNetworkLibrary({
  now = Date.now,
  part = PART,
}: NetworkLibraryOptions = {}): NetworkLibrary {
  const database = new Database(sentences);
  const channel = openLibraryChannel('smm-explorer-networks');
  const find = (id: string) => database.use(async (open) => (await open.get('networks', id)) ?? null);

  /** @returns how many parts there are */
  async function write(content: string, pieces: AsyncIterable<Bytes>): Promise<number> {
    let written = 0;
    for await (const bytes of inParts(pieces, part)) {
      const key: [string, number] = [content, written++];
      await database.change(['networkParts'], (open) => open.objectStore('networkParts').put(bytes, key));
    }
    return written;
  }

  /** One at a time: a browser hands all of a `getAll` over in one message. */
  async function* pieces({
    content,
    parts,
  }: Pick<StoredNetwork, 'content' | 'parts'>): AsyncGenerator<Bytes> {
    for (let number = 0; number < parts; number++) {
      const next = await database.use((open) => open.get('networkParts', [content, number]));
      if (!next) return;
      yield next;
    }
  }

  /** Deletes bytes that no record names: of a network whose writing was ended, however that came about. */
  async function sweep(): Promise<void> {
    await database.change(['networks', 'networkParts'], async (open) => {
      const networks = await open.objectStore('networks').getAll();
      const named = new Set(networks.filter(isHere).map(({ content }) => content));
      const parts = open.objectStore('networkParts');
      for (const key of await parts.getAllKeys()) if (!named.has(key[0])) await parts.delete(key);
    });
  }

  return {
    async list() {
      const networks = await database.use((open) => open.getAllFromIndex('networks', 'updated'));
      return networks.toReversed();
    },
    network: find,
    pieces,
    async keep(content, given, describe) {
      const others = await database.use((open) => open.getAll('networks'));
      const same = others.find((other) => other.content === content && isHere(other));
      await sweep();
      try {
        const parts = same ? await passed(given, same.parts) : await write(content, given);
        const network = { ...describe(), content, parts };
        const kept = await database.change(['networks', 'networkParts'], async (open) => {
          // another tab may have deleted meanwhile what this one counts on
          const there = await open.objectStore('networkParts').count(partsOf(content));
          if (there !== parts)
            throw new UserError('This network was deleted meanwhile, perhaps in another tab.');
          const networks = open.objectStore('networks');
          const before = await networks.get(network.id);
          const next = { ...network, created: before?.created ?? now(), updated: now() };
          await networks.put(next);
          for (const other of await networks.getAll()) {
            if (other.content === content && !isHere(other)) await networks.put({ ...other, parts });
          }
          return next;
        });
        channel.tell();
        return kept;
      } catch (error) {
        await sweep().catch(() => undefined);
        throw error;
      }
    },
    async read(id) {
      const network = isOwnId(id) ? await find(id) : null;
      if (!network) {
        throw new UserError(
          `The network that is meant is not kept in this browser (its SHA-256 begins with ${id.slice(-16)}). Drop its file under Data & models, with the same normalisation, or choose another network.`,
        );
      }
      if (!isHere(network)) throw new UserError(missingWeights(network));
      const bytes = new Uint8Array(network.bytes);
      let at = 0;
      for await (const next of pieces(network)) {
        if (at + next.length > bytes.length) break;
        bytes.set(next, at);
        at += next.length;
      }
      if (at === bytes.length && sha256([bytes]) === network.content) return { network, bytes };
      throw new UserError(
        `The kept network "${network.name}" is no longer what it was. Delete it and drop its file again.`,
      );
    },
    async delete(id, remains) {
      await database.change(['networks', 'networkParts'], async (open) => {
        const networks = open.objectStore('networks');
        const there = await networks.get(id);
        if (!there) return;
        if (remains === 'nothing') await networks.delete(id);
        else await networks.put({ ...there, parts: 0 });
        const others = await networks.getAll();
        if (others.some((other) => other.content === there.content && isHere(other))) return;
        await open.objectStore('networkParts').delete(partsOf(there.content));
      });
      channel.tell();
    },
    listen: (listener) => channel.listen(listener),
  };
}

function isHere({ parts }: StoredNetwork): boolean {
  return parts > 0;
}

function missingWeights({ name, content, origin, saidNormalisation }: StoredNetwork): string {
  const where =
    origin.from === 'hub'
      ? `Fetch ${origin.repository}@${origin.revision.slice(0, 12)} again`
      : `Drop the file "${name}" again (its SHA-256 begins with ${content.slice(0, 12)})`;
  const said = saidNormalisation ? ', with the same normalisation' : '';
  return `The weights of "${name}" are not kept in this browser any more. ${where} under Data & models${said}.`;
}

/** The keys of a file's parts. */
function partsOf(content: string): IDBKeyRange {
  return IDBKeyRange.bound([content, 0], [content, Infinity]);
}

/** What is here already is looked at all the same, and not written again. */
async function passed(pieces: AsyncIterable<Bytes>, parts: number): Promise<number> {
  for await (const piece of pieces) void piece;
  return parts;
}

/** Pieces of any length as parts of one; the last may be shorter. */
async function* inParts(pieces: AsyncIterable<Bytes>, length: number): AsyncGenerator<Bytes> {
  let filling = new Uint8Array(length);
  let filled = 0;
  for await (const piece of pieces) {
    for (let from = 0; from < piece.length;) {
      const taken = piece.subarray(from, from + length - filled);
      filling.set(taken, filled);
      filled += taken.length;
      from += taken.length;
      if (filled < length) continue;
      yield filling;
      filling = new Uint8Array(length);
      filled = 0;
    }
  }
  if (filled > 0) yield filling.slice(0, filled);
}
