/**
 * Data of one's own, over reloads. A block of pictures and how far the import is with it are written together or not at
 * all, and a dataset is only there once all its pictures are: whatever ends an import, nothing half is ever seen.
 */
import type { LeftOut } from '../data/formats/format';
import { IMPORT_LIMITS } from '../data/formats/import-limits';
import type { PictureBlock } from '../data/own/picture-block';
import type { PictureFacts } from '../data/own/picture-table';
import { UserError } from '../lib/user-error';
import { Database } from './database';
import type { StoredDataset, StoredImport, StoredLabels } from './dataset-schema';
import { openLibraryChannel } from './library-channel';

/** An import that begins: how far it is, is not said yet. */
export type NewImport = Pick<StoredImport, 'id' | 'name' | 'format' | 'options' | 'source' | 'total'>;

/** What has come in since the last writing. */
export interface ImportedPart {
  readonly block: PictureBlock | null;
  /** records that are through with it */
  readonly done: number;
  readonly leftOut: readonly LeftOut[];
}

/** Every call is refused with a UserError's sentence where the browser keeps nothing or has no room. */
export interface DatasetLibrary {
  /** The one changed last comes first. */
  list(): Promise<{ readonly imports: readonly StoredImport[]; readonly datasets: readonly StoredDataset[] }>;
  /** The import of that id, as far as it is; a new one where there is none. */
  begin(what: NewImport): Promise<StoredImport>;
  import(id: string): Promise<StoredImport | null>;
  /** @param known the import as its writer knows it: another writer in between is refused */
  add(known: StoredImport, part: ImportedPart): Promise<StoredImport>;
  finish(known: StoredImport, classNames: StoredImport['classNames']): Promise<StoredImport>;
  /** What is known of an import's pictures, without their pixels. */
  facts(importId: string): Promise<PictureFacts[]>;
  blocks(importId: string): Promise<PictureBlock[]>;
  pixels(importId: string, block: number): Promise<PictureBlock['pixels'] | null>;
  /** Writes what was made of an import; in the place of `instead`, where that is another one. */
  save(dataset: Omit<StoredDataset, 'created' | 'updated'>, instead?: string): Promise<StoredDataset>;
  dataset(id: string): Promise<StoredDataset | null>;
  rename(id: string, name: string): Promise<void>;
  /** Deletes a dataset, and its pictures where no other dataset shows them. */
  delete(id: string): Promise<void>;
  /** Deletes an import with all that was made of it. */
  deleteImport(id: string): Promise<void>;
  /** What has been said of single pictures and is no dataset yet, by import. */
  labels(): Promise<Readonly<Record<string, StoredLabels>>>;
  /** Adds to it, whatever another tab has added meanwhile. */
  label(importId: string, more: Partial<StoredLabels>): Promise<StoredLabels>;
  /** It has been taken over, or taken back. */
  forgetLabels(importId: string): Promise<void>;
  /** Calls back when another tab or worker has changed something, until what it returns is called. */
  listen(listener: () => void): () => void;
}

const sentences = {
  full: 'The browser has no room left for these pictures. What has been imported stays, and goes on when you give the same files again: delete data or runs that you no longer need, or keep the pictures smaller.',
  none: 'This browser keeps no data for this page (a private window, perhaps), so pictures of your own cannot be imported. Open the page in an ordinary window.',
};

const all = ['imports', 'pictures', 'pixels', 'datasets', 'labels'] as const;

