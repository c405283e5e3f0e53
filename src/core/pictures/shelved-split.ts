import { keepBytes, type KeptBytes } from '../kernels/webgpu/kept-bytes';
import type { PlanBackend } from '../plan/plan-backend';
import { backend } from '../tf';
import { wordsOf, type Picture } from './picture';

/** Where pictures come from: a split of a dataset. */
export interface PictureSource {
  readonly count: number;
  raster(index: number): Picture;
}

/** The first pictures of a split, one behind the other. */
interface Shelf {
  /** the integer that each begins with */
  readonly starts: Int32Array;
  /** 1 = has come */
  readonly here: Uint8Array;
  readonly kept: KeptBytes;
}

/** A split on the device, as much of it as was asked for and as the device has room for. */
export class ShelvedSplit {
  readonly #source: PictureSource;
  #shelf: Shelf | null = null;
  /** a larger one, which the device has not said yet that it has the memory for; until then the smaller one serves */
  #asked: Shelf | null = null;
  /** so many of its pictures are known to be too much */
  #tooMany = Infinity;

  constructor(source: PictureSource) {
    this.#source = source;
  }

  /** that it takes, or will when what was asked for is given */
  get bytes(): number {
    return 4 * ((this.#asked ?? this.#shelf)?.kept.integers.size ?? 0);
  }

  /** @param room for the first `count` pictures, in bytes */
  makeRoom(count: number, room: number): void {
    if (this.#asked) this.#settle(this.#asked);
    const enough = (this.#shelf?.starts.length ?? 0) >= count;
    if (!enough && !this.#asked && count < this.#tooMany) this.#ask(count, room);
  }

  /** Where it lies on the device if there is a place for it, which it comes to when it is first asked for. */
  picture(index: number): Picture {
    const raster = this.#source.raster(index);
    const word = this.#shelf?.starts[index];
    if (!this.#shelf || word === undefined) return raster;
    const { kept, here } = this.#shelf;
    if (!here[index]) kept.fill(word, raster.data as Uint8Array);
    here[index] = 1;
    return { ...raster, place: { bytes: kept.integers, word } };
  }

  dispose(): void {
    this.#asked?.kept.dispose();
    this.#shelf?.kept.dispose();
  }

  #settle(asked: Shelf): void {
    const { given } = asked.kept;
    if (given === null) return;
    this.#asked = null;
    if (given) {
      this.#shelf?.kept.dispose();
      this.#shelf = asked;
    } else {
      asked.kept.dispose();
      this.#tooMany = asked.starts.length;
    }
  }

  #ask(count: number, room: number): void {
    const starts = new Int32Array(count);
    let words = 0;
    for (let index = 0; index < count; index++) {
      const { data } = this.#source.raster(index);
      starts[index] = words;
      words += wordsOf(data.length);
      if (data instanceof Uint8Array && 4 * words <= room) continue;
      this.#tooMany = index + 1;
      return;
    }
    const kept = keepBytes(backend() as unknown as PlanBackend, words);
    if (kept) this.#asked = { starts, here: new Uint8Array(count), kept };
    else this.#tooMany = count;
  }
}
