/**
 * How long a worker may be silent over one request before it counts as hung. Its work goes to another then, and comes
 * out the same to the last bit: to lose patience too early costs time, not results.
 */

/** Milliseconds for the first request of a kind: a script has to be fetched, the processor is not known yet. */
const FIRST = 180_000;
/** … and at least so many later: a tab may lie in the background, a machine may be busy with something else. */
const LEAST = 10_000;
/** Times the slowest answer so far. */
const FACTOR = 20;

export class Patience {
  readonly #slowest = new Map<string, number>();

  /** @param kind requests of one kind take about equally long */
  limit(kind: string): number {
    const slowest = this.#slowest.get(kind);
    return slowest === undefined ? FIRST : Math.max(LEAST, FACTOR * slowest);
  }

  /** Notes how many milliseconds an answer took. */
  took(kind: string, milliseconds: number): void {
    this.#slowest.set(kind, Math.max(milliseconds, this.#slowest.get(kind) ?? 0));
  }
}
