import { shownRun } from '../store/selectors';
import { explorer } from '../store/store';
import type { TrainingEvent } from '../training/events';

/** Milliseconds between two snapshots that the page asks for beyond the run's own. */
const interval = 1000;
/** An answer that takes longer than this is not waited for. */
const patience = 8000;

interface FreshSnapshotsOptions {
  now(): number;
  ask(): void;
}

/**
 * Keeps the masks on screen moving while the page follows a live run, between the snapshots that the run
 * stores by itself. At most one question is open: a slow device is never asked for more than it can draw.
 */
export class FreshSnapshots {
  readonly #options: FreshSnapshotsOptions;
  #asked = -Infinity;
  #answered = true;

  constructor(options: FreshSnapshotsOptions) {
    this.#options = options;
  }

  hear(event: TrainingEvent): void {
    const now = this.#options.now();
    if (event.type === 'snapshot') {
      this.#answered = true;
      this.#asked = now;
    } else if (event.type === 'steps' && this.#watched()) {
      const waited = now - this.#asked;
      if (this.#answered ? waited < interval : waited < patience) return;
      this.#asked = now;
      this.#answered = false;
      this.#options.ask();
    }
  }

  /** Someone follows the live run's newest step. */
  #watched(): boolean {
    const state = explorer.getState();
    const { live, view } = state;
    return live.status === 'running' && view.step === null && shownRun(state)?.id === live.runId;
  }
}
