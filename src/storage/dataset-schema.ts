/**
 * What lies in the stores of data of one's own. An import is its pictures, as they came; a dataset is what was made of
 * them (classes, split), by its options: several may be made of one import, and none decodes anything again.
 */
import type { LeftOut } from '../data/formats/format';
import type { ArrangeOptions, ClassCount } from '../data/own/arrange';
import type { DuplicateReport } from '../data/own/duplicates';
import type { ImportOptions } from '../data/own/import-dataset';
import type { OwnId } from '../data/own/own-id';
import type { PictureFacts } from '../data/own/picture-table';
import type { Bytes } from '../lib/byte-stream';

export interface StoredImport {
  /** of the source and how its pictures are kept: the same files are the same import */
  readonly id: string;
  /** of the folder or file, for people */
  readonly name: string;
  /** in words that follow "This is" */
  readonly format: string;
  /** only a ready one has all its pictures; the other goes on when its files are given again */
  readonly state: 'importing' | 'ready';
  readonly options: ImportOptions;
  /** sourceIdentity of its files */
  readonly source: string;
  /** records that are through, kept or not */
  readonly done: number;
  /** null = known at the end */
  readonly total: number | null;
  readonly blocks: number;
  readonly pictures: number;
  /** of all kept pixels */
  readonly bytes: number;
  /** names of labels that are numbers, by number; null = labels are the names */
  readonly classNames: readonly string[] | null;
  /** the first so many of the files that were left out, and how many there are in all */
  readonly leftOut: readonly LeftOut[];
  readonly leftOutCount: number;
  /** milliseconds since 1970 */
  readonly created: number;
  readonly updated: number;
}

export interface StoredDataset {
  /** of its hash (data/own/own-id.ts) */
  readonly id: OwnId;
  readonly hash: string;
  /** whose pictures it shows */
  readonly importId: string;
  readonly name: string;
  readonly options: ArrangeOptions;
  /** k names in label order */
  readonly classes: readonly string[];
  readonly counts: readonly ClassCount[];
  readonly train: number;
  readonly test: number;
  readonly nativeSide: number;
  readonly seeded: boolean;
  readonly unlabelled: number;
  readonly duplicates: DuplicateReport;
  readonly created: number;
  readonly updated: number;
}

/** What a person has said of single pictures and not yet made a dataset of, by import. */
export interface StoredLabels {
  /** by picture number, its class; null = none of them */
  readonly given: readonly (readonly [picture: number, name: string | null])[];
  /** classes that no picture has yet */
  readonly added: readonly string[];
}

/** Its stores in the database (database.ts). Blocks are numbered from 0 within their import. */
export interface DatasetStores {
  imports: { key: string; value: StoredImport; indexes: { updated: number } };
  pictures: { key: [importId: string, block: number]; value: PictureFacts };
  pixels: { key: [importId: string, block: number]; value: Bytes };
  datasets: { key: string; value: StoredDataset; indexes: { updated: number } };
  labels: { key: string; value: StoredLabels };
}
