import type { Raster } from './raster';

/** One half of a dataset. Pictures are decoded already; `rasters` may be a lazy view on packed bytes. */
export interface Split {
  readonly count: number;
  /** [count], class index 0..k−1 */
  readonly labels: Int32Array;
  /** The i-th picture, native size. */
  raster(index: number): Raster;
}

/** A labelled image dataset, as the method sees it. */
export interface Dataset {
  readonly name: string;
  readonly title: string;
  /** k class names in label order */
  readonly classes: readonly string[];
  /** Side of the native pictures for Pad (paper.md A.9): 28/32 stay, larger ones count as 128. */
  readonly nativeSide: number;
  readonly train: Split;
  readonly test: Split;
  readonly licence: string;
  readonly notice: string;
  /** SHA-256 (hex) over labels and pixels of both splits; stands in every capsule. */
  readonly hash: string;
}
