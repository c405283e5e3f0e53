import { sha256 } from '../lib/sha256';
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

/** Side of the native picture inside a Pad border (paper.md A.9): small ones stay as they are, larger ones count as 128. */
export function nativeSideOf(side: number): number {
  return side <= 32 ? side : 128;
}

/** A dataset's identity: SHA-256 over labels (int32) and pixels of both splits, training first. */
export function datasetHash(parts: Iterable<ArrayBufferView>): string {
  return sha256(parts);
}