/** @param now milliseconds since 1970 */
export function openDatasetLibrary({ now = Date.now }: { now?: () => number } = {}): DatasetLibrary {
  const database = new Database(sentences);
  const channel = openLibraryChannel('smm-explorer-datasets');
  const changed = <Result>(result: Result): Result => {
    channel.tell();
    return result;
  };
  /** Writes the import's record anew, unless it is no longer what its writer knows. */
  const advance = async (known: StoredImport, change: Partial<StoredImport>, block: PictureBlock | null) => {
    const next: StoredImport = { ...known, ...change, updated: now() };
    await database.change(['imports', 'pictures', 'pixels'], async (transaction) => {
      const imports = transaction.objectStore('imports');
      const there = await imports.get(known.id);
      if (!there) throw new UserError('This import was deleted meanwhile, perhaps in another tab.');
      if (there.blocks !== known.blocks || there.done !== known.done || there.state !== 'importing') {
        throw new UserError('Another tab imports the same files. Go on there, or close it and try again.');
      }
      await imports.put(next);
      if (next.state === 'ready') {
        // a file of everything that came back halfway may have left more blocks behind than these files have
        const beyond = blocksOf(known.id, next.blocks);
        await transaction.objectStore('pictures').delete(beyond);
        await transaction.objectStore('pixels').delete(beyond);
      }
      if (!block) return;
      const { pixels, ...facts } = block;
      const key: [string, number] = [known.id, known.blocks];
      await transaction.objectStore('pictures').put(facts, key);
      await transaction.objectStore('pixels').put(pixels, key);
    });
    return next;
  };
  return {
    async list() {
      const [imports, datasets] = await database.use((open) =>
        Promise.all([
          open.getAllFromIndex('imports', 'updated'),
          open.getAllFromIndex('datasets', 'updated'),
        ]),
      );
      return { imports: imports.toReversed(), datasets: datasets.toReversed() };
    },
    async begin(what) {
      const begun = await database.change(['imports'], async (transaction) => {
        const imports = transaction.objectStore('imports');
        const there = await imports.get(what.id);
        if (there) return there;
        const begins: StoredImport = { ...what, ...nothingYet, created: now(), updated: now() };
        await imports.put(begins);
        return begins;
      });
      return changed(begun);
    },
    import: (id) => database.use(async (open) => (await open.get('imports', id)) ?? null),
    async add(known, { block, done, leftOut }) {
      const listed = [...known.leftOut, ...leftOut].slice(0, IMPORT_LIMITS.listed);
      const change = {
        done,
        leftOut: listed,
        leftOutCount: known.leftOutCount + leftOut.length,
        ...(block && {
          blocks: known.blocks + 1,
          pictures: known.pictures + block.count,
          bytes: known.bytes + block.pixels.length,
        }),
      };
      return advance(known, change, block);
    },
    finish: async (known, classNames) =>
      changed(await advance(known, { state: 'ready', total: known.done, classNames }, null)),
    facts: (id) => database.use((open) => open.getAll('pictures', blocksOf(id))),
    async blocks(id) {
      const facts = await database.use((open) => open.getAll('pictures', blocksOf(id)));
      const blocks: PictureBlock[] = [];
      // one at a time: a browser hands all of a `getAll` over in one message
      for (const [block, known] of facts.entries()) {
        const pixels = await database.use((open) => open.get('pixels', [id, block]));
        if (!pixels) throw new UserError('These pictures were deleted meanwhile, perhaps in another tab.');
        blocks.push({ ...known, pixels });
      }
      return blocks;
    },
    pixels: (id, block) => database.use(async (open) => (await open.get('pixels', [id, block])) ?? null),
    async save(dataset, instead) {
      const saved = await database.change(['imports', 'datasets'], async (transaction) => {
        const datasets = transaction.objectStore('datasets');
        if (!(await transaction.objectStore('imports').getKey(dataset.importId))) {
          throw new UserError('The pictures of this dataset were deleted meanwhile, perhaps in another tab.');
        }
        const before = await datasets.get(dataset.id);
        if (instead !== undefined && instead !== dataset.id) await datasets.delete(instead);
        const next: StoredDataset = { ...dataset, created: before?.created ?? now(), updated: now() };
        await datasets.put(next);
        return next;
      });
      return changed(saved);
    },
    dataset: (id) => database.use(async (open) => (await open.get('datasets', id)) ?? null),
    async rename(id, name) {
      await database.change(['datasets'], async (transaction) => {
        const datasets = transaction.objectStore('datasets');
        const there = await datasets.get(id);
        if (there) await datasets.put({ ...there, name, updated: now() });
      });
      changed(undefined);
    },
    async delete(id) {
      await database.change([...all], async (transaction) => {
        const datasets = transaction.objectStore('datasets');
        const there = await datasets.get(id);
        if (!there) return;
        await datasets.delete(id);
        const others = await datasets.getAll();
        if (others.some(({ importId }) => importId === there.importId)) return;
        await transaction.objectStore('imports').delete(there.importId);
        await transaction.objectStore('labels').delete(there.importId);
        await transaction.objectStore('pictures').delete(blocksOf(there.importId));
        await transaction.objectStore('pixels').delete(blocksOf(there.importId));
      });
      changed(undefined);
    },
    async deleteImport(id) {
      await database.change([...all], async (transaction) => {
        const datasets = transaction.objectStore('datasets');
        for (const one of await datasets.getAll()) if (one.importId === id) await datasets.delete(one.id);
        await transaction.objectStore('imports').delete(id);
        await transaction.objectStore('labels').delete(id);
        await transaction.objectStore('pictures').delete(blocksOf(id));
        await transaction.objectStore('pixels').delete(blocksOf(id));
      });
      changed(undefined);
    },
    labels: () =>
      database.use(async (open) => {
        const { store } = open.transaction('labels');
        const [ids, labels] = await Promise.all([store.getAllKeys(), store.getAll()]);
        return Object.fromEntries(ids.map((id, i) => [id, labels[i]!]));
      }),
    async label(importId, { given = [], added = [] }) {
      const labels = await database.change(['imports', 'labels'], async (transaction) => {
        if (!(await transaction.objectStore('imports').getKey(importId))) {
          throw new UserError('These pictures were deleted meanwhile, perhaps in another tab.');
        }
        const store = transaction.objectStore('labels');
        const before = (await store.get(importId)) ?? { given: [], added: [] };
        const next: StoredLabels = {
          given: [...new Map([...before.given, ...given])],
          added: [...new Set([...before.added, ...added])],
        };
        await store.put(next, importId);
        return next;
      });
      return changed(labels);
    },
    async forgetLabels(importId) {
      await database.change(['labels'], (transaction) => transaction.objectStore('labels').delete(importId));
      changed(undefined);
    },
    listen: (listener) => channel.listen(listener),
  };
}

const nothingYet = {
  state: 'importing',
  done: 0,
  blocks: 0,
  pictures: 0,
  bytes: 0,
  classNames: null,
  leftOut: [],
  leftOutCount: 0,
} as const satisfies Partial<StoredImport>;

/** The keys of an import's blocks: all, or those from one on. */
function blocksOf(id: string, from = 0): IDBKeyRange {
  return IDBKeyRange.bound([id, from], [id, Infinity]);
}
