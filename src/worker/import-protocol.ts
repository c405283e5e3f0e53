import type { ArrangeOptions } from '../data/own/arrange';
import type { FoundEvent, ImportOptions } from '../data/own/import-dataset';
import type { OwnId } from '../data/own/own-id';
import type { Raster } from '../data/raster';
import type { StoredDataset, StoredImport } from '../storage/dataset-schema';

/** What lies in this browser, as panels read it: they know nothing of the database. */
export type { StoredDataset as KeptDataset, StoredImport as ImportedPictures };

/** What the page and its import worker say to each other. Every request is answered once, an import also on its way. */

export interface GivenFile {
  /** below the chosen folder, with forward slashes; the file's name where it was chosen alone */
  readonly path: string;
  readonly file: File;
}

/** A folder or file that a person has given. */
export interface GivenSource {
  readonly name: string;
  readonly files: readonly GivenFile[];
}

export type ImportRequest =
  /** what it is and how much it will take, before anything is kept: answered by `found` */
  | { readonly type: 'look'; readonly source: GivenSource; readonly options: Partial<ImportOptions> }
  /**
   * keep its pictures and make a dataset of them; goes on where an earlier try with the same files ended. Answered by
   * `imported`, or by `cancelled`
   */
  | {
      readonly type: 'import';
      readonly source: GivenSource;
      readonly options: Partial<ImportOptions>;
      readonly arrange: Partial<ArrangeOptions>;
    }
  /** make a dataset of pictures that are kept, perhaps in the place of another: answered by `arranged` */
  | {
      readonly type: 'arrange';
      readonly importId: string;
      readonly name: string;
      readonly options: Partial<ArrangeOptions>;
      readonly instead?: OwnId;
    }
  /** some of the pictures that are kept, by number, shrunk to a side: answered by `pictures` */
  | {
      readonly type: 'pictures';
      readonly importId: string;
      readonly from: number;
      readonly count: number;
      /** longer side in pixels */
      readonly side: number;
    };

export type ImportCommand =
  | (ImportRequest & { readonly request: number })
  /** ends the import under way; what it has kept can be gone on with */
  | { readonly type: 'cancel' };

export interface ShownPicture {
  readonly picture: number;
  readonly path: string;
  /** as the format calls it; null = none yet */
  readonly label: string | null;
  readonly raster: Raster;
}

export type ImportAnswer =
  /** `known` = what an earlier try with the same files and options has kept */
  | (Omit<FoundEvent, 'type'> & { readonly type: 'found'; readonly known: StoredImport | null })
  /** the pictures are kept. `dataset` is null where none can be made of them yet, and `message` says why */
  | {
      readonly type: 'imported';
      readonly import: StoredImport;
      readonly dataset: StoredDataset | null;
      readonly message: string | null;
    }
  | { readonly type: 'cancelled'; readonly import: StoredImport | null }
  | { readonly type: 'arranged'; readonly dataset: StoredDataset }
  | { readonly type: 'pictures'; readonly total: number; readonly pictures: readonly ShownPicture[] }
  /** a sentence; what is kept of an import that failed can be gone on with */
  | { readonly type: 'failed'; readonly message: string; readonly import: StoredImport | null };

export type ImportReply =
  | (ImportAnswer & { readonly request: number })
  /** how far an import is: records that are through, pictures and bytes that are kept, files that are left out */
  | {
      readonly type: 'progress';
      readonly request: number;
      readonly done: number;
      readonly total: number | null;
      readonly pictures: number;
      readonly bytes: number;
      readonly leftOut: number;
    };
