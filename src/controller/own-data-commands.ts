import type { ArrangeOptions } from '../data/own/arrange';
import type { OwnId } from '../data/own/own-id';
import type { GivenLabels } from '../store/own-data';
import type { GivenSource, KeptDataset, ShownPicture } from '../worker/import-protocol';

export type ArrangeChange = Partial<ArrangeOptions> | ((made: KeptDataset | null) => Partial<ArrangeOptions>);

/** What the person can do with data of their own; what comes of it stands in the store (own-data.ts). */
export interface OwnDataCommands {
  /** reads what this browser keeps */
  open(): void;
  /** says what files are before anything is kept */
  look(source: GivenSource): void;
  /** keeps pictures at this longer side in pixels; looks at the files in hand again */
  keepAt(side: number): void;
  /** keeps what was looked at, or goes on with it */
  begin(): void;
  cancel(): void;
  /** lets go of files that are not kept yet */
  dismiss(): void;
  /** looks into kept pictures, and what was made of them; null closes them */
  show(importId: string | null, id?: OwnId | null): void;
  /**
   * makes something else of the pictures that are looked into; one change after another
   * @param change what is to be otherwise, or how to find it from what has been made by then
   */
  arrange(change: ArrangeChange): void;
  /** says what single pictures are, to be made a dataset of later; null takes all of it back */
  label(importId: string, more: Partial<GivenLabels> | null): void;
  rename(id: OwnId, name: string): void;
  remove(id: OwnId): void;
  /** deletes pictures with all that was made of them */
  removeImport(importId: string): void;
  /** has the next run train on it, and goes there */
  trainOn(id: OwnId): void;
  /** some of the kept pictures, small; fewer where they are no longer here */
  pictures(importId: string, from: number, count: number): Promise<readonly ShownPicture[]>;
}
