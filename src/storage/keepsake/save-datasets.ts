/** Data of one's own into a keepsake, block by block: no more than four megabytes of it are in memory. */
import { shownName } from '../../data/formats/source-file';
import { writeBlock } from '../../data/own/block-file';
import type { Database } from '../database';
import type { KeptDataset, KeptImport } from './dataset-contents';

interface Saving {
  /** @returns the name under which it is written */
  put(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<string>;
  /** throws where the person has ended it */
  next(): void;
}

/** An import that is not through yet goes on only where its files are, and stays here: `unfinished` says so. */
export async function saveDatasets(
  database: Database,
  { put, next }: Saving,
): Promise<{
  readonly imports: KeptImport[];
  readonly datasets: KeptDataset[];
  readonly unfinished: readonly string[];
}> {
  const all = await database.use((open) => open.getAllFromIndex('imports', 'updated'));
  const imports: KeptImport[] = [];
  const unfinished: string[] = [];
  for (const { state, blocks, ...about } of all) {
    if (state !== 'ready') {
      unfinished.push(
        `${shownName(about.name, 80)} was left out: its import is not finished, and goes on only where its files are.`,
      );
      continue;
    }
    const files: string[] = [];
    for (let block = 0; block < blocks; block++) {
      next();
      const [facts, pixels] = await database.use((open) =>
        Promise.all([open.get('pictures', [about.id, block]), open.get('pixels', [about.id, block])]),
      );
      // deleted in another tab meanwhile
      if (!facts || !pixels) break;
      files.push(
        await put(`pictures/${imports.length}/${block}.safetensors`, writeBlock({ ...facts, pixels })),
      );
    }
    if (files.length === blocks) imports.push(plain({ ...about, files }));
  }
  const datasets = await database.use((open) => open.getAllFromIndex('datasets', 'updated'));
  const there = new Set(imports.map(({ id }) => id));
  return {
    imports,
    datasets: datasets.filter(({ importId }) => there.has(importId)).map((one) => plain(one)),
    unfinished,
  };
}

/** As it is written: what is only read here has lists that must not be changed. */
function plain<Value>(value: unknown): Value {
  return structuredClone(value) as Value;
}
