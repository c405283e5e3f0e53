/** Data of one's own, out of the browser's database. */
import { nativeSideOf, type Dataset } from '../data/dataset';
import { arrange, type ArrangeOptions, type Arrangement } from '../data/own/arrange';
import { ownDataset } from '../data/own/own-dataset';
import { ownId, type OwnId } from '../data/own/own-id';
import { PictureIndex } from '../data/own/picture-index';
import { rowsOf, type PictureFacts } from '../data/own/picture-table';
import { UserError } from '../lib/user-error';
import type { DatasetLibrary } from '../storage/dataset-library';
import type { StoredDataset, StoredImport } from '../storage/dataset-schema';

/** @throws UserError when it is not kept here, or is no longer what it was */
export async function openOwnDataset(library: DatasetLibrary, id: OwnId): Promise<Dataset> {
  const stored = await library.dataset(id);
  const imported = stored && (await library.import(stored.importId));
  if (!stored || imported?.state !== 'ready') {
    throw new UserError(
      `The pictures that are meant (${id}) are not kept in this browser. Import the files that they came from, with the same split, or choose other data.`,
    );
  }
  const blocks = await library.blocks(stored.importId);
  const arrangement = arranged(imported, blocks, stored.options);
  if (arrangement.hash !== stored.hash) {
    throw new UserError(
      `The kept pictures of "${stored.name}" are no longer what they were. Delete them and import their files again.`,
    );
  }
  return ownDataset(stored.name, blocks, arrangement);
}

/** What is made of an import that is kept. @throws UserError when it cannot be trained on */
export async function makeDataset(
  library: DatasetLibrary,
  imported: StoredImport,
  { name, options, instead }: { name: string; options: ArrangeOptions; instead?: OwnId | undefined },
): Promise<StoredDataset> {
  const facts = await library.facts(imported.id);
  const arrangement = arranged({ ...imported, name }, facts, options);
  const { classes, counts, hash, train, test, seeded, unlabelled, duplicates } = arrangement;
  const longest = new PictureIndex(facts).longestOf([train, test]);
  return library.save(
    {
      ...{ id: ownId(hash), hash, importId: imported.id, name, options, classes, counts },
      ...{ train: train.labels.length, test: test.labels.length, nativeSide: nativeSideOf(longest) },
      ...{ seeded, unlabelled, duplicates },
    },
    instead,
  );
}

function arranged(
  { name, classNames, leftOut }: StoredImport,
  facts: readonly PictureFacts[],
  options: ArrangeOptions,
): Arrangement {
  return arrange({ name, rows: rowsOf(facts), classNames, leftOut: leftOut[0] ?? null }, options);
}
