/** Milliseconds since any fixed moment; `performance.now` in every host, a counter in tests. */
export type Clock = () => number;

/** A phase's unit of work is one batch. */
export type Phase = 'unprompted' | 'mapping' | 'training' | 'evaluation';

/** Batches of each phase. */
export type Work = Readonly<Record<Phase, number>>;

const WEIGHT_OF_NEWEST = 0.15;

/**
 * How long the rest of a run will take, from what its batches took so far. An exponential mean follows a
 * laptop that gets hot. A phase that has not run yet is estimated from one that does the same: unprompted,
 * mapping and evaluation are all one forward pass. Time between `end` and the next `begin` (a pause) does
 * not count.
 */
export class TimeToGo {
  readonly #clock: Clock;
  readonly #left: Record<Phase, number>;
  readonly #milliseconds = new Map<Phase, number>();
  #began = 0;
  #active = 0;

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
    const mean = this.#milliseconds.get(phase);
    this.#milliseconds.set(phase, mean === undefined ? taken : mean + WEIGHT_OF_NEWEST * (taken - mean));
    this.#left[phase] = Math.max(0, this.#left[phase] - 1);
    this.#active += taken;
    return taken;
  }

  /** Seconds of work so far. */
  get activeSeconds(): number {
    return this.#active / 1000;
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

  #estimate(phase: Phase): number | undefined {
    const own = this.#milliseconds.get(phase);
    if (own !== undefined || phase === 'training') return own;
    const forward = (['evaluation', 'mapping', 'unprompted'] as const).find((other) =>
      this.#milliseconds.has(other),
    );
    return forward && this.#milliseconds.get(forward);
  }
}
