import { canGather } from './gather-pictures';
import type { Picture } from './picture';
import { ShelvedSplit, type PictureSource } from './shelved-split';

export type { PictureSource } from './shelved-split';

/**
 * Bytes on the device, of all splits together. CIFAR-10 takes 184 MB of it; beside a batch of 64 in training, which
 * takes a gigabyte at 224 × 224, it is no more than a share.
 */
const ROOM = 2 ** 28;

/**
 * Where pictures stay on the device while a task is worked on. A split comes as bytes, picture by picture as it is
 * asked for, and each crosses over once; after that a batch needs to say only which. Where there is no room for a
 * split, the device has not said yet whether there is, or the backend keeps none, pictures come as they are and travel
 * with their batch.
 */
export class PictureShelf {
  readonly #splits = new Map<PictureSource, ShelvedSplit>();

  /** @param count of the source's pictures, the first so many, that will be asked for in the end */
  pictures(source: PictureSource, count: number, indices: readonly number[]): readonly Picture[] {
    if (!canGather()) return indices.map((index) => source.raster(index));
    const split = this.#splits.get(source) ?? new ShelvedSplit(source);
    this.#splits.set(source, split);
    split.makeRoom(count, ROOM - this.#bytesBeside(split));
    return indices.map((index) => split.picture(index));
  }

  dispose(): void {
    for (const split of this.#splits.values()) split.dispose();
    this.#splits.clear();
  }

  #bytesBeside(split: ShelvedSplit): number {
    return [...this.#splits.values()].reduce((sum, other) => (other === split ? sum : sum + other.bytes), 0);
  }
}
