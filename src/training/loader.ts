import type { Method } from '../core/method';
import type { TrainingConfig } from '../core/method-config';
import type { Normalisation } from '../core/normalisation';
import type { Tensor4D } from '../core/tf';
import { planEpoch, stepsPerEpoch, type Batch as PlannedBatch } from '../data/batches';
import type { Split } from '../data/dataset';
import { inputImages } from './input-images';

export interface Batch {
  /** classes of the pictures that count; a padded batch has more pictures than labels */
  readonly labels: Int32Array;
  /** makes r(x) [B, H, W, 3]; the caller disposes */
  images(): Tensor4D;
}

/** What a method asks of a loader: how its pictures are to be shown. */
type Shown = Pick<Method, 'input' | 'config'>;

/**
 * Serves the first `limit` pictures of a split in batches of one fixed size, so that no kernel meets a new shape.
 * Orders and crops follow from seed and epoch alone.
 */
export class Loader {
  readonly count: number;
  readonly #split: Split;
  readonly #training: TrainingConfig;
  readonly #normalisation: Normalisation;

  constructor({
    split,
    limit,
    training,
    normalisation,
  }: {
    split: Split;
    limit: number | null;
    training: TrainingConfig;
    normalisation: Normalisation;
  }) {
    this.count = Math.min(split.count, limit ?? split.count);
    this.#split = split;
    this.#training = training;
    this.#normalisation = normalisation;
  }

  /** Batches that show every picture once. */
  get batches(): number {
    return Math.ceil(this.count / this.#training.batch);
  }

  /** Training batches in an epoch: the last partial one is dropped. */
  get steps(): number {
    return stepsPerEpoch({ count: this.count, batch: this.#training.batch });
  }

  /**
   * The training batches of an epoch (1-based), in their random order.
   * @param after how many of them to leave out: a resumed run has seen them
   */
  *epoch(shown: Shown, epoch: number, { after = 0 }: { after?: number } = {}): Generator<Batch> {
    const planned = this.#plan(shown, epoch, this.#training.batch);
    for (const batch of planned.slice(after)) yield this.#batch(shown, batch);
  }

  /** Every picture once with the same order and crops as `epoch`, the last partial batch padded. */
  *wholeEpoch(shown: Shown, epoch: number): Generator<Batch> {
    const single = this.#plan(shown, epoch, 1);
    for (let start = 0; start < this.count; start += this.#training.batch) {
      const planned = single.slice(start, start + this.#training.batch);
      const windows = planned.flatMap((one) => one.windows ?? []);
      yield this.#batch(shown, {
        indices: Int32Array.from(planned, (one) => one.indices[0]!),
        windows: windows.length > 0 ? windows : null,
      });
    }
  }

  /** Every picture once as it stands in the split, never augmented, the last partial batch padded. */
  *inFileOrder(shown: Shown): Generator<Batch> {
    for (let start = 0; start < this.count; start += this.#training.batch) {
      const length = Math.min(this.#training.batch, this.count - start);
      yield this.#batch(shown, { indices: Int32Array.from({ length }, (_, i) => start + i), windows: null });
    }
  }

  #plan({ config }: Shown, epoch: number, batch: number): PlannedBatch[] {
    const { seed, augmentation } = this.#training;
    return planEpoch({ seed, epoch, count: this.count, batch, augmentation, side: config.side });
  }

  #batch(shown: Shown, { indices, windows }: PlannedBatch): Batch {
    const { batch } = this.#training;
    return {
      labels: Int32Array.from(indices, (index) => this.#split.labels[index]!),
      images: () => {
        const rasters = padded(Array.from(indices), batch).map((index) => this.#split.raster(index));
        return inputImages(shown, this.#normalisation, rasters, {
          windows: windows && padded(windows, batch),
        });
      },
    };
  }
}

/** Repeats the last entry up to `length`. */
function padded<T>(entries: readonly T[], length: number): T[] {
  return Array.from({ length }, (_, index) => entries[Math.min(index, entries.length - 1)]!);
}
