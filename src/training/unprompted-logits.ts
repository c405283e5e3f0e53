/**
 * What the frozen network says of pictures without a prompt, f_P(r(x)): the line that every run is compared with,
 * its first mapping, and the routing of class patterns. None of it changes while anything trains, so it is computed
 * once for each picture shown whole, and once for each augmented batch that runs share.
 */
import type { Backbone } from '../core/backbone/backbone';
import { tensor2d, type Tensor2D } from '../core/tf';
import type { Batch } from './loader';
import type { Round } from './lockstep';
import { sharedImages } from './shared-images';

/** Bytes of logits that are kept at most: those of some 4,000 pictures. */
const MOST_BYTES = 2 ** 24;

/** For one dataset and one backbone; all runs on them share it. */
export class UnpromptedLogits {
  readonly #backbone: Backbone;
  /** [classes] of each picture */
  readonly #known = new Map<string, Float32Array>();

  constructor({ backbone }: { readonly backbone: Backbone }) {
    this.#backbone = backbone;
  }

  /**
   * @param batch pictures as r(x)
   * @returns [B, classes]; freed with the round: do not dispose
   */
  of(round: Round, batch: Batch): Promise<Tensor2D> {
    return round.share(
      `logits of ${batch.key}`,
      () => this.#logits(round, batch),
      (logits) => void logits.then((tensor) => tensor.dispose()).catch(() => undefined),
    );
  }

  async #logits(round: Round, batch: Batch): Promise<Tensor2D> {
    const { names } = batch;
    if (!names) return this.#backbone.logits(sharedImages(round, batch));
    const { classes } = this.#backbone;
    if (names.every((name) => this.#known.has(name))) {
      const values = new Float32Array(names.length * classes);
      names.forEach((name, row) => values.set(this.#known.get(name)!, row * classes));
      return tensor2d(values, [names.length, classes]);
    }
    const logits = await this.#backbone.logits(sharedImages(round, batch));
    this.#keep(names, await logits.data<'float32'>());
    return logits;
  }

  #keep(names: readonly string[], logits: Float32Array): void {
    const { classes } = this.#backbone;
    const most = Math.floor(MOST_BYTES / (4 * classes));
    names.forEach((name, row) => {
      if (this.#known.has(name) || this.#known.size >= most) return;
      this.#known.set(name, logits.slice(row * classes, (row + 1) * classes));
    });
  }
}
