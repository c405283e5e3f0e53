/** Milliseconds between two questions. */
const EVERY = 15_000;

/**
 * So many unanswered questions in a row, three minutes of them, mean that a worker hangs. It cannot answer in the
 * middle of a kernel: on plain JavaScript one over a whole batch at 224 pixels takes a minute or two. A worker that
 * has ended is known at once (life-line.ts), so this need not be quick.
 */
const UNANSWERED = 12;

/** Asks a worker now and then whether it is there. Counts questions, not time: a page that slept asked none. */
export class Watch {
  readonly #timer: ReturnType<typeof setInterval>;
  #unanswered = 0;

  constructor({ ask, onSilence }: { ask: () => void; onSilence: () => void }) {
    this.#timer = setInterval(() => {
      if (this.#unanswered >= UNANSWERED) {
        this.end();
        onSilence();
        return;
      }
      this.#unanswered += 1;
      ask();
    }, EVERY);
  }

  /** The worker has said something. */
  heard(): void {
    this.#unanswered = 0;
  }

  end(): void {
    clearInterval(this.#timer);
  }
}
