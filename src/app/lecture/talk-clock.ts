/** When a window of a talk said something, by no clock on the wall: Lamport's count, and who it was where two are equal. */
export interface Stamp {
  readonly count: number;
  readonly by: string;
}

/** Puts what the windows of a talk say in one order for all, so that two that move at once end up at the same. */
export class TalkClock {
  readonly #by: string;
  #last: Stamp;

  /** @param by the window, unlike any other of the talk */
  constructor(by: string) {
    this.#by = by;
    this.#last = { count: 0, by };
  }

  /** Of what this window says now: later than all it has said or heard. */
  next(): Stamp {
    this.#last = { count: this.#last.count + 1, by: this.#by };
    return this.#last;
  }

  /** @returns whether it is later than what is shown here; what is not has been said over already */
  hear(stamp: Stamp): boolean {
    const { count, by } = this.#last;
    const later = stamp.count === count ? stamp.by > by : stamp.count > count;
    if (later) this.#last = stamp;
    return later;
  }
}
