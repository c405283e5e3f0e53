import * as tf from '../core/tf';
import type { Scalar } from '../core/tf';

/** Losses and accuracies of consecutive steps, back from the device. */
export interface StepValues {
  /** 1-based number of the first step */
  readonly fromStep: number;
  readonly losses: Float32Array;
  readonly accuracies: Float32Array;
}

/** A readback stalls the device's queue, so at most one step in ten pays for one. */
const STEPS_PER_READBACK = 10;

/**
 * Collects each step's loss and accuracy as device scalars and reads them back in groups, never inside a
 * step. At most one group is on its way: waiting for it before the next is sent also keeps the device's
 * queue at most twenty steps deep.
 */
export class StepReadback {
  #scalars: Scalar[] = [];
  #fromStep = 0;
  #onItsWay: Promise<StepValues> | null = null;

  /** Takes over both scalars of a step (1-based). */
  add(step: number, { loss, accuracy }: { loss: Scalar; accuracy: Scalar }): void {
    if (this.#scalars.length === 0) this.#fromStep = step;
    this.#scalars.push(loss, accuracy);
  }

  get full(): boolean {
    return this.#scalars.length >= 2 * STEPS_PER_READBACK;
  }

  /**
   * Sends the collected steps on their way and returns those sent before.
   * @param all waits for the collected ones too: before a pause or at the end of an epoch
   */
  async turn({ all = false }: { all?: boolean } = {}): Promise<StepValues[]> {
    const groups = [await this.#onItsWay];
    this.#onItsWay = this.#scalars.length > 0 ? read(this.#scalars, this.#fromStep) : null;
    this.#scalars = [];
    // where the run ends before the next turn, nobody waits for it any more
    this.#onItsWay?.catch(() => undefined);
    if (all) {
      groups.push(await this.#onItsWay);
      this.#onItsWay = null;
    }
    return groups.filter((group) => group !== null);
  }

  dispose(): void {
    tf.dispose(this.#scalars);
    this.#scalars = [];
  }
}

/** @param scalars loss, accuracy, loss, accuracy, …; disposed */
async function read(scalars: Scalar[], fromStep: number): Promise<StepValues> {
  const joined = tf.stack(scalars);
  tf.dispose(scalars);
  const values = (await joined.data()) as Float32Array;
  joined.dispose();
  return {
    fromStep,
    losses: values.filter((_, index) => index % 2 === 0),
    accuracies: values.filter((_, index) => index % 2 === 1),
  };
}
