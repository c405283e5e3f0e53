/**
 * The brake of a run: who holds it (a page, a terminal) calls pause, resume, step and stop at any time; the
 * Trainer asks between batches. It knows nothing of tensors or events.
 */
export class RunControl {
  #mode: 'running' | 'paused' | 'one-step' | 'stopped' = 'running';
  readonly #listeners = new Set<() => void>();

  constructor({ paused = false }: { paused?: boolean } = {}) {
    if (paused) this.#mode = 'paused';
  }

  get paused(): boolean {
    return this.#mode === 'paused';
  }

  get stopped(): boolean {
    return this.#mode === 'stopped';
  }

  /** True while only a single batch has been allowed. */
  get stepping(): boolean {
    return this.#mode === 'one-step';
  }

  pause(): void {
    this.#change('paused');
  }

  resume(): void {
    this.#change('running');
  }

  /** Lets one training batch through, with whatever must run before it, then holds again. */
  step(): void {
    this.#change('one-step');
  }

  /** Ends the run at the next batch; cannot be taken back. */
  stop(): void {
    this.#change('stopped');
  }

  /** To be called after each training batch: a single step ends here. */
  batchDone(): void {
    if (this.stepping) this.#change('paused');
  }

  /** Calls back whenever someone has turned it, until what it returns is called. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #change(mode: 'running' | 'paused' | 'one-step' | 'stopped'): void {
    if (this.stopped) return;
    this.#mode = mode;
    for (const listener of this.#listeners) listener();
  }
}
