/** Data of one's own out of a keepsake. An import is called by its files, a dataset by its pictures: none comes twice. */
import { readBlock } from '../../data/own/block-file';
import { UserError } from '../../lib/user-error';
import type { Database } from '../database';
import type { StoredImport } from '../dataset-schema';
import { IMPORT_CLAIMS, openRunClaims, type RunClaims } from '../run-claims';
import type { KeptDataset, KeptImport } from './dataset-contents';

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * It is `importing` until all its blocks lie here: one that was ended halfway is never taken for a whole one, and what
 * was half here before makes way for the whole one.
 * @param claims of imports: who brings pictures in has them alone
 * @throws UserError where a block cannot be read, or another tab is at the same pictures
 */
export async function takeImport(
  database: Database,
  kept: KeptImport,
  read: (name: string) => Promise<Bytes>,
  claims: RunClaims = openRunClaims(globalThis.navigator?.locks, IMPORT_CLAIMS),
): Promise<'added' | 'known'> {
  if (!(await claims.claim(kept.id))) {
    throw new UserError('another tab is importing the same pictures. Bring the file back when it is done.');
  }
  try {
    return await takeClaimed(database, kept, read);
  } finally {
    claims.release(kept.id);
  }
}

async function takeClaimed(
  database: Database,
  { files, ...about }: KeptImport,
  read: (name: string) => Promise<Bytes>,
): Promise<'added' | 'known'> {
  const { id } = about;
  const begins: StoredImport = { ...about, state: 'importing', done: 0, blocks: 0, pictures: 0, bytes: 0 };
  const begun = await database.change([...stores], async (transaction) => {
    const imports = transaction.objectStore('imports');
    if ((await imports.get(id))?.state === 'ready') return false;
    await transaction.objectStore('pictures').delete(blocksOf(id));
    await transaction.objectStore('pixels').delete(blocksOf(id));
    await imports.put(begins);
    return true;
  });
  if (!begun) return 'known';
  let [pictures, bytes] = [0, 0];
  try {
    for (const [block, file] of files.entries()) {
      const { pixels, ...facts } = readBlock(await read(file));
      pictures += facts.count;
      bytes += pixels.length;
      await database.change([...stores], async (transaction) => {
        stillOurs(await transaction.objectStore('imports').get(id));
        await transaction.objectStore('pictures').put(facts, [id, block]);
        await transaction.objectStore('pixels').put(pixels, [id, block]);
      });
    }
    await database.change(['imports'], async (transaction) => {
      const imports = transaction.objectStore('imports');
      stillOurs(await imports.get(id));
      await imports.put({ ...about, state: 'ready', blocks: files.length, pictures, bytes });
    });
  } catch (error) {
    await forget(database, id);
    throw error;
  }
  return 'added';
}

const stores = ['imports', 'pictures', 'pixels'] as const;

/** The keys of an import's blocks. */
function blocksOf(id: string): IDBKeyRange {
  return IDBKeyRange.bound([id, 0], [id, Infinity]);
}

/** @throws UserError where another writer has gone on with it: an import from files counts what it has done */
function stillOurs(there: StoredImport | undefined): void {
  if (there?.state === 'importing' && there.done === 0) return;
  throw new UserError('another tab has changed the same pictures meanwhile. Bring the file back once more.');
}

async function forget(database: Database, id: string): Promise<void> {
  await database
    .change([...stores], async (transaction) => {
      const imports = transaction.objectStore('imports');
      const there = await imports.get(id);
      // another tab may have brought the same in
      if (there && (there.state === 'ready' || there.done > 0)) return;
      await imports.delete(id);
      await transaction.objectStore('pictures').delete(blocksOf(id));
      await transaction.objectStore('pixels').delete(blocksOf(id));
    })
    .catch(() => undefined);
}

/** @throws UserError where its pictures are not here */
export function takeDataset(database: Database, dataset: KeptDataset): Promise<'added' | 'known'> {
  return database.change(['imports', 'datasets'], async (transaction) => {
    const datasets = transaction.objectStore('datasets');
    if (await datasets.getKey(dataset.id)) return 'known';
    const imported = await transaction.objectStore('imports').get(dataset.importId);
    if (imported?.state !== 'ready') {
      throw new UserError('its pictures are missing from the file.');
    }
    await datasets.put(dataset);
    return 'added';
  });
}
