import * as tf from '../core/tf';
import type { Scalar, Tensor1D } from '../core/tf';

/** Losses and accuracies of consecutive steps, back from the device. */
export interface StepValues {
  /** 1-based number of the first step */
  readonly fromStep: number;
  readonly losses: Float32Array;
  readonly accuracies: Float32Array;
  /** false = after the last of them the state held something that is no number */
  readonly sound: boolean;
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
   * @param witness zero, or no number where the state has left the numbers; taken over
   * @param all waits for the collected ones too: before a pause or at the end of an epoch
   */
  async turn({ witness, all = false }: { witness: Scalar; all?: boolean }): Promise<StepValues[]> {
    const groups = [await this.#onItsWay];
    if (this.#scalars.length > 0) this.#onItsWay = read([...this.#scalars, witness], this.#fromStep);
    else {
      this.#onItsWay = null;
      witness.dispose();
    }
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

/** @param scalars loss, accuracy, loss, accuracy, …, witness; disposed */
async function read(scalars: Scalar[], fromStep: number): Promise<StepValues> {
  const joined = joinedValues(scalars);
  tf.dispose(scalars);
  const values = (await joined.data()) as Float32Array;
  joined.dispose();
  const pairs = values.subarray(0, -1);
  return {
    fromStep,
    losses: pairs.filter((_, index) => index % 2 === 0),
    accuracies: pairs.filter((_, index) => index % 2 === 1),
    sound: values.at(-1) === 0,
  };
}

/** As they go on their way: [2 · steps + 1] */
export function joinedValues(scalars: readonly Scalar[]): Tensor1D {
  return tf.stack([...scalars]) as Tensor1D;
}

/** How many steps of an epoch come back together: a full group, what is left at its end, and one that was allowed alone. */
export function stepsReadTogether(stepsPerEpoch: number): readonly number[] {
  const groups = [Math.min(stepsPerEpoch, STEPS_PER_READBACK), stepsPerEpoch % STEPS_PER_READBACK, 1];
  return [...new Set(groups)].filter((steps) => steps > 0);
}
