/** Milliseconds since any fixed moment; `performance.now` in every host, a counter in tests. */
export type Clock = () => number;

/** A phase's unit of work is one batch. */
export type Phase = 'unprompted' | 'mapping' | 'training' | 'evaluation';

/** Batches of each phase. */
export type Work = Readonly<Record<Phase, number>>;

/** How much of the past counts against one more batch: the mean is over about the last thirty. */
const MEMORY = 0.97;

/** Sums in which older batches fade. Their quotient is right also on a GPU, where one batch in ten waits for all. */
interface Fading {
  milliseconds: number;
  batches: number;
}

/**
 * How long the rest of a run will take, from what its batches took lately: a laptop gets hot. A phase that has
 * not run yet is estimated from one that does the same: unprompted, mapping and evaluation are all one forward
 * pass. Time between `end` and the next `begin` (a pause) does not count.
 */
export class TimeToGo {
  readonly #clock: Clock;
  readonly #left: Record<Phase, number>;
  readonly #past = new Map<Phase, Fading>();
  #began = 0;

  /** @param work what the run has in front of it */
  constructor(clock: Clock, work: Work) {
    this.#clock = clock;
    this.#left = { ...work };
  }

  begin(): void {
    this.#began = this.#clock();
  }

  /** Notes that one batch of `phase` took from `begin` until now; returns those milliseconds. */
  end(phase: Phase): number {
    const taken = this.#clock() - this.#began;
    const past = this.#past.get(phase) ?? { milliseconds: 0, batches: 0 };
    this.#past.set(phase, {
      milliseconds: MEMORY * past.milliseconds + taken,
      batches: MEMORY * past.batches + 1,
    });
    this.#left[phase] = Math.max(0, this.#left[phase] - 1);
    return taken;
  }

  /** Seconds until all is done; null while nothing comparable has run. */
  get seconds(): number | null {
    let total = 0;
    for (const [phase, batches] of Object.entries(this.#left) as [Phase, number][]) {
      if (batches === 0) continue;
      const each = this.#estimate(phase);
      if (each === undefined) return null;
      total += batches * each;
    }
    return total / 1000;
  }

  /** Milliseconds of one batch. */
  #estimate(phase: Phase): number | undefined {
    const alike: readonly Phase[] =
      phase === 'training' ? ['training'] : [phase, 'evaluation', 'mapping', 'unprompted'];
    const known = alike.find((other) => this.#past.has(other));
    const past = known && this.#past.get(known);
    return past && past.milliseconds / past.batches;
  }
}
