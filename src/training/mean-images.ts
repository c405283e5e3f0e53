import type { Normalisation } from '../core/normalisation';
import type { PictureShelf } from '../core/pictures/picture-shelf';
import * as tf from '../core/tf';
import type { Tensor3D, Tensor4D } from '../core/tf';
import type { Split } from '../data/dataset';
import { inputImages } from './input-images';
import type { Shown } from './loader';

/** Those that are added up at once. */
export const PICTURES_OF_A_MEAN = 64;

export interface MeanImagesOptions {
  /** the training pictures, asked for when a mean is */
  readonly train: () => Promise<Split>;
  readonly normalisation: Normalisation;
  readonly shelf: PictureShelf;
  /** gives the thread a moment, between batches */
  readonly breathe: () => Promise<void>;
}

/** The mean of the training pictures as they are, never augmented: once for each side and limit that is asked for. */
export class MeanImages {
  readonly #options: MeanImagesOptions;
  readonly #known = new Map<string, Promise<Tensor4D>>();

  constructor(options: MeanImagesOptions) {
    this.#options = options;
  }

  /**
   * @param limit of the training pictures, the first so many; null = all
   * @returns mean of r(x) [1, H, W, 3]; stays this object's
   */
  of({ config }: Pick<Shown, 'config'>, limit: number | null): Promise<Tensor4D> {
    const key = `${config.side} px, ${limit}`;
    const known = this.#known.get(key) ?? this.#mean({ input: 'resized', config }, limit);
    this.#known.set(key, known);
    // whoever asks next tries again
    known.catch(() => this.#known.delete(key));
    return known;
  }

  dispose(): void {
    for (const mean of this.#known.values())
      void mean.then((image) => image.dispose()).catch(() => undefined);
    this.#known.clear();
  }

  async #mean(shown: Shown, limit: number | null): Promise<Tensor4D> {
    const { normalisation, shelf, breathe } = this.#options;
    const train = await this.#options.train();
    const count = Math.min(train.count, limit ?? train.count);
    let sum: Tensor3D = tf.zeros([shown.config.side, shown.config.side, 3]);
    for (let start = 0; start < count; start += PICTURES_OF_A_MEAN) {
      const length = Math.min(PICTURES_OF_A_MEAN, count - start);
      const indices = Array.from({ length }, (_, i) => start + i);
      const images = inputImages(shown, normalisation, shelf.pictures(train, count, indices));
      const before = sum;
      sum = plusAll(before, images);
      tf.dispose([images, before]);
      await breathe();
    }
    const mean = meanOf(sum, count);
    sum.dispose();
    return mean;
  }
}

/** A sum [H, W, 3] with all of these [B, H, W, 3] on top; the caller disposes. */
export function plusAll(sum: Tensor3D, images: Tensor4D): Tensor3D {
  return tf.tidy(() => tf.add(sum, tf.sum(images, 0)));
}

/** [H, W, 3] → [1, H, W, 3]; the caller disposes. */
export function meanOf(sum: Tensor3D, count: number): Tensor4D {
  return tf.tidy(() => tf.expandDims(tf.div(sum, count), 0));
}
