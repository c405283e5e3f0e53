import type { Clock } from './eta';

/**
 * Milliseconds after which a run is kept inside an epoch too. With a device at most this much training is lost (and
 * the batch under way); a checkpoint reads 0.7 to 2 MB back from it, which twice a minute nobody notices.
 */
const INTERVAL = 30_000;
/** The same for a run that nothing is kept of yet: what is not there cannot be gone on with. */
const FIRST = 1000;

/** When a run is worth a checkpoint beyond those at the ends of epochs. */
export class CheckpointSchedule {
  readonly #clock: Clock;
  #step: number;
  #since: number;

  /** @param step at which the run is known to be kept: 0, or that of the checkpoint it goes on from */
  constructor(clock: Clock, step: number) {
    this.#clock = clock;
    this.#step = step;
    this.#since = clock();
  }

  /** Something would be lost: enough before a pause, which may be the end of it. */
  moved(step: number): boolean {
    return step > this.#step;
  }

  /** Something would be lost, and the last checkpoint was long ago. */
  due(step: number): boolean {
    return this.moved(step) && this.#clock() - this.#since >= (this.#step === 0 ? FIRST : INTERVAL);
  }

  /** The run has been kept as it stood after this step. */
  taken(step: number): void {
    this.#step = step;
    this.#since = this.#clock();
  }
}
