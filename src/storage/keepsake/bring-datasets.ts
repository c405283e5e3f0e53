/** Data of one's own out of a keepsake. An import is called by its files, a dataset by its pictures: none comes twice. */
import { readBlock } from '../../data/own/block-file';
import { UserError } from '../../lib/user-error';
import type { Database } from '../database';
import type { KeptDataset, KeptImport } from './dataset-contents';

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * Its blocks lie here before it is seen: one that was ended halfway leaves nothing.
 * @throws UserError where a block cannot be read
 */
export async function takeImport(
  database: Database,
  { files, ...about }: KeptImport,
  read: (name: string) => Promise<Bytes>,
): Promise<'added' | 'known'> {
  const { id } = about;
  if (await database.use((open) => open.getKey('imports', id))) return 'known';
  let [pictures, bytes] = [0, 0];
  try {
    for (const [block, file] of files.entries()) {
      const { pixels, ...facts } = readBlock(await read(file));
      pictures += facts.count;
      bytes += pixels.length;
      await database.change(['pictures', 'pixels'], async (transaction) => {
        await transaction.objectStore('pictures').put(facts, [id, block]);
        await transaction.objectStore('pixels').put(pixels, [id, block]);
      });
    }
    await database.change(['imports'], (transaction) =>
      transaction
        .objectStore('imports')
        .put({ ...about, state: 'ready', blocks: files.length, pictures, bytes }),
    );
  } catch (error) {
    await forget(database, id);
    throw error;
  }
  return 'added';
}

async function forget(database: Database, id: string): Promise<void> {
  const blocks = IDBKeyRange.bound([id, 0], [id, Infinity]);
  await database
    .change(['imports', 'pictures', 'pixels'], async (transaction) => {
      // another tab may have brought the same back
      if (await transaction.objectStore('imports').getKey(id)) return;
      await transaction.objectStore('pictures').delete(blocks);
      await transaction.objectStore('pixels').delete(blocks);
    })
    .catch(() => undefined);
}

/** @throws UserError where its pictures are not here */
export function takeDataset(database: Database, dataset: KeptDataset): Promise<'added' | 'known'> {
  return database.change(['imports', 'datasets'], async (transaction) => {
    const datasets = transaction.objectStore('datasets');
    if (await datasets.getKey(dataset.id)) return 'known';
    if (!(await transaction.objectStore('imports').getKey(dataset.importId))) {
      throw new UserError('its pictures are missing from the file.');
    }
    await datasets.put(dataset);
    return 'added';
  });
}
