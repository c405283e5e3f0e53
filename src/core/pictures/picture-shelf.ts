import { keepBytes, type KeptBytes } from '../kernels/webgpu/kept-bytes';
import type { PlanBackend } from '../plan/plan-backend';
import { backend, getBackend } from '../tf';
import { wordsOf, type Picture } from './picture';

/** Where pictures come from: a split of a dataset. */
export interface PictureSource {
  readonly count: number;
  raster(index: number): Picture;
}

/**
 * Bytes on the device, of all splits together. CIFAR-10 takes 184 MB of it; beside a batch of 64 in training, which
 * takes a gigabyte at 224 × 224, it is no more than a share.
 */
const ROOM = 2 ** 28;

/**
 * Where pictures stay on the device while a task is worked on. A split comes as bytes, picture by picture as it is
 * asked for, and each crosses over once; after that a batch needs to say only which. Where there is no room for a
 * split, or the backend keeps none, pictures come as they are and travel with their batch.
 */
export class PictureShelf {
  readonly #splits = new Map<PictureSource, ShelvedSplit | null>();
  #room = ROOM;

  /** @param count of the source's pictures, the first so many, that will be asked for in the end */
  pictures(source: PictureSource, count: number, indices: readonly number[]): readonly Picture[] {
    const shelved = this.#shelved(source, count);
    return indices.map((index) => shelved?.picture(index) ?? source.raster(index));
  }

  dispose(): void {
    for (const split of this.#splits.values()) split?.dispose();
    this.#splits.clear();
    this.#room = ROOM;
  }

  #shelved(source: PictureSource, count: number): ShelvedSplit | null {
    if (getBackend() !== 'webgpu') return null;
    const known = this.#splits.get(source);
    if (known === null || (known && known.count >= count)) return known;
    // with more of its pictures than before, which takes a place of another size
    if (known) {
      known.dispose();
      this.#room += known.bytes;
    }
    const made = shelve(source, count, this.#room);
    this.#room -= made?.bytes ?? 0;
    this.#splits.set(source, made);
    return made;
  }
}

function shelve(source: PictureSource, count: number, room: number): ShelvedSplit | null {
  const starts = new Int32Array(count);
  let words = 0;
  for (let index = 0; index < count; index++) {
    const { data } = source.raster(index);
    starts[index] = words;
    words += wordsOf(data.length);
    if (!(data instanceof Uint8Array) || 4 * words > room) return null;
  }
  const kept = keepBytes(backend() as unknown as PlanBackend, words);
  return kept && new ShelvedSplit(source, starts, kept);
}

/** The first pictures of a split, one behind the other. */
class ShelvedSplit {
  readonly #source: PictureSource;
  /** the integer that each begins with */
  readonly #starts: Int32Array;
  readonly #kept: KeptBytes;
  /** 1 = has come */
  readonly #here: Uint8Array;

  constructor(source: PictureSource, starts: Int32Array, kept: KeptBytes) {
    this.#source = source;
    this.#starts = starts;
    this.#kept = kept;
    this.#here = new Uint8Array(starts.length);
  }

  get count(): number {
    return this.#starts.length;
  }

  get bytes(): number {
    return 4 * this.#kept.integers.size;
  }

  picture(index: number): Picture {
    const raster = this.#source.raster(index);
    const word = this.#starts[index]!;
    if (!this.#here[index]) this.#kept.fill(word, raster.data as Uint8Array);
    this.#here[index] = 1;
    return { ...raster, place: { bytes: this.#kept.integers, word } };
  }

  dispose(): void {
    this.#kept.dispose();
  }
}
