/** An import whose pictures stay in memory, for whoever goes on with them at once. */
import type { Dataset } from '../dataset';
import type { LeftOut } from '../formats/format';
import { IMPORT_LIMITS } from '../formats/import-limits';
import { arrange, type ArrangeOptions, type Arrangement } from './arrange';
import { importDataset, type ImportJob, type ImportOptions } from './import-dataset';
import { ownDataset } from './own-dataset';
import type { PictureBlock } from './picture-block';
import { rowsOf } from './picture-table';

/** How files become a dataset: what is kept of each picture, and what is made of all of them. */
export type DataOptions = Partial<ImportOptions & ArrangeOptions>;

export interface OwnData {
  readonly dataset: Dataset;
  readonly arrangement: Arrangement;
  /** what it was stored as */
  readonly format: string;
  /** the first so many */
  readonly leftOut: readonly LeftOut[];
  readonly leftOutCount: number;
}

export interface MemoryImport extends Pick<ImportJob, 'source' | 'decode'> {
  readonly options?: DataOptions;
  /** in pictures; the total is null where it is known at the end */
  readonly onProgress?: (done: number, total: number | null) => void;
}

/** @throws UserError when it cannot be read, does not fit, or cannot be trained on */
export async function importIntoMemory({
  source,
  decode,
  options = {},
  onProgress,
}: MemoryImport): Promise<OwnData> {
  const blocks: PictureBlock[] = [];
  const leftOut: LeftOut[] = [];
  let leftOutCount = 0;
  let format = '';
  let classNames: readonly string[] | null = null;
  for await (const event of importDataset({ source, decode, options })) {
    if (event.type === 'found') format = event.format;
    else if (event.type === 'block') blocks.push(event.block);
    else if (event.type === 'progress') onProgress?.(event.done, event.total);
    else if (event.type === 'done') classNames = event.classNames;
    else if (++leftOutCount <= IMPORT_LIMITS.listed)
      leftOut.push({ path: event.path, message: event.message });
  }
  const { name } = source;
  const rows = rowsOf(blocks);
  const arrangement = arrange({ name, rows, classNames, leftOut: leftOut[0] ?? null }, options);
  return { dataset: ownDataset(name, blocks, arrangement), arrangement, format, leftOut, leftOutCount };
}
