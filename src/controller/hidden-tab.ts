import type { Messages } from '../messages/messages';
import { notify } from '../store/actions';
import { explorer } from '../store/store';

interface Parts {
  readonly messages: Messages;
  now(): number;
}

/** Where a run stood, and when: milliseconds of a clock that never goes back. */
interface Mark {
  readonly runId: string;
  readonly step: number;
  readonly time: number;
}

/** shorter than this a test between two epochs may be all there was */
const least = 30_000;
/** of the pace in view; below that the browser has held the worker back */
const share = 0.25;

/**
 * What becomes of a run while the tab is hidden is the browser's choice: most let its worker go on, some slow it down or
 * stop it to save power. So nothing is claimed: the steps that were made are counted, and told when somebody looks again.
 */
export class HiddenTab {
  readonly #parts: Parts;
  /** since when the run has trained in view */
  #seen: Mark | null = null;
  #hidden: (Mark & { readonly pace: number }) | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#seen = this.#mark();
  }

  /** @returns ends it */
  follow(): () => void {
    return explorer.subscribe(
      ({ live }) => (live.status === 'running' ? live.runId : null),
      () => (this.#seen = this.#mark()),
    );
  }

  turn(to: 'hidden' | 'visible'): void {
    if (to === 'hidden') this.#hide();
    else this.#show();
  }

  #hide(): void {
    const now = this.#mark();
    const seen = this.#seen;
    const known = now && seen && seen.runId === now.runId && now.time > seen.time;
    this.#hidden = known ? { ...now, pace: (now.step - seen.step) / (now.time - seen.time) } : null;
  }

  #show(): void {
    const before = this.#hidden;
    const now = this.#mark();
    this.#hidden = null;
    this.#seen = now;
    if (!before || now?.runId !== before.runId) return;
    const [steps, time] = [now.step - before.step, now.time - before.time];
    if (time < least || before.pace * time < 4 || steps >= share * before.pace * time) return;
    const { hiddenTab } = this.#parts.messages.notices;
    notify({ tone: 'info', text: hiddenTab(steps, time / 1000), action: null });
  }

  #mark(): Mark | null {
    const { runId, status, step } = explorer.getState().live;
    return runId !== null && status === 'running' ? { runId, step, time: this.#parts.now() } : null;
  }
}
