import type { Method } from '../core/method';
import type { TrainingConfig } from '../core/method-config';
import type { Normalisation } from '../core/normalisation';
import type { PictureShelf } from '../core/pictures/picture-shelf';
import type { Tensor4D } from '../core/tf';
import { planEpoch, stepsPerEpoch, type Batch as PlannedBatch } from '../data/batches';
import type { Dataset, Split } from '../data/dataset';
import { sha256 } from '../lib/sha256';
import type { Prompting } from './forward-pass';
import { inputImages } from './input-images';
import type { Run } from './run';

/** `probe`: a part of the training pictures */
export type SplitName = 'train' | 'test' | 'probe';

export interface Batch {
  /** classes of the pictures that count; a padded batch has more pictures than labels */
  readonly labels: Int32Array;
  /** of all pictures [B] */
  readonly paddedLabels: Int32Array;
  readonly split: SplitName;
  /** the same for the same pixels: runs with equal keys see the same batch */
  readonly key: string;
  /** of each picture [B], where all are shown whole; null under augmentation */
  readonly names: readonly string[] | null;
  /** makes r(x) [B, H, W, 3]; the caller disposes */
  images(): Tensor4D;
}

/** What a method asks of a loader: how its pictures are to be shown. */
export type Shown = Pick<Method, 'input' | 'config'>;

/** As a method takes them; as r(x) where there is no prompt. */
export function shownTo(prompting: Prompting, run: Run): Shown {
  return prompting?.method ?? { input: 'resized', config: run.config.method };
}

/**
 * Serves the first `limit` pictures of a split in batches of one fixed size, so that no kernel meets a new shape.
 * Orders and crops follow from seed and epoch alone.
 */
export class Loader {
  readonly count: number;
  readonly #name: SplitName;
  readonly #split: Split;
  readonly #training: TrainingConfig;
  readonly #normalisation: Normalisation;
  readonly #shelf: PictureShelf | null;

  /** @param shelf the task's, where pictures stay between batches; null = they travel with each */
  constructor({
    name,
    split,
    limit,
    training,
    normalisation,
    shelf,
  }: {
    name: SplitName;
    split: Split;
    limit: number | null;
    training: TrainingConfig;
    normalisation: Normalisation;
    shelf: PictureShelf | null;
  }) {
    this.count = Math.min(split.count, limit ?? split.count);
    this.#name = name;
    this.#split = split;
    this.#training = training;
    this.#normalisation = normalisation;
    this.#shelf = shelf;
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

  /** One word for all training batches of an epoch: which pictures, in which order, cropped how. */
  epochHash(shown: Shown, epoch: number): string {
    return hashOf(this.#plan(shown, epoch, this.#training.batch));
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

  #batch(shown: Shown, planned: PlannedBatch): Batch {
    const { batch } = this.#training;
    const { input, config } = shown;
    const { indices, windows } = planned;
    const all = padded(Array.from(indices), batch);
    const labelsOf = (some: readonly number[]) =>
      Int32Array.from(some, (index) => this.#split.labels[index]!);
    const kind = `${input}, ${config.side} px, ${this.#name}`;
    return {
      labels: labelsOf(Array.from(indices)),
      paddedLabels: labelsOf(all),
      split: this.#name,
      key: `${kind}, ${batch} of ${hashOf([planned])}`,
      // the size of a batch may choose a kernel, and with it the last bits
      names: windows ? null : all.map((index) => `${kind}/${index} in ${batch}`),
      images: () => {
        const pictures =
          this.#shelf?.pictures(this.#split, this.count, all) ??
          all.map((index) => this.#split.raster(index));
        return inputImages(shown, this.#normalisation, pictures, {
          windows: windows && padded(windows, batch),
        });
      },
    };
  }
}

interface Loading {
  readonly dataset: Pick<Dataset, 'train'>;
  readonly normalisation: Normalisation;
  readonly facts: { readonly shelf: PictureShelf };
}

/** A task's training pictures, as many of them as a run has asked for. */
export function trainLoader(
  { dataset, normalisation, facts: { shelf } }: Loading,
  training: TrainingConfig,
): Loader {
  const limit = training.trainLimit;
  return new Loader({ name: 'train', split: dataset.train, limit, training, normalisation, shelf });
}

/** Repeats the last entry up to `length`. */
function padded<T>(entries: readonly T[], length: number): T[] {
  return Array.from({ length }, (_, index) => entries[Math.min(index, entries.length - 1)]!);
}

function hashOf(batches: readonly PlannedBatch[]): string {
  const parts = batches.flatMap(({ indices, windows }) => [
    indices,
    Int32Array.from((windows ?? []).flatMap(({ left, top, flip }) => [left, top, Number(flip)])),
  ]);
  return sha256(parts).slice(0, 16);
}
