/** What a dataset from elsewhere may ask of us. Whatever is beyond is refused, or left out, with its sentence. */
export const IMPORT_LIMITS = {
  /** a mapping needs a source class for each, and ImageNet has a thousand */
  classes: 1000,
  pictures: 300_000,
  /** of kept pixels: they lie in memory while a run trains on them */
  bytes: 1.5e9,
  /** longer side that pictures are kept at, unless another is asked for: enough for crops of any input up to 224 */
  keptSide: 384,
  /** files below a folder, entries of an archive */
  files: 400_000,
  /** of a ZIP's table of contents */
  directoryBytes: 96 * 2 ** 20,
  /** of one inflated archive entry */
  entryBytes: 256 * 2 ** 20,
  /** inflated to stored size, of what is inflated to more than `ratioFrom` bytes: deflate ends at 1032 */
  ratio: 200,
  ratioFrom: 4 * 2 ** 20,
  /** of all that a compressed stream may be inflated to */
  streamBytes: 16 * 2 ** 30,
  parquet: { footerBytes: 64 * 2 ** 20, chunkBytes: 768 * 2 ** 20, pageBytes: 512 * 2 ** 20, columns: 1000 },
  /** characters of a class name */
  nameLength: 100,
  /** left-out files that are listed; all are counted */
  listed: 200,
} as const;
